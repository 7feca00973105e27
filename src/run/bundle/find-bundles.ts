import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Problem } from '../../model/types.ts';
import { noBundles } from './problems.ts';
import { type BundlePlace, readHead } from './read-bundle.ts';

/** The files that were meant; a name that is neither a file nor a folder is left for the reading to report. */
async function filesOf(names: readonly string[]): Promise<string[]> {
  const files = new Set<string>();
  for (const name of names) {
    const path = resolve(name);
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    const found = isFolder ? (await readdir(path)).filter((one) => one.endsWith('.jsonl')) : undefined;
    if (found) for (const one of found) files.add(join(path, one));
    else files.add(path);
  }
  return [...files].sort();
}

/**
 * The bundles that files, or folders of files, hold: in the order of their clocks, whatever the order they were named in.
 *
 * @param site the address of the digest that they have to be of
 */
export async function findBundles(
  names: readonly string[],
  { site, now }: { readonly site: string; readonly now: string },
): Promise<{ readonly places: readonly BundlePlace[]; readonly problems: readonly Problem[] }> {
  const files = await filesOf(names);
  if (files.length === 0) return { places: [], problems: [noBundles(names.join(', '))] };
  const heads = await Promise.all(files.map((file) => readHead(file, site, now)));
  const places = heads.flatMap((head) => ('problem' in head ? [] : [head]));
  const at = ({ head }: BundlePlace): number => Date.parse(head.now);
  return {
    places: places.sort((one, other) => at(one) - at(other) || (one.path < other.path ? -1 : 1)),
    problems: heads.flatMap((head) => ('problem' in head ? [head.problem] : [])),
  };
}
