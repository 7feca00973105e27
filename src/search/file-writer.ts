/** Takes a file of a segment, by its name. */
export type WriteFile = (name: string, content: Uint8Array) => Promise<void>;

/** Where the files of a segment go to, and how many bytes one has at most. */
export interface SegmentFiles {
  readonly write: WriteFile;
  readonly fileSize: number;
}

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

/** Writes texts one after the other, cut into files of one size: `terms-0.txt`, `terms-1.txt`. */
export function fileWriter(name: string, { write, fileSize }: SegmentFiles): FileWriter {
  let parts: Uint8Array[] = [];
  let [held, total, files] = [0, 0, 0];
  const take = async (least: number): Promise<void> => {
    while (held >= least && held > 0) {
      const all = new Uint8Array(held);
      let at = 0;
      for (const part of parts) {
        all.set(part, at);
        at += part.length;
      }
      await write(`${name}-${files}.txt`, all.slice(0, fileSize));
      files += 1;
      const rest = all.slice(fileSize);
      parts = [rest];
      held = rest.length;
    }
  };
  return {
    add: async (content) => {
      const bytes = typeof content === 'string' ? encoded(content) : content;
      parts.push(bytes);
      held += bytes.length;
      total += bytes.length;
      await take(fileSize);
      return bytes.length;
    },
    end: async () => {
      await take(1);
      return total;
    },
  };
}
