import { describe, expect, it } from 'vitest';
import { groupSizes } from '../../search/arrivals.ts';
import { testSite } from '../outputs/site.test-kit.ts';
import { searchUnits, stemmerFiles } from './search-units.ts';

const arrivedAt = (hour: string, from: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    key: `k${(from + at).toString(36).padStart(7, '2')}`,
    html: '',
    extras: { first_seen: `2026-05-18T${hour}:30:00Z` },
  }));

/** Search units with the inputs and the name by which a run knows whether they are as they were. */
async function segmentsOf(items: ReturnType<typeof arrivedAt>) {
  const units = searchUnits(await testSite({ items, now: '2026-05-18T15:00:00Z' }));
  return units
    .filter(({ id }) => id.startsWith('search:'))
    .map(({ id, extra, inputs }) => ({ id, extra, inputs }));
}

describe('searchUnits', () => {
  it('leaves a full hour of today as it was when more items arrive', async () => {
    const first = arrivedAt('11', 0, groupSizes.hours);
    const [before] = await segmentsOf(first);
    const [news, after] = await segmentsOf([...first, ...arrivedAt('14', groupSizes.hours, 1)]);
    expect(before).toMatchObject({ id: 'search:2026-05-18T11', inputs: ['hour:2026-05-18T11'] });
    expect(after).toEqual(before);
    expect(news?.id).toBe('search:2026-05-18T14');
  });

  it('has a day that is over made again when anything of it changed', async () => {
    const [segment] = await segmentsOf([
      { key: 'kaaaaaaa', html: '', extras: { first_seen: '2026-05-17T11:30:00Z' } },
      ...arrivedAt('11', 0, 1),
    ]).then((all) => all.filter(({ id }) => id === 'search:2026-05'));
    expect(segment?.inputs).toEqual(['thread:arrival/2026-05-17']);
  });
});

it('has the rules of common languages in Latin letters in one script, and others by themselves', () => {
  const items = new Map([
    ['en', 50],
    ['fr', 30],
    ['ru', 15],
    ['sv', 1],
    ['ja', 4],
  ]);
  expect(stemmerFiles(items, 'de')).toEqual({
    'stem-latin.js': ['de', 'en', 'fr'],
    'stem-ru.js': ['ru'],
    'stem-sv.js': ['sv'],
  });
  expect(stemmerFiles(new Map(), 'ar')).toEqual({ 'stem-ar.js': ['ar'] });
  expect(stemmerFiles(new Map([['ja', 1]]), 'ja')).toEqual({});
});
