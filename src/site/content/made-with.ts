import { itemsNamed, localDay } from '../../digest/index.ts';
import type { Day, EditorFile, Item } from '../../model/types.ts';
import { shortHash } from '../hash.ts';
import type { IsDropped } from './day-entry.ts';
import type { DigestItemInput } from './digest-item-of.ts';
import type { DayHead } from './ledger-index.ts';

/** `muteUntil` looks at the day that it is: where a rule has one, days are made for that day. */
export function rulesHash({ config, now }: DigestItemInput): string {
  const dated = config.rules.some((rule) => rule.do.muteUntil !== undefined);
  const today = dated ? localDay(now, config.timezone) : '';
  const { views, sections } = config;
  const titles = config.feeds.map(({ id, title }) => [id, title]);
  const ofViews = views.length === 0 ? [] : [views, sections, titles];
  return shortHash(JSON.stringify([config.rules, config.images, today, ...ofViews]));
}

/** The settings of each feed that its items are made with, as hashes. */
export function settingsOf(
  { config, feedLanguage }: DigestItemInput,
  feeds: Iterable<string>,
): Map<string, string> {
  const byId = new Map(config.feeds.map((feed) => [feed.id, feed]));
  return new Map(
    [...feeds].map((id) => {
      const { section, tags, publish, freeAfterMs } = byId.get(id) ?? {};
      return [id, shortHash(JSON.stringify([section, tags, publish, freeAfterMs, feedLanguage(id)]))];
    }),
  );
}

export type Span = Pick<DayHead, 'from' | 'until'>;

export function within(one: Span, other: Span): Span {
  return { from: Math.max(one.from, other.from), until: Math.min(one.until, other.until) };
}

/** Between which moments `freeAfter` lets no item of a day change its access. */
export function spanOf(items: readonly Item[], { config, now }: DigestItemInput): Span {
  const nowMs = Date.parse(now);
  const freeAfter = new Map(config.feeds.map((feed) => [feed.id, feed.freeAfterMs]));
  let [from, until] = [0, Number.MAX_SAFE_INTEGER];
  for (const { date_published, _daybook } of items) {
    const after = freeAfter.get(_daybook.feed);
    if (after === undefined) continue;
    const free = Date.parse(date_published ?? _daybook.first_seen) + after;
    if (free <= nowMs) from = Math.max(from, free);
    else until = Math.min(until, free);
  }
  return { from, until };
}

/** What the editor of a day leaves out of it. */
export function dropsOf(editors: readonly EditorFile[]): (day: Day) => readonly string[] {
  const names = new Map(editors.map(({ edition, drop }) => [edition, drop.map(({ name }) => name)]));
  return (day) => names.get(day) ?? [];
}

export function isDroppedBy(names: readonly string[]): IsDropped {
  return names.length === 0 ? () => false : (item) => itemsNamed(names, [item]).size > 0;
}
