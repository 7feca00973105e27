import { describe, expect, it } from 'vitest';
import { readConfig } from './read-config.ts';

const read = (redirects: string) =>
  readConfig(
    `title: T\nurl: https://d.example/\nfeeds: [a.xml]\nredirects:\n${redirects}`,
    async () => undefined,
  );

async function faults(redirects: string): Promise<string[]> {
  const result = await read(redirects);
  return 'problems' in result
    ? result.problems.map(({ code, where }) => `${code} ${where.split(', ').at(-1)}`)
    : [];
}

describe('redirects', () => {
  it('are read in their order', async () => {
    const result = await read(
      '  /atom.xml: /feed.xml\n  "/old/*": https://new.example/:splat\n  /café/: /about/\n',
    );
    expect('config' in result && result.config.redirects).toEqual([
      { from: '/atom.xml', to: '/feed.xml', where: 'daybook.yaml, redirects["/atom.xml"]' },
      { from: '/old/*', to: 'https://new.example/:splat', where: 'daybook.yaml, redirects["/old/*"]' },
      { from: '/café/', to: '/about/', where: 'daybook.yaml, redirects["/café/"]' },
    ]);
  });

  it('may be none', async () => {
    const result = await readConfig(
      'title: T\nurl: https://d.example/\nfeeds: [a.xml]\n',
      async () => undefined,
    );
    expect('config' in result && result.config.redirects).toEqual([]);
  });

  it.each([
    ['an address with its host', 'https://old.example/a: /b'],
    ['a path without its slash', 'a: /b'],
    ['a question', '"/?feed=rss2": /rss.xml'],
    ['a place on a page', '"/a#b": /b'],
    ['the whole site', '"/*": /b'],
    ['the first page', '/: /b'],
    ['a pattern in the middle', '"/a/*/b": /b'],
    ['a pattern inside a name', '"/a*": /b'],
    ['a way out', '/a/../../b: /b'],
    ['a way out in codes', '/a/%2e%2e/b: /b'],
    ['a slash in codes', '/a%2fb: /b'],
    ['quotes in codes', '/a%22%7b: /b'],
    ['a broken code', '/a%zz: /b'],
    ['an empty part', '/a//b: /b'],
    ['signs of a server', "'/a;b': /b"],
    ['a target without its slash', '/a: b'],
    ['a target that runs code', "/a: 'javascript:x'"],
    ['a target on another host without a scheme', '/a: //evil.example/'],
    ['a target with a line of its own', '"/a": "/b\\n/c /d"'],
    ['a target with a variable', '/a: /b$uri'],
    ['what no pattern stood for', '/a: /b/:splat'],
    ['itself', '/a: /a'],
    ['itself, written otherwise', '/a/: /a'],
  ])('are refused with %s', async (_case, line) => {
    expect(await faults(`  ${line}\n`)).toEqual([expect.stringContaining('CONFIG_BAD_REDIRECT redirects.')]);
  });

  it('are refused where they lead in a circle, and where two are one', async () => {
    expect(await faults('  /a: /b\n  /b: /c/\n  /c: /a\n')).toHaveLength(3);
    expect(await faults('  /a: /x\n  /a/: /y\n')).toEqual(['CONFIG_BAD_REDIRECT redirects./a/']);
    // A chain is not a circle.
    expect(await faults('  /a: /b\n  /b: /c\n')).toEqual([]);
  });

  it('are bounded, patterns more so', async () => {
    const lines = (n: number, star = ''): string =>
      Array.from({ length: n }, (_, at) => `  "/a${at}${star}": /b\n`).join('');
    expect(await faults(lines(2000))).toEqual([]);
    expect(await faults(lines(2001))).toHaveLength(1);
    expect(await faults(lines(100, '/*'))).toEqual([]);
    expect(await faults(lines(101, '/*'))).toHaveLength(1);
  });
});
