import { fileSizes } from './file-reader.ts';

/** Takes a file of a segment, by its name. */
export type WriteFile = (name: string, content: Uint8Array) => Promise<void>;

const encoder = new TextEncoder();

export function encoded(text: string): Uint8Array {
  return encoder.encode(text);
}

export interface FileWriter {
  /** Returns the number of bytes that it takes. */
  readonly add: (content: string | Uint8Array) => Promise<number>;
  /** Returns the number of all bytes. */
  readonly end: () => Promise<number>;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * Writes texts one after the other into `terms-0.txt`, and once more, cut into small files, `cut/terms-0.txt`,
 * `cut/terms-1.txt` and so on. What is longer than a file may be goes on in `terms-1.txt`.
 */
export function fileWriter(name: string, write: WriteFile): FileWriter {
  let parts: Uint8Array[] = [];
  /** Small files of the next large one. */
  let cuts: Uint8Array[] = [];
  let [held, total, files, cutFiles] = [0, 0, 0, 0];
  const writeCuts = async (): Promise<void> => {
    if (cuts.length > 0) await write(`${name}-${files}.txt`, joined(cuts));
    files += 1;
    cuts = [];
  };
  const take = async (least: number): Promise<void> => {
    while (held >= least && held > 0) {
      const all = joined(parts);
      const cut = all.slice(0, fileSizes.cut);
      await write(`cut/${name}-${cutFiles}.txt`, cut);
      cutFiles += 1;
      cuts.push(cut);
      if (cuts.length * fileSizes.cut >= fileSizes.whole) await writeCuts();
      parts = [all.slice(fileSizes.cut)];
      held = all.length - cut.length;
    }
  };
  return {
    add: async (content) => {
      const bytes = typeof content === 'string' ? encoded(content) : content;
      parts.push(bytes);
      held += bytes.length;
      total += bytes.length;
      await take(fileSizes.cut);
      return bytes.length;
    },
    end: async () => {
      await take(1);
      await writeCuts();
      return total;
    },
  };
}
