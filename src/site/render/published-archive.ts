import { hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { listIfThere } from '../../disk/index.ts';

/** Where the archive lies in a published site. */
export const archiveFolder = '/_archive/';
export const archiveIndex = 'index.json';

/**
 * Days, copies of images, portraits of sources, what was forgotten, the day from which editions are numbered, and what
 * fetching remembers; indexes are made again from the days. Nothing else has a name that fits.
 */
const carried =
  /^(?:archive\/\d{4}\/\d{2}\/\d{4}-\d{2}-\d{2}\.json|archive\/forgotten\.txt|images\/list\/[0-9a-f]{2}\.json|images\/files\/[0-9a-f]{2}\/[0-9a-f]{32}\.webp|portraits\/list\.json|portraits\/files\/[0-9a-f]{32}\.webp|state\/editions\.json|state\/feeds\/[a-z0-9][a-z0-9-]{0,79}\.json)$/;

/** `index.json`: every file of the published archive, with what its bytes must be. */
export const archiveIndexSchema = z.object({
  version: z.literal(1),
  files: z.array(
    z.object({
      path: z.string().regex(carried),
      size: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

export type ArchiveIndex = z.infer<typeof archiveIndexSchema>;

export function sha256Of(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

async function carriedFiles(dataDir: string): Promise<string[]> {
  const paths: string[] = [];
  for (const folder of ['archive', 'images', 'portraits', 'state']) {
    if ((await listIfThere(join(dataDir, folder))).length === 0) continue;
    // One that cannot be read must not be published as empty: it may be the only copy.
    const entries = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile())) {
      const path = relative(dataDir, join(entry.parentPath, entry.name)).split(sep).join('/');
      if (carried.test(path)) paths.push(path);
    }
  }
  return paths.sort();
}

/**
 * Copies the archive into the site, with an index: for hosts that keep no files between builds. The same archive gives
 * the same bytes. The caller holds the lock.
 */
export async function publishArchive(
  dataDir: string,
  write: (path: string, content: Uint8Array | string) => Promise<unknown>,
): Promise<void> {
  const files: ArchiveIndex['files'] = [];
  for (const path of await carriedFiles(dataDir)) {
    const bytes = await readFile(join(dataDir, path));
    files.push({ path, size: bytes.length, sha256: sha256Of(bytes) });
    await write(`${archiveFolder}${path}`, bytes);
  }
  const lines = files.map((file) => ` ${JSON.stringify(file)}`).join(',\n');
  await write(`${archiveFolder}${archiveIndex}`, `{"version":1,"files":[\n${lines}\n]}\n`);
}
