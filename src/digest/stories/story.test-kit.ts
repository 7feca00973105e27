import fc from 'fast-check';
import type { StoryPlace } from '../../model/types.ts';
import { digestItem } from '../digest-item.test-kit.ts';
import type { DigestItem } from '../digest-item.ts';

/** What a test says of an item; the rest is plain. */
export type Told = Partial<DigestItem> & { readonly key: string; readonly title: string };

/** An item seen when it was published, at noon of its day unless it says otherwise. */
export function itemOf(told: Told): DigestItem {
  const day = told.day ?? '2026-05-04';
  const date = told.date ?? `${day}T12:00:00Z`;
  const feed = `feed-${told.key}`;
  return digestItem(told.key, {
    id: told.key,
    day,
    feed,
    url: `https://${told.feed ?? feed}.example/${told.key}`,
    language: 'en',
    date,
    first_seen: date,
    ...told,
  });
}

/** An item as the archive gives it back, with its place where that was decided. */
export function withPlace(item: DigestItem, places: ReadonlyMap<string, StoryPlace>): DigestItem {
  const story = places.get(item.key);
  return story === undefined ? item : { ...item, story };
}

export const phrases = [
  'barn owl raises chicks in Corley signal box',
  'quince jam from Pellow wins three gold spoons',
  'radio mast at Quarry Hill brought down by controlled blast',
  'ferry crews of the northern strait stop work on Friday',
  'kelp farm off Northhaven receives licence for sixty hectares',
];

/** Items of a few feeds, days, phrases and pages, so that many meet; keys are distinct. */
export const anyItems: fc.Arbitrary<DigestItem[]> = fc
  .array(
    fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      hour: fc.integer({ min: 0, max: 23 }),
      late: fc.constantFrom(0, 0, 0, 1, 5),
      feed: fc.constantFrom('a', 'b', 'c', 'd'),
      phrase: fc.constantFrom(...phrases),
      lead: fc.constantFrom(...phrases, undefined),
      link: fc.constantFrom(undefined, undefined, '1', '2', '3'),
      url: fc.constantFrom(undefined, undefined, '1', '2', '3'),
    }),
    { maxLength: 24 },
  )
  .map((rows) =>
    rows.map(({ day, hour, late, feed, phrase, lead, link, url }, at) => {
      const pad = (n: number): string => `${n}`.padStart(2, '0');
      return itemOf({
        key: `k${at}`,
        feed,
        title: phrase,
        ...(lead !== undefined && { summary: lead }),
        day: `2026-05-${pad(day)}`,
        date: `2026-05-${pad(day)}T${pad(hour)}:00:00Z`,
        first_seen: `2026-${day + late > 31 ? '06' : '05'}-${pad(day + late > 31 ? day + late - 31 : day + late)}T${pad(hour)}:30:00Z`,
        url: url === undefined ? `https://${feed}.example/${at}` : `https://shared.example/${url}`,
        ...(link !== undefined && { links: [`https://shared.example/${link}`] }),
      });
    }),
  );
