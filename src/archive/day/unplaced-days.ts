import { join } from 'node:path';
import { isDay } from '../../model/days.ts';
import { parseJson } from '../../model/json.ts';
import { isRecord } from '../../model/record.ts';
import type { Day } from '../../model/types.ts';
import type { ArchiveFs } from '../disk/files.ts';
import type { Change } from '../disk/journal.ts';

/** Days whose news waits for its stories. Relative to the data folder; it is there while a run works, and after one that stopped. */
export const unplacedPath = 'state/unplaced.json';

/** Days whose items were kept by a run that did not come to deciding their stories, sorted. */
export async function readUnplaced(fs: ArchiveFs, dir: string): Promise<readonly Day[]> {
  const value = parseJson(await fs.read(join(dir, unplacedPath)).catch(() => undefined));
  const days: unknown = isRecord(value) ? value.days : undefined;
  return Array.isArray(days) ? days.filter((day) => typeof day === 'string' && isDay(day)) : [];
}

/** The file with these days added to those that wait already. */
export async function unplacedChange(fs: ArchiveFs, dir: string, days: readonly Day[]): Promise<Change> {
  const all = [...new Set([...(await readUnplaced(fs, dir)), ...days])].sort();
  return { path: unplacedPath, data: `${JSON.stringify({ schema: 1, days: all })}\n` };
}
