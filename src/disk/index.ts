import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { parseJson } from '../model/json.ts';

/**
 * Writes a file beside its place first, so that nobody ever sees half of it, and makes the folders that it needs. Rejects
 * as Node does, and leaves nothing of its own behind then.
 *
 * @param mode the rights of the new file; the usual ones when absent
 * @example
 * await writeWhole('/site/_data/portraits/lwn.webp', bytes);
 * await writeWhole('/site/daybook.yaml', text, { mode });
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  { mode }: { readonly mode?: number } = {},
): Promise<void> {
  const draft = `${path}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, content, mode === undefined ? {} : { mode });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** The same, where the file does not hold this text already: a run without news leaves it as it is. */
export async function writeIfChanged(path: string, text: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before !== text) await writeWhole(path, text);
}

/** A file's text, in UTF-8; `undefined` when there is no such file. Rejects as Node does where it cannot be read. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The value of a JSON file; `undefined` where there is none, or it cannot be read. */
export async function readJson(path: string): Promise<unknown> {
  return parseJson(await readFile(path).catch(() => undefined));
}
