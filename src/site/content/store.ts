import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shortHash } from '../hash.ts';

/**
 * Where the ledger's entries lie: texts by name. They are disposable, and not to be believed: a text that was cut off or
 * written over by something else counts as none.
 */
export interface LedgerStore {
  /** @param hash of the text that is wanted; another one counts as none */
  readonly read: (name: string, hash?: string) => string | undefined;
  /** The bytes of a text whose name ends with its hash: only whether it is that one, and whole, is looked at. */
  readonly readNamed: (name: string) => Buffer | undefined;
  /** Answers with the text's hash; `undefined` where the disk does not take it, which costs only time. */
  readonly write: (name: string, text: string) => string | undefined;
  readonly remove: (name: string) => void;
  /** Removes all entries. */
  readonly clear: () => void;
}

/** Where the ledger of a site folder lies. */
export function ledgerDir(siteDir: string): string {
  return join(siteDir, '.cache', 'daybook', 'ledger');
}

/** What a whole file ends with. */
const end = Buffer.from('\nend\n');
const lineFeed = 0x0a;

/** What cannot be removed counts as none, too, once it is looked at. */
function removeIfThere(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Below a file, or forbidden.
  }
}

/** A folder with a file for each entry: the hash of its text in the first line, then the text, then `end`. */
export function folderStore(dir: string): LedgerStore {
  const fileOf = (name: string): string => join(dir, name);
  const look = (name: string): { readonly said: string; readonly bytes: Buffer } | undefined => {
    try {
      const whole = readFileSync(fileOf(name));
      const first = whole.indexOf(lineFeed);
      const last = whole.length - end.length;
      if (last < first || !whole.subarray(last).equals(end)) return undefined;
      return { said: whole.toString('latin1', 0, first), bytes: whole.subarray(first + 1, last) };
    } catch {
      return undefined;
    }
  };
  return {
    read: (name, hash) => {
      const { said, bytes } = look(name) ?? {};
      return bytes !== undefined && said === shortHash(bytes) && (hash ?? said) === said
        ? bytes.toString('utf8')
        : undefined;
    },
    readNamed: (name) => {
      const { said, bytes } = look(name) ?? {};
      return name.endsWith(`.${said}`) ? bytes : undefined;
    },
    write: (name, text) => {
      const draft = `${fileOf(name)}.part`;
      const hash = shortHash(text);
      try {
        mkdirSync(dirname(draft), { recursive: true });
        writeFileSync(draft, `${hash}\n${text}${end.toString()}`);
        renameSync(draft, fileOf(name));
        return hash;
      } catch {
        removeIfThere(draft);
        return undefined;
      }
    },
    remove: (name) => removeIfThere(fileOf(name)),
    clear: () => removeIfThere(dir),
  };
}

/** A store as it lies there, while somebody else may write to it: what is written here goes nowhere. */
export function readOnly(store: LedgerStore): LedgerStore {
  return {
    ...store,
    write: (_name, text) => shortHash(text),
    remove: () => undefined,
    clear: () => undefined,
  };
}
