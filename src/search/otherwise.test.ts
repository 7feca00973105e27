import { expect, it } from 'vitest';
import { writtenOtherwise, writtenRarely, writtenTogether } from './otherwise.ts';
import { testIndex, testRecord } from './search.test-kit.ts';

it.each([
  ['letters and digits with a blank', 'RFC 9110 is out', ['RFC9110', 'rfc-9110', '"RFC 9110"']],
  ['letters and digits in one word', 'PEP8 and python3 and covid19', ['PEP 8', 'Python 3', 'COVID-19']],
  ['a hyphen between them', 'F-16 and COVID-19 and GPT-4o', ['F16', 'covid19', 'gpt4o', 'COVID 19']],
  ['a unit with a blank', 'It weighs 60 kg at 90 km/h', ['60kg', '90km/h']],
  ['a unit without one', 'A 60kWh battery, 8GB and 90km/h', ['60 kWh', '8 GB', '90 km/h']],
  ['a version with its letter', 'Lantern v2.0.0-rc.1', ['2.0.0-rc.1', 'lantern 2.0', '2.0.0', 'rc1']],
  ['a version without it', 'Python 3.12.4', ['v3.12.4', 'python3.12']],
  ['a number in threes', 'It sold 1,250,000 of 3 500 000, not 1.300.000', ['1250000', '3500000', '1300000']],
  ['a long number', 'It sold 1250000', ['1,250,000', '1.250.000', '$1,250,000']],
  ['initials', 'J. R. R. Tolkien, C.S. Lewis, the U.S.', ['JRR Tolkien', 'CS Lewis', 'US', 'jrr tolkien']],
  ['an abbreviation', 'US exports', ['U.S. exports']],
  ['what is owned', 'Workers of Apple strike', ['Apple’s', "worker's strike"]],
  [
    'French words that are written together',
    'Le retour de l’Observatoire',
    ["d'observatoire", 'observatoire'],
  ],
  ['a negation', 'Don’t repeat it', ['dont', "don't", 'donʼt']],
  ['an apostrophe that is a letter', 'Під’їзд', ['підʼїзд', "під'їзд"]],
  ['ordinals', 'On July 4th and 3 June', ['July 4', '3rd June']],
  [
    'plurals of their own',
    'Wolves, mice, feet, women, firemen',
    ['wolf', 'mouse', 'foot', 'woman', 'fireman'],
  ],
  ['one of them', 'A wolf and a knife', ['wolves', 'knives']],
  ['Portuguese plurals', 'As nações', ['nação']],
  ['Korean words with other particles', '도서관이 열렸다', ['도서관을', '도서관']],
  ['Korean words with longer particles', '부산 공장에서 불이 났다', ['부산에서', '공장으로', '공장까지']],
  [
    'Hebrew words with what is written to them',
    'הממשלה אישרה, שריפה במפעל',
    ['ממשלה', 'מפעל', 'המפעל', 'בממשלה'],
  ],
  ['Japanese in its other letters', 'ラーメン店と住宅ローン', ['らーめん', 'ろーん']],
  ['a long vowel at the end', 'メモリの価格', ['メモリー', 'めもりー']],
  ['Catalan', 'Col·legis oberts', ['collegis']],
  ['languages of programs', 'From C# to C++', ['csharp', 'C Sharp', 'cpp']],
  ['them in letters', 'From csharp to cpp', ['C#', 'C++']],
  ['a fraction', '½ of all devices', ['1/2', '½']],
  [
    'numbers with hyphens',
    'Part AB-1234-C, ISBN 978-3-16-148410-0',
    ['ab1234c', '9783161484100', '978-3161484100'],
  ],
  ['numbers without them', 'Part AB1234C', ['AB-1234-C', 'ab1234-c']],
  ['one word asked as two', 'Ein Staubsauger, a database', ['Staub Sauger', 'data base']],
  ['Hebrew abbreviations', 'צה״ל', ['צהל', 'צה״ל']],
])('finds %s, however it is asked for', async (_case, title, questions) => {
  const index = await testIndex([[testRecord({ key: 'it', title }), testRecord({ key: 'other' })]]);
  for (const question of questions) {
    expect(await index.find(question), question).toEqual(['it']);
    expect((await index.ask(question)).corrections.size, question).toBe(0);
  }
});

it('puts first what is written as it was typed', async () => {
  const titles = { apart: 'RFC 9110 and its like', together: 'RFC9110 and its like' };
  const index = await testIndex([Object.entries(titles).map(([key, title]) => testRecord({ key, title }))]);
  expect(await index.find('RFC9110')).toEqual(['together', 'apart']);
  expect(await index.find('RFC 9110')).toEqual(['apart', 'together']);
});

it.each([
  'https://blog.example/2026/Dial.html?id=7',
  'http://www.blog.example/2026/dial.html?id=7&utm_source=feed#top',
  'blog.example/2026/dial.html?id=7',
])('finds an item by its address: %s', async (address) => {
  const link = 'https://blog.example/2026/Dial.html?id=7';
  const others = ['https://blog.example/2026/Dial.html?id=8', 'https://blog.example/2026/'];
  const index = await testIndex([
    [testRecord({ key: 'it', link }), ...others.map((one, at) => testRecord({ key: `o${at}`, link: one }))],
  ]);
  expect(await index.find(address)).toEqual(['it']);
});

it('leaves phrases as they are', async () => {
  const index = await testIndex([[testRecord({ key: 'it', title: 'RFC 9110' })]]);
  expect(await index.find('"RFC9110"')).toEqual([]);
});

it.each(['2026', 'kernel', 'or', 'd’or', 'Oman', 'über'])('knows no other way to write %s', (word) => {
  expect(writtenOtherwise(word)).toEqual([]);
});

it('knows nothing to write together of two plain words or numbers', () => {
  expect(['swap tables', '12 2026', 'budgets in', ''].map(writtenTogether)).toEqual(['', '', '', '']);
});

it('never gives a word itself', () => {
  for (const word of ['RFC9110', 'dont', '4th', 'U.S', '도서관을'])
    expect([...writtenOtherwise(word), ...writtenRarely(word)]).not.toContain(word);
});
