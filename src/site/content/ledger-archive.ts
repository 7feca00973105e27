import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Archive, dayFilePath } from '../../archive/index.ts';
import type { Day } from '../../model/types.ts';
import { shortHash } from '../hash.ts';
import type { LedgerArchive } from './made-days.ts';

/** The archive of a site folder, as the ledger reads it. */
export function ledgerArchive(
  dataDir: string,
  archive: Pick<Archive, 'days' | 'knownDays' | 'oughtToHave'>,
  reader: Pick<LedgerArchive, 'readDay' | 'linesOf'>,
): LedgerArchive {
  const fileOf = (day: Day): string => join(dataDir, dayFilePath(day));
  return {
    days: () => archive.days(),
    stampOf: (day) => {
      const found = statSync(fileOf(day), { throwIfNoEntry: false });
      return found ? `${found.size} ${found.mtimeMs} ${found.ino}` : '';
    },
    hashOf: (day) => readFile(fileOf(day)).then(shortHash, () => ''),
    readDay: reader.readDay,
    linesOf: reader.linesOf,
    knownDays: () => archive.knownDays(),
    oughtToHave: (items) => archive.oughtToHave(items),
  };
}
