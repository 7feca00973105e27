import { expect, it } from 'vitest';
import { readConfig } from './read-config.ts';

async function codesOf(lines: readonly string[], list?: string): Promise<string[]> {
  const text = `title: T\nurl: https://d.example/\n${lines.join('\n')}\n`;
  const read = await readConfig(text, async () => list);
  if ('problems' in read) throw new Error(read.problems.map(({ why }) => why).join());
  return read.notices.map(({ code, where }) => `${code} ${where}`);
}

const two = (one: string, other: string): string[] => ['feeds:', `  - ${one}`, `  - ${other}`];
const same = 'CONFIG_SAME_FEED daybook.yaml, feeds[1]';

it.each<[string, string, string, string[]]>([
  ['two ids', '{ id: a, url: a.xml }', '{ id: b, url: a.xml }', [same]],
  ['two schemes', 'https://x.example/feed', '{ id: b, url: "http://www.x.example/feed/" }', [same]],
  ['other parameters', 'https://x.example/feed?tag=a', 'https://x.example/feed?tag=b', []],
  [
    'other readers',
    '{ id: a, url: "https://ann:1@x.example/f" }',
    '{ id: b, url: "https://bob:2@x.example/f" }',
    [],
  ],
  ['a part of it', '{ id: a, url: a.xml }', '{ id: b, url: a.xml, filter: { keep: { title: rain } } }', []],
])('of feeds with %s', async (_case, one, other, codes) => {
  expect(await codesOf(two(one, other))).toEqual(codes);
});

it('of a feed that a list names again in another way', async () => {
  const list = '<opml version="2.0"><body><outline xmlUrl="http://x.example/feed"/></body></opml>';
  const lines = ['feeds: [https://x.example/feed]', 'opml: l.opml'];
  expect(await codesOf(lines, list)).toContainEqual(
    expect.stringMatching(/^CONFIG_SAME_FEED l\.opml, feed 1/),
  );
});

it.each([
  ['News', 'news ', ['CONFIG_SAME_TITLE daybook.yaml, line 3, column 36, sections[1]']],
  ['News', 'Views', []],
])('of the sections %s and %s', async (one, other, codes) => {
  const sections = `sections: [{ id: x, title: ${one} }, { id: y, title: "${other}" }]`;
  expect(await codesOf([sections, 'feeds: [a.xml]'])).toEqual(codes);
});
