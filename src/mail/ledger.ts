import { type FileHandle, open, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder, sync } from '../disk/index.ts';
import { errorCode } from '../model/error-code.ts';

/**
 * What became of a message. `handed` is written before the server gets the text and stays the last word when the program
 * died or the line broke before the server answered: nobody can know whether the message was taken.
 */
export type Fate = 'handed' | 'sent' | 'refused' | 'later';

const fates: ReadonlySet<string> = new Set(['handed', 'sent', 'refused', 'later']);

/** Who got an edition: one line a step, on the disk before the next step is taken. */
export interface Ledger {
  readonly fateOf: (mark: string) => Fate | undefined;
  readonly write: (mark: string, fate: Fate) => Promise<void>;
  readonly close: () => Promise<void>;
}

function isFate(text: string | undefined): text is Fate {
  return text !== undefined && fates.has(text);
}

/** The first line, of a program that died while it wrote it. */
const begunLine = /^[0-9a-f]{1,32}(?: [a-z]*)?$/;

/** A ledger that has lines, but none that can be read: whoever has the edition would get it again. */
export class LedgerDamaged extends Error {}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Opens the ledger of an edition, making it when there is none. Lines are `<mark> <fate>`; a last line without its end
 * was being written when the program died and is cut off, and a line of any other form is passed over. What git makes of a
 * file is forgiven: other line ends, marks of a merge, and then lines in another order, so that `sent` stays the last word.
 *
 * @throws LedgerDamaged, and what the disk says.
 */
export async function openLedger(path: string): Promise<Ledger> {
  await makeFolder(dirname(path));
  const text = await readText(path);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const known = new Map<string, Fate>();
  for (const line of whole.replace(/^\ufeff/, '').split(/\r?\n/)) {
    const [mark, fate] = line.split(' ');
    if (mark === undefined || !/^[0-9a-f]{32}$/.test(mark) || !isFate(fate)) continue;
    if (known.get(mark) !== 'sent') known.set(mark, fate);
  }
  const isBegun = whole === '' && begunLine.test(text);
  if (known.size === 0 && text.trim() !== '' && !isBegun)
    throw new LedgerDamaged('None of its lines can be read.');
  if (whole !== text) await truncate(path, Buffer.byteLength(whole));
  const file: FileHandle = await open(path, 'a', 0o644);
  return {
    fateOf: (mark) => known.get(mark),
    write: async (mark, fate) => {
      await file.appendFile(`${mark} ${fate}\n`);
      await sync(file);
      known.set(mark, fate);
    },
    close: () => file.close(),
  };
}
