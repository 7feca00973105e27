import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileQuery } from './match.ts';
import { fewRecords, stemOf, testIndex, testLanguage, testRecord } from './search.test-kit.ts';

const records = [
  ...fewRecords,
  testRecord({
    key: 'tokyo',
    language: 'ja',
    title: '東京で開催された会議',
    day: '2026-04-02',
    published: '2026-03-01',
  }),
  testRecord({
    key: 'paid',
    title: 'C++ and Node.js 6.12',
    text: 'e-mail',
    access: 'subscriber',
    labels: ['LWN paid'],
  }),
];

const keysOf = (text: string): string[] => {
  const { matches } = compileQuery(text, stemOf, testLanguage.named);
  return records.filter(matches).map(({ key }) => key);
};

describe('a query of one item', () => {
  it('says the same as a search of the index', async () => {
    const index = await testIndex([records]);
    const part = fc.constantFrom(
      'swap',
      'swaps',
      'tables',
      'kernel',
      '"swap tables"',
      '"tables swap"',
      'cheval',
      'nouvelle',
      'ete',
      '会議',
      '索検',
      'c++',
      'node.js',
      'nodejs',
      '6.12',
      'email',
      'e-mail',
      'intitle:kernel',
      'author:corbet',
      'source:lwn',
      '#memory',
      'label:"lwn paid"',
      'lang:fr',
      'date:2026-04',
      'pubdate:2026-03',
      'is:subscriber',
      'is:open',
      'date:2026-05/',
    );
    const term = fc.tuple(fc.constantFrom('', '-', ''), part).map(([not, one]) => not + one);
    const query = fc.oneof(
      fc.array(term, { minLength: 1, maxLength: 3 }).map((all) => all.join(' ')),
      fc.tuple(term, term, part).map(([a, b, c]) => `(${a} OR ${b}) ${c}`),
    );
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        // With something behind it, its last word is finished.
        const finished = `${text} date:2000/2030`;
        const answer = await index.ask(finished);
        // Where nothing has it, a search goes on to look for something else.
        fc.pre(answer.corrections.size === 0 && !answer.partial);
        expect(keysOf(text).sort(), text).toEqual((await index.find(finished)).sort());
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['is:saved kernel', 'is:saved'],
    ['kernel -is:read', 'is:read'],
    ['(kernel OR date:P7D)', 'P7D'],
    ['kernel date:2026-05', undefined],
  ])('tells what of %s is another thing elsewhere: %s', (text, moving) => {
    const compiled = compileQuery(text, stemOf, testLanguage.named);
    expect([compiled.moving, compiled.problems]).toEqual([moving, []]);
  });

  it.each([
    ['""', true],
    ['( )', true],
    ['!!! *', true],
    ['🎉', true],
    ['-kernel', false],
    ['C++', false],
    ['date:2026', false],
    ['会', false],
  ])('tells whether %s asks for anything: %s', (text, isEmpty) => {
    expect(compileQuery(text, stemOf, testLanguage.named).isEmpty).toBe(isEmpty);
  });

  it.each([
    ['source:nobody', 'nothingNamed'],
    ['kernel OR', 'strayOr'],
  ])('tells that %s is %s', (text, code) => {
    expect(compileQuery(text, stemOf, testLanguage.named).problems.map((one) => one.code)).toEqual([code]);
  });
});
