import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countHits } from './count-hits.ts';
import { decoded } from './file-reader.ts';
import { foldWord } from './fold.ts';
import { alphabet, numberReader, readPostings, writeNumber } from './postings.ts';
import { fewRecords, filesOf, testIndex, testRecord } from './search.test-kit.ts';
import { findHits } from './search.ts';
import { facets } from './segment.ts';
import { foundBy, noStem, wordsOf } from './words.ts';
import {
  LineBytes,
  newPosting,
  weakened,
  withFollower,
  withImpact,
  withOccurrence,
} from './write-postings.ts';

const items = [
  ...fewRecords,
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
    ['source:bulletin', ['horse']],
    ['source:nobody', []],
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
    ['(faster OR tables) -intitle:kernel', ['swap']],
    ['-(kernel OR swap) date:2026-05', ['horse']],
    ['lang:fr', ['horse']],
    ['is:subscriber', ['paid']],
    ['-is:subscriber date:2025', []],
    ['section:none', []],
    ['email', ['paid']],
    ['検', ['tokyo']],
    ['kernal', ['swap', 'kernel']],
    ['tablse kernel', ['swap', 'kernel']],
    ['c', []],
    ['ke', []],
  ])('for %s finds %j', async (text, expected) => {
    const index = await testIndex([items]);
    expect((await index.find(text)).sort()).toEqual([...expected].sort());
    const parted = await testIndex([items.slice(0, 2), items.slice(2)]);
    expect((await parted.find(text)).sort()).toEqual([...expected].sort());
  });

  it('puts a title before a text, the rare before the frequent, the newer of equals first', async () => {
    const index = await testIndex([
      [
        testRecord({ key: 'text', text: `about firmware and much else ${'firmware '.repeat(9)}` }),
        testRecord({ key: 'title', title: 'Firmware', text: 'about it', day: '2025-05-18' }),
        testRecord({ key: 'old', text: 'a longterm release', day: '2026-01-01' }),
        testRecord({ key: 'new', text: 'a longterm release', day: '2026-02-01' }),
      ],
    ]);
    expect(await index.find('firmware')).toEqual(['title', 'text']);
    expect(await index.find('longterm')).toEqual(['new', 'old']);
  });

  it('puts the form that was typed before other forms, and words side by side before words apart', async () => {
    const index = await testIndex([
      [
        testRecord({ key: 'university', text: 'the university' }),
        testRecord({ key: 'universe', text: 'the universe', day: '2024-01-01' }),
        testRecord({ key: 'apart', text: 'open as ever, the source', day: '2026-05-18' }),
        testRecord({ key: 'beside', text: 'as ever, the open source', day: '2026-01-18' }),
      ],
    ]);
    expect(await index.find('universe')).toEqual(['universe', 'university']);
    expect(await index.find('open source')).toEqual(['beside', 'apart']);
  });

  it('weighs a word by how rare it is in all segments, not in its own', async () => {
    const rare = testRecord({ key: 'rare', text: 'a quokka among words' });
    const usual = Array.from({ length: 40 }, (_, i) =>
      testRecord({ key: `u${i}`, text: 'a kernel among words' }),
    );
    const index = await testIndex([
      [testRecord({ key: 'small', text: 'a kernel among words' })],
      [rare, ...usual],
    ]);
    expect((await index.find('quokka OR kernel'))[0]).toBe('rare');
  });

  it('narrows by each facet and by days, and counts values of what was found', async () => {
    const index = await testIndex([items]);
    expect(await index.find('', { facets: { access: ['subscriber'] } })).toEqual(['paid']);
    expect(await index.find('', { facets: { language: ['fr', 'ja'], source: ['lwn'] } })).toEqual(['tokyo']);
    expect(await index.find('', { facets: { topic: ['Memory'] } })).toEqual(['swap']);
    expect(await index.find('', { facets: { month: ['2026-04'] } })).toEqual(['tokyo']);
    expect(await index.find('', { facets: { month: ['2026-04', '2025-12'] } })).toEqual(['tokyo', 'paid']);
    expect(await index.find('', { facets: { source: ['constructor'] } })).toEqual([]);
    expect(await index.find('', { span: { to: '2026-04-02' } })).toEqual(['tokyo', 'paid']);
    expect(await index.find('', { span: { from: '2026-01-01', to: '2026-04-30' } })).toEqual(['tokyo']);
    const { hits } = await index.ask('');
    const counts = facets.map((facet) => countHits({ slices: index.slices, hits, known: new Map() }, facet));
    expect(await Promise.all(counts)).toEqual([
      { lwn: 4, bulletin: 1 },
      {},
      { en: 3, fr: 1, ja: 1 },
      { '2026-05': 3, '2026-04': 1, '2025-12': 1 },
      { open: 4, subscriber: 1 },
      { Memory: 1 },
    ]);
  });

  it('tells editions from days of publication', async () => {
    const index = await testIndex([
      [
        testRecord({ key: 'late', published: '2026-03-01', day: '2026-05-18' }),
        testRecord({ key: 'ahead', published: '2026-05-19', day: '2026-05-18' }),
        testRecord({ key: 'same', day: '2026-05-17' }),
      ],
    ]);
    expect(await index.find('date:2026-03')).toEqual([]);
    expect(await index.find('pubdate:2026-03')).toEqual(['late']);
    expect((await index.find('pubdate:2026-05')).sort()).toEqual(['ahead', 'same']);
    expect((await index.find('date:2026-05')).sort()).toEqual(['ahead', 'late', 'same']);
  });

  it('looks only at what the reader saved, or did not read', async () => {
    const index = await testIndex([items]);
    const marks = {
      isRead: (key: string) => key === 'swap' || key === 'tokyo',
      isSaved: (key: string) => key === 'tokyo' || key === 'kernel',
      savedDays: new Set(['2026-04-02', '2026-05-18']),
    };
    expect(await index.find('is:saved', { marks })).toEqual(['kernel', 'tokyo']);
    expect(await index.find('is:saved is:unread', { marks })).toEqual(['kernel']);
    expect(await index.find('swap is:unread', { marks })).toEqual(['kernel']);
    expect(await index.find('swap -is:saved', { marks })).toEqual(['swap']);
    expect(await index.find('is:read', { marks })).toEqual(['swap', 'tokyo']);
    expect((await index.ask('is:saved')).problems).toEqual([{ code: 'unknownMark', text: 'is:saved' }]);
    expect((await index.ask('swap OR is:saved', { marks })).problems[0]?.code).toBe('markInside');
    expect((await index.ask('swap OR is:unread', { marks })).problems).toEqual([
      { code: 'markInside', text: 'is:unread' },
    ]);
  });

  it('is content with the newest segments, and reads no other', async () => {
    const many = Array.from({ length: 30 }, (_, i) => testRecord({ key: `k${i}`, text: 'swap' }));
    const index = await testIndex([many.slice(0, 15), many.slice(15)]);
    const { plan } = await index.ask('swap');
    const found = await findHits(index.slices, plan, (count) => count >= 10);
    expect([found.hits.length, found.searched]).toEqual([15, 1]);
  });

  it('goes on with an unfinished word only while it is typed, or where nothing has the word', async () => {
    const index = await testIndex([
      [
        testRecord({ key: 'ai', text: 'AI everywhere' }),
        testRecord({ key: 'airport', text: 'an airport' }),
        testRecord({ key: 'open', text: 'open' }),
        testRecord({ key: 'ssl', text: 'openssl' }),
      ],
    ]);
    expect(await index.find('AI')).toEqual(['ai']);
    expect(await index.find('ai', { typing: true })).toEqual(['ai']);
    expect(await index.find('airp')).toEqual(['airport']);
    expect(await index.find('open')).toEqual(['open']);
    expect(await index.find('open', { typing: true })).toEqual(['open', 'ssl']);
    expect(await index.find('airp everywhere')).toEqual([]);
  });

  it('takes a misspelt word for the one that was meant, and says so', async () => {
    const index = await testIndex([
      [
        testRecord({ key: 'k', title: 'Kubernetes and Schrödinger', text: 'kernel maintainers' }),
        testRecord({ key: 'o', text: 'colonel sanders' }),
      ],
    ]);
    for (const [typed, word, meant] of [
      ['kernle', 'kernle', 'kernel'],
      ['kerneel', 'kerneel', 'kernel'],
      ['krnel', 'krnel', 'kernel'],
      ['kubrnetes', 'kubrnetes', 'kubernetes'],
      ['kubernatis', 'kubernatis', 'kubernetes'],
      ['schrodniger', 'schrodniger', 'schrodinger'],
    ] as const) {
      const { hits, corrections } = await index.ask(typed);
      expect([typed, hits.length, corrections.get(word)]).toEqual([typed, 1, meant]);
    }
    expect((await index.ask('kernel')).corrections.size).toBe(0);
    expect((await index.ask('kernels')).corrections.size).toBe(0);
    expect(await index.find('krn')).toEqual([]);
    expect(await index.find('"kernle"')).toEqual([]);
    expect(await index.find('kernle sanders')).toEqual([]);
  });

  it('takes a word that hardly anybody has for a fault where it leads to nothing', async () => {
    const index = await testIndex([
      [
        testRecord({ key: 'fault', text: 'Stalman said so' }),
        testRecord({ key: 'meant', text: 'Stallman wears tinfoil' }),
      ],
    ]);
    const { corrections } = await index.ask('stalman tinfoil');
    expect([...corrections]).toEqual([['stalman', 'stallman']]);
    expect(await index.find('stalman')).toEqual(['fault']);
  });

  it('leaves rare words as they are where another one is the fault', async () => {
    const index = await testIndex([
      [
        testRecord({ key: 'film', text: 'Fargo ended its third season' }),
        ...['one', 'two', 'three'].map((key) => testRecord({ key, text: 'cargo of the week' })),
        testRecord({ key: 'typo', text: 'a seasno of rain' }),
      ],
    ]);
    for (const typed of ['fargo seasom', 'seasom fargo', 'fargo seasno', 'fargo thrid seasno']) {
      const { hits, corrections } = await index.ask(typed);
      expect([typed, hits.length, corrections.has('fargo')]).toEqual([typed, 1, false]);
    }
    expect([...(await index.ask('fargo seasom')).corrections]).toEqual([['seasom', 'season']]);
  });

  it('finds what stands beside letters of other scripts, as it stands there', async () => {
    const index = await testIndex([
      [
        testRecord({
          key: 'coin',
          language: 'zh',
          title: '建国35周年纪念，华表',
          text: '用iPhone手机看 中国 经济',
        }),
        testRecord({ key: 'other', language: 'zh', text: '35建国 手机iPhone 周年 第3季度' }),
      ],
    ]);
    for (const typed of [
      '建国35',
      '建国35周年',
      '国35周',
      '"华表"',
      '用iPhone手机',
      '"中国 经济"',

      '纪',
    ])
      expect([typed, await index.find(typed)]).toEqual([typed, ['coin']]);
    for (const typed of ['手机iPhone', '第3季', '第3季度'])
      expect([typed, await index.find(typed)]).toEqual([typed, ['other']]);
    expect(await index.find('"第3季"')).toEqual([]);
    expect((await index.find('手机')).sort()).toEqual(['coin', 'other']);
  });

  it('is content with all words but one where nothing has them all, and says so', async () => {
    const index = await testIndex([
      [
        testRecord({ key: 'two', text: 'surgical management of sleep apnea' }),
        testRecord({ key: 'one', text: 'sleep' }),
      ],
    ]);
    const { partial, hits } = await index.ask('sleep apnea operation');
    expect([partial, hits.length]).toEqual([true, 1]);
    expect((await index.ask('sleep apnea')).partial).toBe(false);
    expect(await index.find('sleep operation')).toEqual([]);
    expect(await index.find('sleep apnea operation -surgical')).toEqual([]);
  });

  it('finds German words by their parts, the whole word first', async () => {
    const german = (key: string, text: string) => testRecord({ key, text, language: 'de' });
    const index = await testIndex([
      [
        german('word', 'Die Bundesregierung und der Hausbau'),
        german('parts', 'Regierung im Bund, Haus und Bau'),
        german('three', 'Hauptbahnhofsuhr'),
        german('known', 'Haupt Bahnhof Uhr'),
        testRecord({ key: 'english', text: 'a regierungsbau in English stays whole' }),
      ],
    ]);
    expect(await index.find('Regierung')).toEqual(['parts', 'word']);
    expect(await index.find('Haus')).toEqual(['parts', 'word']);
    expect(await index.find('Bahnhof')).toEqual(['known', 'three']);
    expect(await index.find('Hausbau')).toEqual(['word']);
  });

  it.each([
    ['C++', ['cpp']],
    ['c++', ['cpp']],
    ['C#', ['csharp']],
    ['.NET', ['csharp']],
    ['node.js', ['node']],
    ['Node JS', ['node']],
    ['6.12', ['version', 'point']],
    ['6.12.3', ['point']],
    ['$6.12.3', ['point']],
    ['6.12.3?', ['point']],
    ['“6.12.3”', ['point']],
    ['linux/6.12.3', ['point']],
    ['12', ['version', 'point']],
    ['CVE-2026-1234', ['cve']],
    ['cve', ['cve']],
    ['x86-64', ['cve']],
    ['Bjorn', ['names']],
    ['bjørn', ['names']],
    ['Soren', ['names']],
    ['Soeren', ['names']],
    ['muenchen', ['names']],
    ['Munchen', ['names']],
    ['strasse', ['names']],
    ['Lodz', ['names']],
    ['ISTANBUL', ['names']],
    ['리눅스', ['korean']],
    ['annoncee', ['french']],
    ['annoncés', ['french']],
    ['script', ['camel']],
    ['scripts', ['camel']],
    ['typescript', ['camel']],
    ['sql', ['camel', 'sql']],
    ['PostgreSQL', ['camel']],
    ['hub', ['camel']],
    ['phone', ['camel']],
    ['"PostgreSQL runs"', ['camel']],
    ['ecole', ['camel']],
    ['http request', ['camel']],
    ['xml', ['camel']],
    ['PDFs', ['camel']],
    ['dfs', []],
  ])('for %s finds %j', async (text, expected) => {
    const index = await testIndex([
      [
        testRecord({ key: 'cpp', text: 'C++ is not C, says c' }),
        testRecord({ key: 'csharp', text: 'C# on .NET' }),
        testRecord({ key: 'net', text: 'the net' }),
        testRecord({ key: 'node', text: 'Node.js is a runtime' }),
        testRecord({ key: 'version', title: 'Linux 6.12 released', text: 'not 6 of 12' }),
        testRecord({ key: 'point', text: 'Linux 6.12.3 followed' }),
        testRecord({ key: 'cve', text: 'fixes CVE-2026-1234 on x86-64' }),
        testRecord({ key: 'names', text: 'Bjørn, Søren, München, Straße, Łódź, İstanbul', language: 'de' }),
        testRecord({ key: 'korean', text: '리눅스는 좋다', language: 'ko' }),
        testRecord({
          key: 'camel',
          text: 'PostgreSQL runs on TypeScript, GitHub, an iPhone and maÉcole, XMLHttpRequest, PDFs',
        }),
        testRecord({ key: 'sql', text: 'SQL' }),
        testRecord({ key: 'french', text: 'La version annoncée hier', language: 'fr' }),
      ],
    ]);
    expect((await index.find(text)).sort()).toEqual([...expected].sort());
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
    const sizes = [0, 1, 2, 3].map((number) => files.get(`records-${number}.txt`)?.length);
    expect(sizes.slice(0, 3)).toEqual([49_152, 49_152, 49_152]);
    const index = await testIndex([large]);
    expect(await index.find('"399"')).toEqual(['k399']);
  });

  it('without items is found nothing in', async () => {
    expect(await (await testIndex([[]])).find('swap')).toEqual([]);
  });
});

