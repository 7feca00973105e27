import { join } from 'node:path';
import type { ArchiveFs } from '../disk/files.ts';

/** Where it is kept what the archive's texts taught of words, relative to the data folder: `digest/` knows its form. */
export const learnedWordsPath = 'state/words.json';

/** `undefined` where nothing was learned, or it cannot be read: it is learned anew. */
export async function readLearnedWords(fs: ArchiveFs, dir: string): Promise<string | undefined> {
  const bytes = await fs.read(join(dir, learnedWordsPath)).catch(() => undefined);
  return bytes && new TextDecoder().decode(bytes);
}
