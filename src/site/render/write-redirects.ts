import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../model/types.ts';
import { redirectFiles } from '../outputs/redirects.ts';
import type { Site } from '../site.ts';

/** Writes a file of the site by its path. */
type Write = (path: string, content: string | Uint8Array) => Promise<unknown>;

/**
 * Writes what old addresses need, once all else is there. Tells which of them cannot be served.
 *
 * @param input `taken`: paths of all files that the site has
 */
export async function writeRedirects(
  site: Site,
  {
    outputDir,
    taken,
    write,
  }: { readonly outputDir: string; readonly taken: () => ReadonlySet<string>; readonly write: Write },
): Promise<readonly Problem[]> {
  if (site.config.redirects.length === 0) return [];
  const there = taken();
  const { files, copies, problems } = redirectFiles(site, there);
  // A file of the publisher's own goes before ours.
  for (const [path, content] of files) if (!there.has(path)) await write(path, content);
  for (const [path, from] of copies) await write(path, await readFile(join(outputDir, from)));
  return problems;
}