/** Every item. */
const all = { from: 0, to: Number.POSITIVE_INFINITY };

describe('postings', () => {
  it('come back as they were written', () => {
    const occurrence = fc.record({ form: fc.nat(63), inTitle: fc.boolean() });
    const posting = fc.record({
      impact: fc.integer({ min: 1, max: 7 }),
      occurrences: fc.array(occurrence, { minLength: 1, maxLength: 3 }),
      followers: fc.array(fc.nat(63), { maxLength: 4 }),
    });
    const list = fc.array(fc.tuple(fc.integer({ min: 1, max: 2_000_000 }), posting));
    fc.assert(
      fc.property(list, (items) => {
        let doc = -1;
        const docs = items.map(([distance]) => (doc += distance));
        const bytes = new LineBytes();
        const usual = 7;
        bytes.usualForm(usual);
        for (const [distance, { impact, occurrences, followers }] of items) {
          const [first = { form: 0, inTitle: false }, ...more] = occurrences;
          let packed = newPosting(first.form, first.inTitle);
          for (const { form, inTitle } of more) packed = withOccurrence(packed, form, inTitle);
          for (const follower of followers) packed = withFollower(packed, follower);
          bytes.posting(distance, withImpact(packed, impact), usual);
        }
        const written = decoded(bytes.take());
        // No tab, no end of a line, and nothing that takes more than a byte.
        expect([...written].every((one) => one >= '\x10' && one <= '\x7f')).toBe(true);
        const read = readPostings(written, all);
        expect(read.docs).toEqual(docs);
        expect(read.postings).toEqual(
          items.map(([, { impact, occurrences, followers }]) => {
            const [forms, told] = [new Set(occurrences.map(({ form }) => form)), new Set(followers)];
            return {
              impact,
              inTitle: occurrences.some(({ inTitle }) => inTitle),
              form: forms.size > 1 ? '*' : alphabet[occurrences[0]?.form ?? 0],
              followers: told.size > 2 ? '*' : [...told].map((one) => alphabet[one]).join(''),
            };
          }),
        );
      }),
    );
  });

  it('of a part say less than those of the whole word, and nothing of what follows', () => {
    const bytes = new LineBytes();
    bytes.usualForm(9);
    for (const impact of [1, 2, 7])
      bytes.posting(1, weakened(withImpact(withFollower(newPosting(9, true), 3), impact)), 9);
    const { postings } = readPostings(decoded(bytes.take()), all);
    expect(postings).toEqual(
      [1, 1, 3].map((impact) => ({ impact, inTitle: true, form: '*', followers: '' })),
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
    ['が', 'ガ'],
    ['らーめん', 'ラーメン'],
  ])('%s is %s', (word, folded) => {
    expect(foldWord(word)).toBe(folded);
  });

  it('are not reduced where they are far longer than words', () => {
    const met: number[] = [];
    const stem = (word: string): string => {
      met.push(word.length);
      return word;
    };
    for (const length of [40, 41, 1_000_000]) foundBy('a'.repeat(length), stem);
    expect(met).toEqual([40]);
  });

  it('stay as they are where the rules of their language fail', async () => {
    const stem = (word: string): string => {
      if (word === 'древен') throw new TypeError('no letter');
      return word.slice(0, 4);
    };
    expect(wordsOf('Древен градове', stem).map(({ term }) => term)).toEqual(['древен', 'град']);
  });
});
