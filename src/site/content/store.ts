import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { shortHash } from '../hash.ts';

/**
 * Where the ledger's entries lie: texts by name. They are disposable, and not to be believed: a text that was cut off or
 * written over by something else counts as none.
 */
export interface LedgerStore {
  /** @param hash of the text that is wanted; another one counts as none */
  readonly read: (name: string, hash?: string) => string | undefined;
  /**
   * What `use` makes of a text whose name ends with its hash: only whether it is that one, and whole, is looked at. The
   * bytes are lent, and others afterwards: days are read by the thousand, and memory of their own for each keeps the
   * collector busy.
   */
  readonly useNamed: <Made>(name: string, use: (bytes: Buffer) => Made) => Made | undefined;
  /** The same with so many of its first bytes, or with all that there are. */
  readonly useStart: <Made>(name: string, length: number, use: (bytes: Buffer) => Made) => Made | undefined;
  /** A span of such a text, in bytes, of which the start was read before. */
  readonly readSpan: (name: string, from: number, to: number) => string | undefined;
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
const ending = '\nend\n';
const end = Buffer.from(ending);

/** What cannot be read counts as none. */
function unlessMissing<Made>(read: () => Made): Made | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** What cannot be removed counts as none, too, once it is looked at. */
function removeIfThere(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Below a file, or forbidden.
  }
}

/** Bytes that are lent, grown as it is needed. */
let lent = Buffer.alloc(0);

/** Reads a file's bytes from a place on, as many as there is room for: `undefined` where there are fewer. */
function readInto(bytes: Buffer, file: number, from: number): Buffer | undefined {
  return readSync(file, bytes, 0, bytes.length, from) === bytes.length ? bytes : undefined;
}

/** What is read of an open file into bytes that are lent: so many of them, and no more. */
function withFile<Made>(path: string, read: (file: number, lend: (length: number) => Buffer) => Made): Made {
  const file = openSync(path, 'r');
  try {
    return read(file, (length) => {
      if (lent.length < length) lent = Buffer.allocUnsafe(2 * length);
      return lent.subarray(0, length);
    });
  } finally {
    closeSync(file);
  }
}

/** The first bytes of a file that is whole, without its end; or `undefined`. */
function readWhole(path: string, length: number): Buffer | undefined {
  return withFile(path, (file, lend) => {
    const inside = fstatSync(file).size - end.length;
    if (inside < 0 || readInto(lend(end.length), file, inside)?.equals(end) !== true) return undefined;
    return readInto(lend(Math.min(inside, length)), file, 0);
  });
}

function hashIn(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** A folder with a file for each entry: the hash of its text in the first line, then the text, then `end`. */
export function folderStore(dir: string): LedgerStore {
  const fileOf = (name: string): string => join(dir, name);
  const useStart: LedgerStore['useStart'] = (name, length, use) => {
    const first = `${hashIn(name)}\n`;
    const bytes = unlessMissing(() => readWhole(fileOf(name), length + first.length));
    if (bytes?.toString('latin1', 0, first.length) !== first) return undefined;
    return use(bytes.subarray(first.length));
  };
  return {
    read: (name, hash) => {
      const whole = unlessMissing(() => readFileSync(fileOf(name), 'utf8'));
      if (!whole?.endsWith(ending)) return undefined;
      const first = whole.indexOf('\n');
      const [said, text] = [whole.slice(0, first), whole.slice(first + 1, -ending.length)];
      return said === shortHash(text) && (hash ?? said) === said ? text : undefined;
    },
    useNamed: (name, use) => useStart(name, Number.POSITIVE_INFINITY, use),
    useStart,
    readSpan: (name, from, to) =>
      unlessMissing(() =>
        withFile(fileOf(name), (file, lend) =>
          readInto(lend(to - from), file, hashIn(name).length + 1 + from)?.toString('utf8'),
        ),
      ),
    write: (name, text) => {
      const draft = `${fileOf(name)}.part`;
      const hash = shortHash(text);
      try {
        mkdirSync(dirname(draft), { recursive: true });
        writeFileSync(draft, `${hash}\n${text}${ending}`);
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
