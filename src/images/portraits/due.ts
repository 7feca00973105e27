import { DAY } from '../../model/instant.ts';
import type { PortraitRecord } from './store.ts';

/** A portrait is looked at again after so long. Requests that fail are not repeated for a while either. */
const againMs = { copy: 90 * DAY, failed: 28 * DAY } as const;

/** A source whose feed names no icon and no home page. */
export const nobodyToAsk = 'PORTRAIT_NONE';

/** Whether a portrait is to be asked for. */
export function isPortraitDue(
  record: PortraitRecord | undefined,
  {
    wanted,
    now,
    force,
  }: { readonly wanted: string | undefined; readonly now: string; readonly force: boolean },
): boolean {
  if (record === undefined || record.wanted !== wanted || record.source !== undefined) return true;
  // Its file was lost.
  if (record.name === undefined && record.failed === undefined) return true;
  // Where nobody is known who could be asked, asking again finds nobody either.
  if (record.failed !== undefined && record.failed !== nobodyToAsk && force) return true;
  const passedMs = Date.parse(now) - Date.parse(record.checked);
  // A clock that was ahead once must not put it off for years.
  if (passedMs < -DAY) return true;
  return passedMs >= (record.failed === undefined ? againMs.copy : againMs.failed);
}
