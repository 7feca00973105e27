import { join } from 'node:path';
import { isDay } from '../../model/days.ts';
import { parseJson } from '../../model/json.ts';
import { isRecord } from '../../model/record.ts';
import type { Day } from '../../model/types.ts';
import type { Calendar } from '../calendar.ts';
import type { ArchiveFs } from '../disk/files.ts';
import type { Change } from '../disk/journal.ts';
import { listDays, loadDay } from './day-store.ts';

/** Where the digest's first day is kept: editions are numbered from it. Relative to the data folder. */
export const firstDayPath = 'state/editions.json';

function parseFirstDay(bytes: Uint8Array | undefined): Day | undefined {
  const value = parseJson(bytes);
  const day = isRecord(value) ? value.first_day : undefined;
  return typeof day === 'string' && isDay(day) ? day : undefined;
}

/** The day on which the digest archived its first item; `undefined` before that, and where the file cannot be read. */
export async function readFirstDay(fs: ArchiveFs, dir: string): Promise<Day | undefined> {
  return parseFirstDay(await fs.read(join(dir, firstDayPath)).catch(() => undefined));
}

export interface FirstDayInput {
  readonly fs: ArchiveFs;
  readonly dir: string;
  readonly calendar: Calendar;
  readonly nowMs: number;
}

/**
 * The file to write along with the first items: it is written once and never changed, so that numbers stay when older
 * items arrive or go. An archive that is older than the file, or whose
 * file is damaged, is read once, for the earliest `first_seen`.
 */
export async function firstDayChange({
  fs,
  dir,
  calendar,
  nowMs,
}: FirstDayInput): Promise<Change | undefined> {
  if (parseFirstDay(await fs.read(join(dir, firstDayPath))) !== undefined) return undefined;
  let earliest = nowMs;
  for (const day of await listDays(fs, dir)) {
    const { items } = await loadDay(fs, dir, day);
    for (const item of items) earliest = Math.min(earliest, Date.parse(item._daybook.first_seen));
  }
  const first_day = calendar.dayOf(earliest);
  return { path: firstDayPath, data: `${JSON.stringify({ schema: 1, first_day })}\n` };
}
