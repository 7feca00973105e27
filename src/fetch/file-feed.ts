import { lstat, open, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { FetchFault, toFault } from './fault.ts';
import { inflate } from './http/inflate.ts';
import { showBytes } from './limits.ts';
import { wordsOf } from './problem.ts';

export interface FileFeed {
  readonly bytes: Uint8Array;
  /** `file:///feeds/a.xml`: the site folder is the root, so that no path of this machine gets into data. */
  readonly url: string;
}

interface FileBounds {
  readonly siteDir: string;
  readonly maxBytes: number;
  readonly inflation: number;
}

/**
 * Reads a feed that is a file of the site folder. Symbolic links are followed, as long as they end inside.
 *
 * @throws FetchFault when it is missing, outside, no ordinary file, unreadable or too big.
 */
export async function readFileFeed(path: string, bounds: FileBounds): Promise<FileFeed> {
  const root = await realpath(bounds.siteDir).catch(missing);
  const wanted = resolve(root, path);
  if (!isInside(root, wanted)) throw new FetchFault('FETCH_FILE_OUTSIDE');
  const real = await realpath(wanted).catch(missing);
  if (!isInside(root, real)) throw new FetchFault('FETCH_FILE_OUTSIDE');
  const bytes = await readWithin(real, bounds.maxBytes);
  const maxInflated = bounds.maxBytes * bounds.inflation;
  const plain = await inflate(bytes, undefined, maxInflated, async () => undefined);
  const parts = relative(root, wanted).split(sep).map(encodeURIComponent);
  return { bytes: plain, url: `file:///${parts.join('/')}` };
}

/** A file of the site folder that is not a feed: its bytes, or why they cannot be had, as a sentence. Never rejects. */
export async function readSiteFile(
  path: string,
  bounds: Omit<FileBounds, 'inflation'>,
): Promise<{ readonly bytes: Uint8Array } | { readonly why: string }> {
  try {
    return { bytes: (await readFileFeed(path, { ...bounds, inflation: 1 })).bytes };
  } catch (error) {
    return { why: wordsOf(toFault(error)).why };
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && !isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`);
}

/** Judges and reads the same open file; a pipe or device is turned away before it is opened, because it could block. */
async function readWithin(path: string, maxBytes: number): Promise<Uint8Array> {
  const found = await lstat(path).catch(missing);
  if (!found.isFile())
    throw new FetchFault('FETCH_FILE_UNREADABLE', { detail: 'it is not an ordinary file' });
  const file = await open(path).catch(missing);
  try {
    const { size } = await file.stat();
    if (size > maxBytes) throw new FetchFault('FETCH_FILE_TOO_BIG', { detail: showBytes(maxBytes) });
    return await file.readFile();
  } catch (error) {
    return missing(error);
  } finally {
    await file.close();
  }
}

function missing(error: unknown): never {
  if (error instanceof FetchFault) throw error;
  const { detail } = toFault(error);
  if (/^E(NOENT|NOTDIR)$/.test(detail)) throw new FetchFault('FETCH_FILE_MISSING', { cause: error });
  throw new FetchFault('FETCH_FILE_UNREADABLE', { detail, cause: error });
}
