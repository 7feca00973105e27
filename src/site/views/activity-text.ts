import type { Activity } from '../content/activity.ts';
import type { MessageKey } from '../locales/en.ts';
import type { Site } from '../site.ts';

const rateMessages = { week: 'perWeek', month: 'perMonth', year: 'perYear' } as const satisfies Record<
  string,
  MessageKey
>;

/** `8 a week`, or `silent since March 2018`; `undefined` of a source without items. */
export function activityText({ rate, silentSince }: Activity, { t, dates }: Site): string | undefined {
  if (silentSince !== undefined) return t('silentSince', { date: dates.month(silentSince) });
  return rate && t(rateMessages[rate.per], { n: rate.n });
}
