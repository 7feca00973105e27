import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayFilePath } from '../../archive/index.ts';
import type { Day } from '../../model/types.ts';
import { shortHash } from '../hash.ts';

/** Size, time and identity of a day's file; empty where there is none. */
export function stampOf(dataDir: string, day: Day): string {
  const found = statSync(join(dataDir, dayFilePath(day)), { throwIfNoEntry: false });
  return found ? `${found.size} ${found.mtimeMs} ${found.ino}` : '';
}

/** Hash of the bytes of a day's file; empty where it cannot be read. */
export function hashOf(dataDir: string, day: Day): Promise<string> {
  return readFile(join(dataDir, dayFilePath(day))).then(shortHash, () => '');
}
