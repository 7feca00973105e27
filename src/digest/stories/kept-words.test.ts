import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testRuns } from '../../model/test-runs.test-kit.ts';
import type { StoryPlace } from '../../model/types.ts';
import type { DigestItem } from '../digest-item.ts';
import { decideStories, type Knowledge, keptWordDays, type Learned } from './stories.ts';
import { anyItems, itemOf, phrases, withPlace } from './story.test-kit.ts';

const until = '2026-05-04T00:00:00Z';

/** What a run is told that finds some words, and what it keeps for the next one. */
function run(items: readonly DigestItem[], found: ReadonlyMap<string, string> = new Map()) {
  return decideStories(items, { until, words: (day) => found.get(day) });
}

const owls = [
  itemOf({
    key: 'a',
    title: 'Barn owl raises chicks in Corley signal box',
    summary: 'Trains wait for 3 owls.',
  }),
  itemOf({ key: 'b', title: '灯台の修理を終える', language: 'ja', day: '2026-05-05' }),
  itemOf({ key: 'c', title: 'Les hiboux de Corley', language: 'fr', day: '2026-05-05' }),
];
const news = itemOf({ key: 'n', title: 'Corley signal box: barn owl chicks fly', day: '2026-05-06' });

/** The first items as they are once they were decided, and the news that comes then. */
function later(items: readonly DigestItem[] = owls): DigestItem[] {
  const { places } = run(owls);
  return [...items.map((item) => withPlace(item, places)), news];
}

describe('words that are kept', () => {
  const kept = run(owls).words;

  it('are found again for what did not change, and kept anew for days with news alone', () => {
    expect([...kept.keys()]).toEqual(['2026-05-04', '2026-05-05']);
    const { places, words } = run(later(), kept);
    expect(places).toEqual(run(later()).places);
    expect(places.get('n')?.key).toBe('a');
    expect([...words.keys()]).toEqual(['2026-05-06']);
  });

  it('are believed', () => {
    const others = new Map(
      [...kept].map(([day, text]) => [day, text.replace(/"(?:owl|chick|signal)"/g, '"zzz"')]),
    );
    expect(run(later(), others).places.get('n')?.key).toBe('n');
  });

  it.each<[string, Partial<DigestItem>]>([
    ['title', { title: 'Barn owl raises two chicks in Corley signal box' }],
    ['summary', { summary: 'Trains wait no longer.' }],
    ['language', { language: 'nl' }],
  ])('are found anew for an item that has another %s, and the old ones go', (_case, change) => {
    const revised = later(owls.map((item) => (item.key === 'a' ? { ...item, ...change } : item)));
    const { places, words } = run(revised, kept);
    expect(places).toEqual(run(revised).places);
    expect(words.get('2026-05-04')).toBe(run(revised).words.get('2026-05-04'));
  });

  it('go with their item', () => {
    const left = later(owls.filter(({ key }) => key !== 'c'));
    expect(kept.get('2026-05-05')).toContain('hiboux');
    expect(run(left, kept).words.get('2026-05-05')).not.toContain('hiboux');
  });

  it('are those of the last days alone', () => {
    const days = Array.from({ length: 28 }, (_, at) => `2026-05-${`${at + 1}`.padStart(2, '0')}`);
    const { words } = run(days.map((day) => itemOf({ key: day, title: `Harbour news of ${day}`, day })));
    expect([...words.keys()]).toEqual(days.slice(-keptWordDays));
  });

  const [day = '', whole = ''] = [...kept][0] ?? [];
  const [texts, [[key, source, tongue, stems, marks, forms]]] = JSON.parse(whole);
  const said = (...item: unknown[]): string => JSON.stringify([texts, [item]]);
  it.each([
    ['nothing', ''],
    ['half of it', whole.slice(0, whole.length / 2)],
    ['null', 'null'],
    ['no lists', '{}'],
    ['no items', JSON.stringify([texts])],
    ['texts that are none', JSON.stringify([[1, null], [[key, source, tongue, [], [], []]]])],
    ['an item that is none', JSON.stringify([texts, [null]])],
    ['no key', said(7, source, tongue, stems, marks, forms)],
    ['no source', said(key, 'Barn owl', tongue, stems, marks, forms)],
    ['no language', said(key, source, 0, stems, marks, forms)],
    ['a word beyond the last', said(key, source, tongue, [...stems.slice(1), texts.length], marks, forms)],
    ['a word before the first', said(key, source, tongue, [...stems.slice(1), -1], marks, forms)],
    ['half a word', said(key, source, tongue, [...stems.slice(1), 0.5], marks, forms)],
    ['a mark too few', said(key, source, tongue, stems, marks.slice(1), forms)],
    ['a mark that is none', said(key, source, tongue, stems, [...marks.slice(1), 1e9], forms)],
    ['a form without its place', said(key, source, tongue, stems, marks, forms.slice(1))],
    ['a place that is none', said(key, source, tongue, stems, marks, [...forms.slice(2), 0, stems.length])],
    ['no list of forms', said(key, source, tongue, stems, marks, { length: 2 })],
  ])('are found again where there is %s', (_case, text) => {
    const { places, words } = run(later(), new Map([...kept, [day, text]]));
    expect(places).toEqual(run(later()).places);
    expect(words.get(day)).toBe(whole);
  });

  /** What happens to an item or a day between two runs. */
  const anyFate = fc.constantFrom(
    'stays',
    'stays',
    'stays',
    'revised',
    'removed',
    'damaged',
    'lost',
    'mixed up',
  );

  it('change nothing of what is decided and learned, whatever happens between runs', () => {
    fc.assert(
      fc.property(anyItems, fc.func(anyFate), (items, fateOf) => {
        let [known, learned]: [DigestItem[], Learned | undefined] = [[], undefined];
        let found = new Map<string, string>();
        const places = new Map<string, StoryPlace>();
        for (const moment of [...new Set(items.map(({ first_seen }) => first_seen))].sort()) {
          known = [...known, ...items.filter(({ first_seen }) => first_seen === moment)]
            .filter(({ key }) => fateOf(key, moment) !== 'removed')
            .map((item, at) => {
              const title = fateOf(item.key, moment) === 'revised' ? phrases[at % phrases.length] : undefined;
              return title === undefined ? item : { ...item, title, language: 'fr' };
            });
          const seen = known.map((item) => withPlace(item, places));
          const knowledge: Knowledge = { learned, until: `${moment.slice(0, 10)}T00:00:00Z` };
          const plain = decideStories(seen, knowledge);
          const { words, ...decided } = decideStories(seen, { ...knowledge, words: (one) => found.get(one) });
          expect({ ...decided, words: new Map() }).toEqual(plain);
          for (const [key, place] of decided.places) places.set(key, place);
          learned = decided.learned ?? learned;
          const all = [...new Map([...found, ...words])];
          found = new Map(
            all.flatMap(([one, text], at): [string, string][] => {
              const fate = fateOf(one, moment);
              if (fate === 'lost') return [];
              if (fate === 'mixed up') return [[one, all[at - 1]?.[1] ?? text]];
              return [[one, fate === 'damaged' ? text.slice(0, -3) : text]];
            }),
          );
        }
      }),
      { numRuns: testRuns({ quick: 40, full: 1_000 }) },
    );
  });
});
