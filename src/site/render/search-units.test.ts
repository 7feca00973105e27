import { describe, expect, it } from 'vitest';
import { groupSizes } from '../../search/arrivals.ts';
import {
  askIndex,
  openSegment,
  type ReadBytes,
  readHits,
  readSegmentList,
  slicesFor,
} from '../../search/index.ts';
import { type TestItem, testSite } from '../outputs/site.test-kit.ts';
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

it('has the rules of common languages in Latin letters with the script that searches, and the rest by themselves', () => {
  const items = new Map([
    ['en', 48],
    ['fr', 30],
    ['ru', 15],
    ['sv', 1],
    ['it', 2],
    ['ja', 4],
  ]);
  expect(stemmerFiles(items, 'de')).toEqual({
    'search.js': ['de', 'en', 'fr'],
    'stem-it.js': ['it'],
    'stem-ru.js': ['ru'],
    'stem-sv.js': ['sv'],
  });
  const more = stemmerFiles(new Map([...items, ['da', 1], ['nl', 1]]), 'de');
  expect(Object.entries(more).at(-1)).toEqual(['stem-more.js', ['da', 'it', 'nl', 'sv']]);
  expect(stemmerFiles(new Map(), 'ar')).toEqual({ 'search.js': [], 'stem-ar.js': ['ar'] });
  expect(stemmerFiles(new Map([['ja', 1]]), 'ja')).toEqual({ 'search.js': [] });
});

/** A site's folder: only segments of another name are made again, as a run does it. */
class IndexFolder {
  readonly #files = new Map<string, Uint8Array>();
  readonly #made = new Map<string, string | undefined>();
  /** Segments that the last run made. */
  made: string[] = [];
  /** Files of the index that were read. */
  readonly asked = new Set<string>();

  async render(items: readonly TestItem[]): Promise<void> {
    const site = await testSite({ items, now: '2026-05-18T15:00:00Z' });
    const write = async (path: string, content: string | Uint8Array): Promise<void> => {
      this.#files.set(path, typeof content === 'string' ? Buffer.from(content) : content);
    };
    this.made = [];
    for (const { id, extra, make } of searchUnits(site)) {
      if (this.#made.get(id) === extra) continue;
      this.#made.set(id, extra);
      if (id.startsWith('search:')) this.made.push(id);
      await make(site, write, async (path) => this.#files.get(path));
    }
  }

  /** Links and texts of what is found. */
  async find(text: string): Promise<string[]> {
    const read: ReadBytes = async (path, from, to) => {
      const file = this.#files.get(`/search-index/${path}`);
      this.asked.add(path);
      if (!file) throw new Error(`There is no ${path}.`);
      return file.slice(from, to);
    };
    const entries = await readSegmentList(read);
    const slices = entries.flatMap((entry) => slicesFor(entry.docs, () => openSegment(entry, read)));
    const language = { stems: [], named: () => [] };
    const index = { slices, language };
    const question = {
      text,
      facets: {},
      span: {},
      order: 'best',
      typing: false,
      today: '2026-05-18',
    } as const;
    const { hits } = await askIndex(question, index, () => false);
    return (await readHits(slices, hits)).map(({ key }) => key).sort();
  }
}

describe('what is found', () => {
  const itemOf = (key: string, arrived: string, html: string): TestItem => ({
    key,
    day: arrived.slice(0, 10),
    html: `<p>${html}</p>`,
    extras: { first_seen: arrived },
  });
  const parts: readonly (readonly [string, string])[] = [
    ['search:2025-11_2026-03', '2025-11-03T08:00:00Z'],
    ['search:2025-11_2026-03', '2026-03-31T08:00:00Z'],
    ['search:2026-04_2026-05', '2026-04-01T08:00:00Z'],
    ['search:2026-04_2026-05', '2026-05-17T08:00:00Z'],
    ['search:2026-05-18T08', '2026-05-18T08:00:00Z'],
  ];
  const items = parts.map(([, arrived], at) => itemOf(`k${at}aaaaaa`, arrived, `lantern number${at}`));
  const keys = items.map(({ key }) => key);

  it.each(parts.map(([segment, arrived], at) => ({ segment, arrived, at })))(
    'follows what becomes of an item of $arrived, and $segment alone is made again',
    async ({ segment, arrived, at }) => {
      const folder = new IndexFolder();
      await folder.render(items);
      expect(await folder.find('lantern')).toEqual(keys);
      const revised = itemOf(`k${at}aaaaaa`, arrived, 'harvest number9');
      await folder.render(items.map((one, place) => (place === at ? revised : one)));
      expect(folder.made).toEqual([segment]);
      expect(await folder.find('lantern')).toEqual(keys.filter((_, place) => place !== at));
      expect(await folder.find('harvest')).toEqual([`k${at}aaaaaa`]);
      const others = items.filter((_, place) => place !== at);
      await folder.render([...others, itemOf('kother99', '2026-05-18T08:00:00Z', 'another')]);
      expect(await folder.find('number9')).toEqual([]);
      expect(await folder.find('number')).toEqual(keys.filter((_, place) => place !== at));
    },
  );

  it('is looked up in all segments at once where they are large, whichever is made again', async () => {
    const word = (number: number): string =>
      [...(number * 7919).toString(26)]
        .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
        .join('');
    const words = (from: number): string =>
      Array.from({ length: 1500 }, (_, at) => word(from + at)).join(' ');
    const many = parts.slice(0, 4).flatMap(([, arrived], part) =>
      Array.from({ length: 5 }, (_, at) => {
        const number = part * 5 + at;
        return itemOf(`m${String(number).padStart(7, '0')}`, arrived, words(number * 1500));
      }),
    );
    const pagesAsked = (folder: IndexFolder): string[] =>
      [...folder.asked].filter((path) => path.includes('pages-'));
    const folder = new IndexFolder();
    await folder.render([...items, ...many]);
    expect(await folder.find('lantern')).toEqual(keys);
    const before = pagesAsked(folder);
    expect(before).toEqual([
      expect.stringMatching(/^d\/2025-11_2026-03_2026-04_2026-05\.\w+\/pages-0\.txt$/),
    ]);
    folder.asked.clear();
    const revised = itemOf('k0aaaaaa', parts[0]?.[1] ?? '', 'harvest');
    await folder.render([revised, ...items.slice(1), ...many]);
    expect(await folder.find('lantern')).toEqual(keys.slice(1));
    expect(await folder.find('harvest')).toEqual(['k0aaaaaa']);
    expect(pagesAsked(folder)).toHaveLength(1);
    expect(pagesAsked(folder)).not.toEqual(before);
    for (const at of [0, 7, 15])
      expect(await folder.find(word(at * 1500 + 700))).toEqual([`m${String(at).padStart(7, '0')}`]);
  });
});
