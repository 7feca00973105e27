import { describe, expect, it } from 'vitest';
import { readConfig } from './read-config.ts';

/** What `daybook.yaml` says of the people behind feeds, and of which of their items are shown. */

const head = 'title: T\nurl: https://example.org/\n';
const feed = (...lines: readonly string[]): string =>
  `${head}feeds:\n  - url: https://ada.example/feed.xml\n    id: ada\n${lines.map((line) => `    ${line}\n`).join('')}`;

async function read(text: string) {
  const result = await readConfig(text, async () => undefined);
  return 'problems' in result
    ? { problems: result.problems, config: undefined }
    : { problems: [], config: result.config };
}

describe('members', () => {
  it('have a name, a face, a home page and a description', async () => {
    const said = {
      name: 'Ada Lovelace',
      face: 'faces/ada.png',
      home: 'https://ada.example/',
      description: 'Engines.',
    };
    const lines = Object.entries(said).map(([key, value]) => `${key}: ${value}`);
    expect((await read(feed(...lines))).config?.feeds[0]).toMatchObject(said);
    const remote = await read(feed('face: https://ada.example/me.jpg'));
    expect(remote.config?.feeds[0]?.face).toBe('https://ada.example/me.jpg');
    expect((await read(feed())).config?.feeds[0]).not.toHaveProperty('name');
  });

  it.each([
    ['face: ../ada.png', 'CONFIG_BAD_ADDRESS'],
    ['face: file:///etc/passwd', 'CONFIG_BAD_ADDRESS'],
    ['face: data:image/png;base64,AAAA', 'CONFIG_BAD_ADDRESS'],
    ['face: https://ada:secret@ada.example/me.png', 'CONFIG_BAD_ADDRESS'],
    ['home: ada.example', 'CONFIG_BAD_VALUE'],
    ['home: javascript:alert(1)', 'CONFIG_BAD_VALUE'],
    ['name: ""', 'CONFIG_BAD_VALUE'],
    ['nmae: Ada', 'CONFIG_UNKNOWN_KEY'],
  ])('%s is reported where it stands', async (line, code) => {
    const { problems } = await read(feed(line));
    expect(problems).toMatchObject([{ code, where: expect.stringContaining('line 6, column 5') }]);
  });
});

describe('sources', () => {
  it('show faces unless told otherwise', async () => {
    expect((await read(feed())).config?.sources).toEqual({ icons: true });
    const text = `${feed()}sources:\n  icons: items\n  title: Members\n  view: full\n  add: https://example.org/edit\n  report: mailto:us@example.org\n`;
    expect((await read(text)).config?.sources).toEqual({
      icons: 'items',
      title: 'Members',
      view: 'full',
      add: 'https://example.org/edit',
      report: 'mailto:us@example.org',
    });
  });

  it.each([
    ['newspaper', '', true],
    ['newspaper', 'sources: { icons: items }', 'items'],
    ['planet', '', 'items'],
    ['planet', 'sources: { title: Members }', 'items'],
    ['planet', 'sources: { icons: true }', true],
    ['planet', 'sources: { icons: false }', false],
  ])('in the look %s, where it says %j, have faces: %s', async (look, line, icons) => {
    const { config } = await read(`${feed()}look: ${look}\n${line}\n`);
    expect([config?.look, config?.sources.icons]).toEqual([look, icons]);
  });

  it.each([
    ['planett', 'Did you mean "planet"?'],
    ['Newspaper', 'Did you mean "newspaper"?'],
    ['magazine', 'Write one of: newspaper, planet.'],
  ])('have no look %s, and it is said which are there', async (look, fix) => {
    const { problems } = await read(`${feed()}look: ${look}\n`);
    expect(problems).toMatchObject([
      { code: 'CONFIG_BAD_VALUE', where: expect.stringContaining('line 6, column 1, look'), fix },
    ]);
  });

  it.each([
    ['icons: everywhere', 'line 7, column 3, sources.icons'],
    ['add: javascript:alert(1)', 'line 7, column 3, sources.add'],
    ['report: ask us', 'line 7, column 3, sources.report'],
    ['icon: false', 'line 7, column 3, sources.icon'],
  ])('%s is reported where it stands', async (line, where) => {
    const { problems } = await read(`${feed()}sources:\n  ${line}\n`);
    expect(problems).toMatchObject([{ where: expect.stringContaining(where) }]);
  });
});

describe('filter', () => {
  const own = { kind: 'field', field: 'feed', any: [{ kind: 'text', text: 'ada' }] };
  const field = (name: string, text: string) => ({
    kind: 'field',
    field: name,
    any: [{ kind: 'text', text }],
  });

  it('hides what is dropped, and what is not kept, of this feed alone and before all rules', async () => {
    const text = `${feed('filter: { keep: [{ tag: linux }, { language: en }], drop: { title: Sponsored } }')}rules: [{ if: { tag: x }, then: drop }]\n`;
    const { config } = await read(text);
    const kept = { kind: 'any', of: [field('tag', 'linux'), field('language', 'en')] };
    expect(config?.rules).toMatchObject([
      {
        if: { kind: 'all', of: [own, { kind: 'not', of: kept }] },
        do: { drop: true },
        where: 'daybook.yaml, feeds[0].filter.keep',
      },
      {
        if: { kind: 'all', of: [own, { kind: 'any', of: [field('title', 'Sponsored')] }] },
        where: 'daybook.yaml, feeds[0].filter.drop',
      },
      { where: 'daybook.yaml, rules[0]' },
    ]);
  });

  it.each([
    ['filter: {}', 'CONFIG_BAD_VALUE', 'line 6, column 5, feeds[0].filter'],
    ['filter: { keep: [] }', 'CONFIG_BAD_VALUE', 'feeds[0].filter.keep'],
    ['filter: { keep: linux }', 'CONFIG_BAD_TYPE', 'line 6, column 15, feeds[0].filter.keep'],
    ['filter: { drop: { titel: x } }', 'CONFIG_UNKNOWN_KEY', 'line 6, column 23, feeds[0].filter.drop.titel'],
    [
      'filter: { drop: [{ title: "/(/" }] }',
      'CONFIG_BAD_PATTERN',
      'line 6, column 24, feeds[0].filter.drop[0].title',
    ],
    ['filter: { hide: { title: x } }', 'CONFIG_UNKNOWN_KEY', 'line 6, column 15, feeds[0].filter.hide'],
  ])('%s is reported where it stands', async (line, code, where) => {
    const { problems } = await read(feed(line));
    expect(problems[0]).toMatchObject({ code, where: expect.stringContaining(where) });
  });

  it('counts as hiding something where the archive is published', async () => {
    const result = await readConfig(
      `${feed('filter: { drop: { tag: x } }')}outputs: { archive: true }\n`,
      async () => undefined,
    );
    expect('notices' in result && result.notices).toMatchObject([{ code: 'CONFIG_ARCHIVE_PUBLIC' }]);
  });
});
