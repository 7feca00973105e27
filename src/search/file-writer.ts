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
  let file = new Uint8Array(fileSize);
  let [held, total, files] = [0, 0, 0];
  const end = async (): Promise<void> => {
    await write(`${name}-${files}.txt`, file.subarray(0, held));
    files += 1;
    file = new Uint8Array(fileSize);
    held = 0;
  };
  return {
    add: async (content) => {
      const bytes = typeof content === 'string' ? encoded(content) : content;
      for (let at = 0; at < bytes.length; ) {
        const part = bytes.subarray(at, at + fileSize - held);
        file.set(part, held);
        held += part.length;
        at += part.length;
        if (held === fileSize) await end();
      }
      total += bytes.length;
      return bytes.length;
    },
    end: async () => {
      if (held > 0) await end();
      return total;
    },
  };
}
