import { expect, it } from 'vitest';
import { inOtherLetters } from './chinese.ts';
import { testIndex, testRecord } from './search.test-kit.ts';

it.each([
  ['北京地铁开通', 'zh', ['北京地鐵開通']],
  ['科學家發現', 'zh-Hant', ['科学家发现']],
  ['頭髮與發展', 'zh-TW', ['头发与发展']],
  ['头发与发展', 'zh-CN', ['頭髮與發展']],
  ['中文', 'zh', []],
  ['科學家', 'ja', []],
  ['科學家', undefined, []],
])('writes %s of the language %s in its other letters', (text, language, others) => {
  expect(inOtherLetters(text, language)).toEqual(others);
});

it('finds Chinese by either letters, also phrases and runs', async () => {
  const of = (key: string, title: string, text = '') =>
    testRecord({ key, title, text, ...(key !== 'ja' && { language: 'zh' }) });
  const index = await testIndex([
    [of('simple', '北京地铁开通新线路'), of('old', '科學家發現新物種', '蘋果手機'), of('ja', '東京地下鉄')],
  ]);
  const rows: [string, string[]][] = [
    ['北京地鐵', ['simple']],
    ['"地鐵開通"', ['simple']],
    ['北京地铁', ['simple']],
    ['发现新物种', ['old']],
    ['科学家 苹果', ['old']],
    ['科學家', ['old']],
  ];
  for (const [query, keys] of rows) expect(await index.find(query), query).toEqual(keys);
});
