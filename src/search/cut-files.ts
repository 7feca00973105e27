import { fileSizes, once, type ReadBytes } from './file-reader.ts';

/** Reads parts of `terms-0.txt` from `cut/terms-0.txt`, `cut/terms-1.txt` and so on, each of which is read once, whole. */
export function cutReader(readWhole: (path: string) => Promise<Uint8Array>): ReadBytes {
  const whole = once(readWhole);
  return async (path, from, to) => {
    if (from === undefined || to === undefined) return whole(path);
    const [, folder, name, number] = /^(.*\/)(\w+)-(\d+)\.txt$/.exec(path) ?? [];
    const before = Number(number) * fileSizes.whole;
    const bytes = new Uint8Array(to - from);
    const files: Promise<void>[] = [];
    for (
      let file = Math.floor((before + from) / fileSizes.cut);
      file * fileSizes.cut < before + to;
      file += 1
    ) {
      const start = file * fileSizes.cut - before;
      const take = async (): Promise<void> => {
        const part = await whole(`${folder}cut/${name}-${file}.txt`);
        bytes.set(part.subarray(Math.max(0, from - start), to - start), Math.max(0, start - from));
      };
      files.push(take());
    }
    await Promise.all(files);
    return bytes;
  };
}
