import { type Stats, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayFilePath } from '../../archive/index.ts';
import { errorCode } from '../../model/error-code.ts';
import type { Day } from '../../model/types.ts';
import { shortHash } from '../hash.ts';

/** Size, time and identity of a day's file; empty where there is none. */
export function stampOf(dataDir: string, day: Day): string {
  const found = fileAt(join(dataDir, dayFilePath(day)));
  return found ? `${found.size} ${found.mtimeMs} ${found.ino}` : '';
}

/** There is none either where a file stands in the place of a folder above it. */
function fileAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Hash of the bytes of a day's file; empty where it cannot be read. */
export function hashOf(dataDir: string, day: Day): Promise<string> {
  return readFile(join(dataDir, dayFilePath(day))).then(shortHash, () => '');
}
