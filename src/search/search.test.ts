import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWords } from './parse-words.ts';
import { numberReader, readPostings, writeNumber, writePosting } from './postings.ts';
import { filesOf, testIndex, testLanguage, testRecord } from './search.test-kit.ts';
import { countHits, findHits } from './search.ts';
import { foldWord, noStem, wordsOf } from './words.ts';

const items = [
  testRecord({
    key: 'swap',
    title: 'Swap tables',
    text: 'The kernel learns to swap faster.',
    topics: ['Memory'],
  }),
  testRecord({
    key: 'kernel',
    title: 'The kernel',
    text: 'It has tables, and swap.',
    authors: ['Jonathan Corbet'],
  }),
  testRecord({
    key: 'horse',
    language: 'fr',
    title: 'Les chevaux',
    text: 'Des nouvelles de l’été.',
    source: 'bulletin',
  }),
  testRecord({
    key: 'tokyo',
    language: 'ja',
    title: '東京で開催された会議',
    text: '日本語の検索を試験する文章です。',
    day: '2026-04-02',
  }),
  testRecord({
    key: 'paid',
    title: 'C++ and C#',
    text: 'e-mail of the week',
    access: 'subscriber',
    labels: ['LWN paid'],
    day: '2025-12-31',
  }),
];

describe('a search', () => {
  it.each([
    ['swap', ['swap', 'kernel']],
    ['SWAPS', ['swap', 'kernel']],
    ['swap tables', ['swap', 'kernel']],
    ['"swap tables"', ['swap']],
    ['"tables swap"', []],
    ['"tables and swap"', ['kernel']],
    ['swap -faster', ['kernel']],
    ['swap !faster', ['kernel']],
    ['swap -"swap tables"', ['kernel']],
    ['faster OR cheval', ['horse', 'swap']],
    ['cheval', ['horse']],
    ['ete', ['horse']],
    ['nouvelle', ['horse']],
    ['intitle:kernel', ['kernel']],
    ['author:corbet', ['kernel']],
    ['author:"Jonathan Corbet" swap', ['kernel']],
    ['source:bulletin', []],
    ['source:LWN cheval', []],
    ['#memory', ['swap']],
    ['-#memory swap', ['kernel']],
    ['label:"lwn paid"', ['paid']],
    ['検索', ['tokyo']],
    ['会議', ['tokyo']],
    ['議', ['tokyo']],
    ['索検', []],
    ['c++', ['paid']],
    ['c#', ['paid']],
    ['e-mail', ['paid']],
    ['fas', ['swap']],
    ['fas ', ['swap']],
    ['"fas"', []],
    ['date:2026-04', ['tokyo']],
    ['date:2025', ['paid']],
    ['date:2025-12-31/2026-04', ['tokyo', 'paid']],
    ['date:/2026-01', ['paid']],
    ['-date:2026 week', ['paid']],
    ['date:P3D/ swap', ['swap', 'kernel']],
    ['nothing:here', []],
    ['—', ['swap', 'kernel', 'horse', 'tokyo', 'paid']],
  ])('for %s finds %j', async (text, expected) => {
    const index = await testIndex([items]);
    expect((await index.find(text)).sort()).toEqual([...expected].sort());
    const parted = await testIndex([items.slice(0, 2), items.slice(2)]);
    expect((await parted.find(text)).sort()).toEqual([...expected].sort());
  });

  it('puts a title before a text, the rare before the frequent, the newer of equals first', async () => {
    const index = await testIndex([
      [
        testRecord({ key: 'text', text: 'about firmware and much else' }),
        testRecord({ key: 'title', title: 'Firmware', text: 'about it' }),
        testRecord({ key: 'old', text: 'a longterm release', day: '2026-01-01' }),
        testRecord({ key: 'new', text: 'a longterm release', day: '2026-02-01' }),
      ],
    ]);
    expect(await index.find('firmware')).toEqual(['title', 'text']);
    expect(await index.find('longterm')).toEqual(['new', 'old']);
  });

  it('narrows by each facet, and counts values of what was found', async () => {
    const index = await testIndex([items]);
    expect(await index.find('', { access: ['subscriber'] })).toEqual(['paid']);
    expect(await index.find('', { language: ['fr', 'ja'], source: ['lwn'] })).toEqual(['tokyo']);
    expect(await index.find('', { topic: ['Memory'] })).toEqual(['swap']);
    expect(await index.find('', { month: ['2026-04'] })).toEqual(['tokyo']);
    expect(await index.find('', { source: ['constructor'] })).toEqual([]);
    const { hits } = await findHits(index.segments, { clauses: [], spans: [], months: [] }, () => false);
    expect(await countHits(index.segments, hits)).toEqual({
      month: { '2026-05': 3, '2026-04': 1, '2025-12': 1 },
      source: { lwn: 4, bulletin: 1 },
      topic: { Memory: 1 },
      language: { en: 3, fr: 1, ja: 1 },
      access: { open: 4, subscriber: 1 },
    });
  });

  it('is content with the newest segments, and reads no other', async () => {
    const many = Array.from({ length: 30 }, (_, i) => testRecord({ key: `k${i}`, text: 'swap' }));
    const index = await testIndex([many.slice(0, 15), many.slice(15)]);
    const search = { ...parseWords('swap', testLanguage), months: [] };
    const found = await findHits(index.segments, search, (count) => count >= 10);
    expect([found.hits.length, found.searched]).toEqual([15, 1]);
  });

  it('reads little of a large segment, and knows words that nearly all items have', async () => {
    const words = Array.from({ length: 5000 }, (_, i) => `w${(i * 7919) % 100_003}x`);
    const large = Array.from({ length: 1500 }, (_, i) =>
      testRecord({ key: `k${i}`, text: `the ${words.slice(i * 3, i * 3 + 40).join(' ')}` }),
    );
    const index = await testIndex([large]);
    expect(await index.find('"the w0x"')).toEqual(['k0']);
    expect((await index.find('the')).length).toBe(1500);
    const all = [...(await filesOf(large)).values()].reduce((sum, { length }) => sum + length, 0);
    const fresh = await testIndex([large]);
    const before = fresh.taken();
    expect((await fresh.find(words[600] ?? '')).length).toBeGreaterThan(0);
    expect(fresh.taken() - before).toBeLessThan(Math.min(all / 20, 60_000));
  });

  it('finds each word of each item, and none that is in no item, whatever the texts', async () => {
    const word = fc.oneof(
      fc.constantFrom('swap', 'kernel', 'é', 'ﬁn', 'İ', '会議', 'ไทย', "l'été", 'ß', 'a:b', '*', '\t'),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(word, { maxLength: 12 }), { minLength: 1, maxLength: 12 }),
        async (texts) => {
          const records = texts.map((text, i) =>
            testRecord({ key: `k${i}`, title: `t${i}`, text: text.join(' '), language: 'xx' }),
          );
          const index = await testIndex([records]);
          for (const [i, { text }] of records.entries()) {
            for (const { term, start, end } of wordsOf(text, noStem, 'query').slice(0, 5)) {
              expect(await index.find(`"${text.slice(start, end)}"`), `${term} of ${i}`).toContain(`k${i}`);
            }
          }
          expect(await index.find('"zzzunknown"')).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a segment', () => {
  it('has the same bytes whenever it is made of the same items', async () => {
    expect(await filesOf(items)).toEqual(await filesOf(items));
  });

  it('is cut into files of one size', async () => {
    const large = Array.from({ length: 400 }, (_, i) =>
      testRecord({ key: `k${i}`, text: `${i} ${'é'.repeat(900)}` }),
    );
    const files = await filesOf(large);
    expect(files.get('records-0.txt')?.length).toBe(262_144);
    expect(files.has('records-2.txt')).toBe(true);
    const index = await testIndex([large]);
    expect(await index.find('"399"')).toEqual(['k399']);
  });

  it('without items is found nothing in', async () => {
    expect(await (await testIndex([[]])).find('swap')).toEqual([]);
  });
});

describe('postings', () => {
  it('come back as they were written', () => {
    const posting = fc.record({
      distance: fc.integer({ min: 1, max: 2_000_000 }),
      impact: fc.integer({ min: 0, max: 15 }),
      followers: fc.string({ unit: fc.constantFrom('A', 'z', '-', '9'), maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(posting), (list) => {
        const text = list
          .map(({ distance, impact, followers }) => writePosting(distance, impact, followers))
          .join('');
        const read = readPostings(text);
        let doc = -1;
        expect(read.docs).toEqual(list.map(({ distance }) => (doc += distance)));
        expect(read.impacts).toEqual(list.map(({ impact }) => impact));
        expect(read.followers).toEqual(list.map(({ followers }) => (followers.length > 2 ? '*' : followers)));
      }),
    );
  });

  it('numbers come back', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (numbers) => {
        const reader = numberReader(numbers.map(writeNumber).join(''));
        expect(numbers.map(() => reader.next())).toEqual(numbers);
        expect(reader.done()).toBe(true);
      }),
    );
  });
});

describe('words', () => {
  it.each([
    ['Été', 'ete'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['İstanbul', 'istanbul'],
    ['أحمد', 'احمد'],
    ['Ｌｉｎｕｘ', 'linux'],
    ['ﬁn', 'fin'],
    ['が', 'が'],
  ])('%s is %s', (word, folded) => {
    expect(foldWord(word)).toBe(folded);
  });
});
