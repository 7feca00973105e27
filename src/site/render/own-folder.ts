import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { errorCode } from '../../model/error-code.ts';

/** What lies in a folder; nothing where there is none. */
export function entriesOf(dir: string): Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function isBelow(path: string, dir: string): boolean {
  return `${path}${sep}`.startsWith(`${dir}${sep}`);
}

const realOf = (path: string): string => (existsSync(path) ? realpathSync(path) : path);

/** A file, or a link that is not followed. */
interface Found {
  readonly path: string;
  readonly isStray: boolean;
}

/** Where links may lead: the site folder, the folder itself, and whatever a link that lies directly in it leads to. */
function placesOf(dir: string): string[] {
  const links = entriesOf(dir).filter((entry) => entry.isSymbolicLink());
  return [dirname(dir), dir, ...links.map(({ name }) => dir + sep + name)].map(realOf);
}

function* filesBelow(
  dir: string,
  places: readonly string[],
  within: readonly string[] = [],
): Generator<Found> {
  const real = realOf(dir);
  if (within.some((one) => isBelow(one, real))) return;
  for (const entry of entriesOf(dir)) {
    const path = dir + sep + entry.name;
    const found = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
    const isStray = entry.isSymbolicLink() && !places.some((place) => isBelow(realOf(path), place));
    if (found && (isStray || found.isFile())) yield { path, isStray };
    else if (found?.isDirectory()) yield* filesBelow(path, places, [...within, real]);
  }
}

function pathsIn(dir: string, areStray: boolean): string[] {
  const found = [...filesBelow(dir, placesOf(dir))];
  return found
    .filter(({ isStray }) => isStray === areStray)
    .map(({ path }) => path)
    .sort();
}

/**
 * Files below a folder of the publisher's, sorted by their paths. Links are followed, because a theme may lie elsewhere:
 * not into a folder in which they lie themselves, not to nothing, and not from inside a theme to what is neither the
 * theme's nor the publisher's.
 */
export function ownFilesIn(dir: string): string[] {
  return pathsIn(dir, false);
}

/** Links below the same folder that are not followed because of where they lead, sorted. */
export function strayLinksIn(dir: string): string[] {
  return pathsIn(dir, true);
}
