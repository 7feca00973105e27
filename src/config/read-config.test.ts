import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config, Problem } from '../model/types.ts';
import { readConfig } from './read-config.ts';

const noFiles = async (): Promise<undefined> => undefined;

async function problemsOf(text: string): Promise<readonly Problem[]> {
  const result = await readConfig(text, noFiles);
  return 'problems' in result ? result.problems : [];
}

async function configOf(text: string, files: Readonly<Record<string, string>> = {}): Promise<Config> {
  const result = await readConfig(text, async (path) => files[path]);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

const valid = 'title: T\nurl: https://example.org/\nfeeds: [https://example.org/feed.xml]\n';

const defaultFeeds = {
  home: ['atom', 'json', 'rss'],
  editions: ['atom', 'json'],
  section: ['atom', 'json'],
  view: ['atom'],
  source: ['atom'],
  topic: ['atom'],
  author: ['atom'],
  story: ['atom'],
};

/** Every key that the contract shows, with its values. */
const contractSample = `title: The Kernel Daybook          # required
url: https://example.org/kernel/   # where it will be published; a path prefix is honoured everywhere
description: What the kernel's people wrote.
locale: fr                         # language of the interface
timezone: Europe/Paris             # IANA name; default UTC
feeds:                             # required here, or in \`opml\`
  - https://example.org/feed.xml
  - url: https://lwn.net/headlines/rss
    id: lwn                        # default: made from the host and path; permanent
    title: LWN                     # default: the feed's own
    section: kernel
    tags: [linux]
    publish: full                  # full | excerpt | title
    freeAfter: 10d                 # a subscribers' item counts as open after this long
opml: feeds.opml                   # a file
views: [{ id: memory, title: Memory, query: swap -zram }]
sections:
  - { id: kernel, title: Kernel }
rules:                             # in order; every matching rule applies
  - if: { title: '/^\\[\\$\\] /' }
    then: { access: subscriber, strip: true }
  - if: { tag: sponsored }
    then: drop
fetch:
  concurrency: 16
  timeout: 20s
  maxBytes: 10MB
  interval: 1h
  contact: https://example.org/about
  allowPrivateNetworks: false
editions: { every: [day, week, month], closeAfter: 6h }
images: remote                     # remote | local | none
outputs: { mail: true, shareImages: true, feeds: { source: [atom], home: [atom, json, rss] } }
robots: noindex                    # noindex (default) | index
`;

describe('readConfig', () => {
  it('accepts every key of the contract', async () => {
    const opml = '<opml><body><outline text="C" xmlUrl="https://c.example/feed"/></body></opml>';
    expect(await configOf(contractSample, { 'feeds.opml': opml })).toEqual({
      title: 'The Kernel Daybook',
      url: 'https://example.org/kernel/',
      description: "What the kernel's people wrote.",
      locale: 'fr',
      timezone: 'Europe/Paris',
      feeds: [
        {
          id: 'example-org',
          url: 'https://example.org/feed.xml',
          publish: 'full',
          where: 'daybook.yaml, feeds[0]',
        },
        {
          id: 'lwn',
          url: 'https://lwn.net/headlines/rss',
          title: 'LWN',
          section: 'kernel',
          tags: ['linux'],
          publish: 'full',
          freeAfterMs: 864_000_000,
          where: 'daybook.yaml, feeds[1]',
        },
        {
          id: 'c-example',
          url: 'https://c.example/feed',
          title: 'C',
          publish: 'full',
          where: 'feeds.opml, feed 1',
        },
      ],
      look: 'newspaper',
      sources: { icons: true },
      sections: [{ id: 'kernel', title: 'Kernel' }],
      views: [{ id: 'memory', title: 'Memory', query: 'swap -zram' }],
      rules: [
        {
          if: { kind: 'field', field: 'title', any: [{ kind: 'regex', source: '^\\[\\$\\] ', flags: '' }] },
          do: { access: 'subscriber', strip: true },
          where: 'daybook.yaml, rules[0]',
        },
        {
          if: { kind: 'field', field: 'tag', any: [{ kind: 'text', text: 'sponsored' }] },
          do: { drop: true },
          where: 'daybook.yaml, rules[1]',
        },
      ],
      fetch: {
        concurrency: 16,
        timeoutMs: 20_000,
        maxBytes: 10_000_000,
        intervalMs: 3_600_000,
        contact: 'https://example.org/about',
        allowPrivateNetworks: false,
      },
      editions: { every: ['day', 'week', 'month'], closeAfterMs: 21_600_000 },
      archive: {},
      images: 'remote',
      outputs: {
        mail: true,
        shareImages: true,
        searchFiles: 'small',
        feeds: defaultFeeds,
        feedArchive: false,
        topicFeeds: 'summary',
        archive: false,
      },
      nav: [],
      robots: 'noindex',
      redirects: [],
      rel: 'noopener noreferrer',
      nofollow: false,
      offline: true,
    });
  });

  it.each([
    ['feeds: [{ url: a.xml, publish: excerpt }]', true],
    ['feeds: [{ url: a.xml, freeAfter: 7d }]', true],
    ['feeds: [a.xml]\nrules: [{ if: { tag: x }, then: drop }]', true],
    ['feeds: [a.xml]\nrules: [{ if: { tag: x }, then: { access: subscriber } }]', true],
    ['feeds: [a.xml]\nrules: [{ if: { tag: x }, then: { pin: true } }]', false],
  ])('says when a published archive shows more than the pages: %j', async (text, expected) => {
    const read = await readConfig(
      `title: T\nurl: https://a.example/\noutputs: { archive: true }\n${text}\n`,
      async () => undefined,
    );
    const codes = 'notices' in read ? read.notices.map((notice) => notice.code) : [];
    expect(codes.includes('CONFIG_ARCHIVE_PUBLIC')).toBe(expected);
  });

  it('takes the forms of each kind of feed, and no feed at all', async () => {
    const feedsOf = async (text: string) =>
      (await configOf(`title: T\nfeeds: [https://a.example/f]\noutputs: { feeds: ${text} }\n`)).outputs.feeds;
    expect(await feedsOf('{ topic: false, source: [rss, atom, rss] }')).toEqual({
      ...defaultFeeds,
      topic: [],
      source: ['rss', 'atom'],
    });
    const none = await feedsOf('false');
    expect(Object.keys(none)).toEqual(Object.keys(defaultFeeds));
    expect(Object.values(none).flat()).toEqual([]);
  });

  it('fills in the defaults', async () => {
    const { feeds: _feeds, ...config } = await configOf('title: T\nfeeds: [a.xml]');
    expect(config).toEqual({
      title: 'T',
      url: 'http://localhost:8080/',
      locale: 'en',
      timezone: 'UTC',
      look: 'newspaper',
      sources: { icons: true },
      sections: [],
      views: [],
      rules: [],
      fetch: {
        concurrency: 16,
        timeoutMs: 20_000,
        maxBytes: 10_000_000,
        intervalMs: 3_600_000,
        allowPrivateNetworks: false,
      },
      editions: { every: ['day', 'week', 'month'], closeAfterMs: 21_600_000 },
      archive: {},
      images: 'remote',
      outputs: {
        mail: false,
        shareImages: false,
        searchFiles: 'small',
        feeds: defaultFeeds,
        feedArchive: false,
        topicFeeds: 'summary',
        archive: false,
      },
      nav: [],
      robots: 'noindex',
      redirects: [],
      rel: 'noopener noreferrer',
      nofollow: false,
      offline: true,
    });
  });

  it.each([
    ['without a slash at its end', 'https://example.org/kernel', 'https://example.org/kernel/'],
    ['with a query and a fragment', 'https://example.org/kernel/?a=1#b', 'https://example.org/kernel/'],
    ['without a path', 'https://example.org', 'https://example.org/'],
  ])('gives the address a slash: %s', async (_case, url, expected) => {
    expect((await configOf(`title: T\nurl: "${url}"\nfeeds: [a.xml]`)).url).toBe(expected);
  });

  it('keeps items as long as the archive or the feed says', async () => {
    const config = await configOf(
      'title: T\nfeeds: [{ url: a.xml, keep: forever }, b.xml]\narchive: { keep: 90d }',
    );
    expect(config.archive).toEqual({ keepMs: 7_776_000_000 });
    expect(config.feeds.map(({ keepMs }) => keepMs)).toEqual([Number.POSITIVE_INFINITY, undefined]);
  });

  it('canonicalises the locale', async () => {
    expect((await configOf(`${valid}locale: FR-ca`)).locale).toBe('fr-CA');
  });
});

describe('faults of the configuration', () => {
  it('are all reported at once, each at its line and column', async () => {
    const text = [
      'title: T',
      'url: example.org',
      'locale: "not a locale"',
      'timezone: Europe/Pari',
      'feeds:',
      '  - ftp://example.org/feed',
      '  - url: https://example.org/a',
      '    limt: 5',
      '    section: kernl',
      '  - { url: https://example.org/b, id: same }',
      '  - { url: https://example.org/c, id: same }',
      'sections: [{ id: kernel, title: Kernel }, { id: kernel, title: Twice }]',
      'rules:',
      "  - if: { title: '/(?<=x)y/' }",
      '    then: { section: nowhere, wieght: 2 }',
      'fetch: { concurrency: many, timeout: 20 parsecs }',
      'editions: { every: [daily] }',
      'robts: index',
    ].join('\n');
    const found = (await problemsOf(text)).map(
      ({ code, where }) => `${code} ${where.replace('daybook.yaml, ', '')}`,
    );
    expect(found.sort()).toEqual(
      [
        'CONFIG_BAD_VALUE line 2, column 1, url',
        'CONFIG_BAD_VALUE line 3, column 1, locale',
        'CONFIG_BAD_VALUE line 4, column 1, timezone',
        'CONFIG_BAD_ADDRESS line 6, column 5, feeds[0]',
        'CONFIG_UNKNOWN_KEY line 8, column 5, feeds[1].limt',
        'CONFIG_UNKNOWN_SECTION line 9, column 5, feeds[1].section',
        'CONFIG_DUPLICATE_ID line 11, column 5, feeds[3]',
        'CONFIG_DUPLICATE_ID line 12, column 43, sections[1]',
        'CONFIG_BAD_PATTERN line 14, column 11, rules[0].if.title',
        'CONFIG_UNKNOWN_SECTION line 15, column 13, rules[0].then.section',
        'CONFIG_UNKNOWN_KEY line 15, column 31, rules[0].then.wieght',
        'CONFIG_BAD_TYPE line 16, column 10, fetch.concurrency',
        'CONFIG_BAD_VALUE line 16, column 29, fetch.timeout',
        'CONFIG_BAD_VALUE line 17, column 21, editions.every[0]',
        'CONFIG_UNKNOWN_KEY line 18, column 1, robts',
      ].sort(),
    );
  });

  it.each([
    ['fetch: { interval: 30 }', '30m'],
    ['fetch: { interval: "30" }', '30m'],
    ['fetch: { interval: 3600 }', '3600s'],
    ['fetch: { timeout: 20 }', '20s'],
    ['fetch: { timeout: 20000 }', '20000ms'],
    ['fetch: { maxBytes: 10 }', '10MB'],
    ['fetch: { maxBytes: 5000000 }', '5MB'],
    ['archive: { keep: 90 }', '90d'],
    ['editions: { closeAfter: 6 }', '6h'],
    ['fetch: { interval: 1 hour }', '1h'],
    ['fetch: { interval: 90 Minutes }', '90m'],
    ['fetch: { maxBytes: 10M }', '10MB'],
    ['archive: { keep: 2 weeks }', '2w'],
  ])('guess the unit of %s', async (line, expected) => {
    const [problem] = await problemsOf(`${valid}${line}`);
    expect(problem?.fix).toBe(`Did you mean "${expected}"?`);
  });

  it('guess nothing of a unit that is one', async () => {
    expect(await problemsOf(`${valid}fetch: { timeout: 10 d, maxBytes: 10 KiB }`)).toEqual([]);
  });

  it.each([
    ['title: T\nurl: news.example/daily\nfeeds: [a.xml]', 'Did you mean "https://news.example/daily"?'],
    ['title: T\nfeeds: https://a.example/feed', 'Write [https://a.example/feed].'],
  ])('say how %j is written', async (text, fix) => {
    expect((await problemsOf(text))[0]?.fix).toBe(fix);
  });

  it.each([
    [`${valid}language: fr`, 'Did you mean "locale"?'],
    ['title: T\nfeeds:\n  - { url: a.xml, category: News }', 'Did you mean "section"?'],
    [`${valid}constructor: x`, 'Remove it, or see the configuration reference.'],
    [`${valid}title: U`, 'Put the contents of both into one, or remove one of them.'],
  ])('know what other programs call it, and keys that come twice: %j', async (text, fix) => {
    expect((await problemsOf(text))[0]?.fix).toBe(fix);
  });

  it('name the allowed keys and the likely one', async () => {
    const [problem] = await problemsOf('title: T\nfeeds:\n  - url: https://example.org/\n    tittle: X');
    expect(problem).toEqual({
      code: 'CONFIG_UNKNOWN_KEY',
      what: 'Unknown key "tittle".',
      where: 'daybook.yaml, line 4, column 5, feeds[0].tittle',
      why: 'Allowed here: description, face, filter, freeAfter, fullText, home, id, interval, keep, name, opml, publish, scrape, section, tags, title, url.',
      fix: 'Did you mean "title"?',
    });
  });

  it.each([
    ['no title', 'feeds: [a.xml]', 'CONFIG_MISSING_KEY', 'The key "title" is missing.'],
    ['an empty title', 'title: ""\nfeeds: [a.xml]', 'CONFIG_BAD_VALUE', '"" cannot be used here.'],
    ['an empty file', '', 'CONFIG_BAD_TYPE', 'The configuration is empty.'],
    ['a list', '- title', 'CONFIG_BAD_TYPE', 'It holds ["title"] only.'],
    ['broken YAML', 'title: "T', 'CONFIG_NOT_YAML', 'The configuration is not valid YAML.'],
    [
      'brackets without end',
      `title: ${'['.repeat(50_000)}`,
      'CONFIG_NOT_YAML',
      'The configuration is not valid YAML.',
    ],
    [
      'lists without end',
      `feeds:\n${'- '.repeat(50_000)}`,
      'CONFIG_NOT_YAML',
      'The configuration is not valid YAML.',
    ],
    ['a key twice', 'title: T\ntitle: U', 'CONFIG_NOT_YAML', 'The configuration is not valid YAML.'],
    ['no feeds', 'title: T', 'CONFIG_NO_FEEDS', 'No feeds are configured.'],
    ['an empty list of feeds', 'title: T\nfeeds:', 'CONFIG_NO_FEEDS', 'The list "feeds" is empty.'],
    ['an empty key', `${valid}rules:`, 'CONFIG_BAD_TYPE', 'The key "rules" is empty.'],
    ['a number without a unit', `${valid}fetch: { interval: 30 }`, 'CONFIG_BAD_VALUE', '30 has no unit.'],
    [
      'a language by its name',
      `${valid}locale: english`,
      'CONFIG_BAD_VALUE',
      '"english" is not the tag of a language.',
    ],
    ['a zone by its city', `${valid}timezone: Paris`, 'CONFIG_BAD_VALUE', '"Paris" is not a time zone.'],
    [
      'a bad enum',
      `${valid}images: remot`,
      'CONFIG_BAD_VALUE',
      '"remot" is not a value that this key can have.',
    ],
    [
      'a bad type',
      `${valid}robots: [index]`,
      'CONFIG_BAD_VALUE',
      '["index"] is not a value that this key can have.',
    ],
    [
      'a feed without an address',
      'title: T\nfeeds: [{ id: a }]',
      'CONFIG_MISSING_KEY',
      'The key "feeds[0].url" is missing.',
    ],
    [
      'a feed outside',
      'title: T\nfeeds: [../a.xml]',
      'CONFIG_BAD_ADDRESS',
      '"../a.xml" lies outside the site folder.',
    ],
    [
      'an absolute path',
      'title: T\nfeeds: [/etc/passwd]',
      'CONFIG_BAD_ADDRESS',
      '"/etc/passwd" lies outside the site folder.',
    ],
    [
      'a script',
      'title: T\nfeeds: ["javascript:alert(1)"]',
      'CONFIG_BAD_ADDRESS',
      '"javascript:alert(1)" cannot be fetched.',
    ],
    [
      'a broken port',
      'title: T\nfeeds: ["https://example.org:port/"]',
      'CONFIG_BAD_ADDRESS',
      '"https://example.org:port/" is not a valid address.',
    ],
    [
      'an unknown action',
      `${valid}rules: [{ if: { tag: x }, then: dorp }]`,
      'CONFIG_BAD_VALUE',
      '"dorp" is not a value that this key can have.',
    ],
    [
      'an empty condition',
      `${valid}rules: [{ if: {}, then: drop }]`,
      'CONFIG_BAD_VALUE',
      '{} cannot be used here.',
    ],
    [
      'an empty action',
      `${valid}rules: [{ if: { tag: x }, then: {} }]`,
      'CONFIG_BAD_VALUE',
      '{} cannot be used here.',
    ],
    [
      'a condition that names nothing',
      `${valid}rules: [{ if: { tag: [] }, then: drop }]`,
      'CONFIG_BAD_VALUE',
      '[] cannot be used here.',
    ],
    [
      'a day that is none',
      `${valid}rules: [{ if: { tag: x }, then: { muteUntil: 2026-02-30 } }]`,
      'CONFIG_BAD_VALUE',
      '"2026-02-30" cannot be used here.',
    ],
    [
      'a flag that is none',
      `${valid}rules: [{ if: { title: /x/g }, then: drop }]`,
      'CONFIG_BAD_PATTERN',
      'The flags "g" of /x/g are not known.',
    ],
    [
      'an opml address of a kind that nothing is fetched by',
      'title: T\nopml: ftp://someone:secret@example.org/feeds.opml',
      'CONFIG_NO_OPML',
      'Could not read "ftp://example.org/feeds.opml".',
    ],
    [
      'an opml file outside',
      'title: T\nopml: ../feeds.opml',
      'CONFIG_NO_OPML',
      'Could not read "../feeds.opml".',
    ],
    ['no opml file', 'title: T\nopml: feeds.opml', 'CONFIG_NO_OPML', 'Could not read "feeds.opml".'],
  ])('%s', async (_case, text, code, what) => {
    expect(await problemsOf(text)).toEqual([expect.objectContaining({ code, what })]);
  });

  it('an alias bomb is a fault of the file', async () => {
    const names = 'abcdefghi'.split('');
    const lines = names.map((name, at) =>
      at === 0 ? 'a: &a [x, x, x, x]' : `${name}: &${name} [${`*${names[at - 1]}, `.repeat(9)}]`,
    );
    expect(await problemsOf(lines.join('\n'))).toEqual([
      expect.objectContaining({ code: 'CONFIG_NOT_YAML' }),
    ]);
  });

  it('a feed may have the keys of another by an alias', async () => {
    const text =
      'title: T\nurl: https://e.org/\nfeeds:\n  - &a { url: https://e.org/a, limt: 1 }\n  - { <<: *a, url: https://e.org/b }';
    expect((await problemsOf(text)).map(({ what }) => what)).toEqual([
      'Unknown key "limt".',
      'Unknown key "limt".',
    ]);
  });

  it('a list that stands inside of itself is a fault of the file', async () => {
    const why = 'An alias stands inside of what it stands for.';
    expect(await problemsOf('title: T\nfeeds: &f [*f]\n')).toMatchObject([{ code: 'CONFIG_NOT_YAML', why }]);
  });

  it('that lie in a nested condition are named where they lie', async () => {
    const [problem] = await problemsOf(
      `${valid}rules:\n  - if: { all: [{ any: [{ titel: x }] }] }\n    then: drop`,
    );
    expect(problem).toMatchObject({
      code: 'CONFIG_UNKNOWN_KEY',
      where: 'daybook.yaml, line 5, column 27, rules[0].if.all[0].any[0].titel',
      fix: 'Did you mean "title"?',
    });
  });

  it('never throw, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        await readConfig(text, noFiles);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        const result = await readConfig(text, noFiles);
        expect('problems' in result && result.problems.length).toBeTruthy();
      }),
    );
  });

  it.each(['noopener', 'noreferrer ugc', 'noopener noreferrer nofollow'])('takes `rel: %s`', async (rel) => {
    const config = await configOf(`title: T\nfeeds: [https://example.org/]\nrel: ${rel}\n`);
    expect(config.rel).toBe(rel);
  });

  it.each(['opener', 'noopener  ugc', '"ugc "', '\'ugc" onclick="x\'', '""'])(
    'refuses `rel: %s`',
    async (rel) => {
      const [problem] = await problemsOf(`title: T\nfeeds: [https://example.org/]\nrel: ${rel}\n`);
      expect(problem).toMatchObject({ code: 'CONFIG_BAD_VALUE', where: expect.stringContaining('line 3') });
    },
  );

  it('wherever a wrong value stands, its line is named', async () => {
    const keys = [
      'title',
      'url',
      'locale',
      'timezone',
      'feeds',
      'sections',
      'rules',
      'fetch',
      'editions',
      'robots',
      'nofollow',
      'rel',
      'offline',
    ];
    await fc.assert(
      fc.asyncProperty(fc.subarray(keys, { minLength: 1 }), async (wrong) => {
        const text = wrong.map((key) => `${key}: 7`).join('\n');
        const lines = (await problemsOf(text)).map(({ where }) => /line (\d+)/.exec(where)?.[1]);
        for (let line = 1; line <= wrong.length; line++) expect(lines).toContain(String(line));
      }),
      { numRuns: 50 },
    );
  });
});

describe('notices', () => {
  async function noticesOf(
    text: string,
    files: Readonly<Record<string, string>> = {},
  ): Promise<readonly Problem[]> {
    const result = await readConfig(text, async (path) => files[path]);
    return 'notices' in result ? result.notices : [];
  }

  it('say that no address is configured', async () => {
    expect(await noticesOf('title: T\nfeeds: [a.xml]')).toEqual([
      expect.objectContaining({ code: 'CONFIG_NO_URL' }),
    ]);
  });

  it.each([
    ['a sender that is no address', 'mail: { from: news }', 'mail.from'],
    ['a line end in the sender', 'mail: { from: "a@example.org\\nBcc: b@example.org" }', 'mail.from'],
    ['no sender', 'mail: { to: readers.txt }', 'mail'],
    [
      'a script for leaving',
      'mail: { from: a@example.org, unsubscribe: "javascript:x" }',
      'mail.unsubscribe',
    ],
  ])('refuses %s', async (_case, line, where) => {
    const result = await readConfig(`${valid}${line}\n`, async () => undefined);
    expect('problems' in result && result.problems.map((problem) => problem.where).join()).toContain(where);
  });

  it('reads how editions are sent', async () => {
    const text = `${valid}mail: { from: The News <n@example.org>, to: [a@example.org], every: week, perMinute: 30 }\n`;
    const result = await readConfig(text, async () => undefined);
    expect('config' in result && result.config.mail).toEqual({
      from: 'The News <n@example.org>',
      to: ['a@example.org'],
      every: 'week',
      perMinute: 30,
    });
  });

  it('name the addresses of a list that cannot be fetched', async () => {
    const opml = '<opml><body><outline xmlUrl="gopher://a.example/"/><outline xmlUrl="b.xml"/></body></opml>';
    expect(await noticesOf(`${valid}opml: l.opml`, { 'l.opml': opml })).toEqual([
      expect.objectContaining({ code: 'OPML_FEED_SKIPPED', where: 'l.opml, feed 1' }),
    ]);
  });
});

describe('feeds of one place', () => {
  const idsOf = async (...addresses: string[]): Promise<unknown> => {
    const read = await readConfig(
      `title: T\nurl: https://d.example/\nfeeds:\n${addresses.map((one) => `  - ${one}\n`).join('')}`,
      async () => undefined,
    );
    return 'problems' in read
      ? read.problems.map(({ code }) => code)
      : [read.config.feeds.map(({ id }) => id), read.notices.map(({ code, where }) => `${code} ${where}`)];
  };
  const x = 'https://x.example';

  it.each([
    ['that differ in their extension', [`${x}/feed.xml`, `${x}/feed.json`], ['x-example', 'x-example-json']],
    ['in the other order', [`${x}/feed.json`, `${x}/feed.xml`], ['x-example', 'x-example-xml']],
    ['that differ in their last word', [`${x}/rss`, `${x}/atom`], ['x-example', 'x-example-atom']],
  ])('%s have different ids, and the second is told to keep its own', async (_case, addresses, ids) => {
    expect(await idsOf(...addresses)).toEqual([
      ids,
      ['CONFIG_ID_SHARED daybook.yaml, line 5, column 5, feeds[1]'],
    ]);
  });

  it('that differ in nothing that has a name take a hash', async () => {
    const [ids] = (await idsOf(`${x}/a.xml`, `${x}/a/rss.xml`, `${x}/a/feed.xml`)) as [string[]];
    expect(ids.slice(0, 2)).toEqual(['x-example-a', 'x-example-a-xml']);
    expect(ids[2]).toMatch(/^x-example-a-[0-9a-f]{8}$/);
  });

  it('twice are a fault', async () => {
    expect(await idsOf(`${x}/feed.xml`, `${x}/feed.xml`)).toEqual(['CONFIG_DUPLICATE_ID']);
  });
});

describe('texts and items that come from pages', () => {
  const withFeed = (lines: string): string =>
    `title: T\nurl: https://d.example/\nfeeds:\n  - url: https://a.example/\n${lines}`;
  const read = (lines: string) => readConfig(withFeed(lines), async () => undefined);

  it.each([
    ['true', '    fullText: true\n', { fullText: {} }],
    ['false', '    fullText: false\n', {}],
    ['a selector', '    fullText: { select: article .text }\n', { fullText: { select: 'article .text' } }],
    [
      'parts of a page',
      '    scrape: { items: li.post, title: h2, date: "time[datetime]" }\n',
      { scrape: { items: 'li.post', title: 'h2', date: 'time[datetime]' } },
    ],
  ])('are configured by %s', async (_case, lines, expected) => {
    const result = await read(lines);
    if ('problems' in result) throw new Error(JSON.stringify(result.problems));
    const { fullText, scrape } = result.config.feeds[0] ?? {};
    expect({ ...(fullText && { fullText }), ...(scrape && { scrape }) }).toEqual(expected);
  });

  it.each([
    ['no selector', '    fullText: { select: "a[" }\n', 'CONFIG_BAD_SELECTOR', 'feeds[0].fullText.select'],
    ['an unknown word', '    scrape: { items: "a:shiny" }\n', 'CONFIG_BAD_SELECTOR', 'feeds[0].scrape.items'],
    [
      'what is no element',
      '    scrape: { items: li, title: "h2::before" }\n',
      'CONFIG_BAD_SELECTOR',
      'scrape.title',
    ],
    ['parts without items', '    scrape: { title: h2 }\n', 'CONFIG_MISSING_KEY', 'feeds[0].scrape'],
    [
      'a key that is misspelt',
      '    scrape: { items: li, titel: h2 }\n',
      'CONFIG_UNKNOWN_KEY',
      'feeds[0].scrape.titel',
    ],
    ['another word', '    fullText: yes please\n', 'CONFIG_BAD_TYPE', 'feeds[0].fullText'],
  ])('are refused with %s', async (_case, lines, code, where) => {
    const result = await read(lines);
    if (!('problems' in result)) throw new Error('This is no sound configuration.');
    expect(result.problems.map((problem) => problem.code)).toEqual([code]);
    expect(result.problems[0]?.where).toContain(where);
  });

  it('are all reported at once, whatever else is wrong', async () => {
    const result = await read('    limt: 3\n    fullText: { select: "a[" }\n    scrape: { items: "b[" }\n');
    if (!('problems' in result)) throw new Error('This is no sound configuration.');
    expect(result.problems.map(({ code }) => code)).toEqual([
      'CONFIG_UNKNOWN_KEY',
      'CONFIG_BAD_SELECTOR',
      'CONFIG_BAD_SELECTOR',
    ]);
  });

  it.each([
    ['nothing said of publishing', '    fullText: true\n', ['CONFIG_FULL_TEXT']],
    ['full texts published', '    fullText: true\n    publish: full\n', []],
    ['excerpts published', '    fullText: true\n    publish: excerpt\n', []],
    ['no texts of pages', '    fullText: false\n', []],
  ])('are asked about with %s', async (_case, lines, codes) => {
    const result = await read(lines);
    expect('notices' in result && result.notices.map(({ code }) => code)).toEqual(codes);
  });
});

describe('what people write', () => {
  it.each([
    ['title: 1843', 'Put it in quotes: "1843".'],
    ['title: true', 'Put it in quotes: "true".'],
    ['feeds: [{ url: https://example.org/feed.xml, title: 404 }]', 'Put it in quotes: "404".'],
  ])('is named with its quotes: %s', async (line, fix) => {
    const rest = valid.split('\n').filter((one) => !one.startsWith(line.split(':')[0] ?? ''));
    expect(await problemsOf([line, ...rest].join('\n'))).toMatchObject([{ code: 'CONFIG_BAD_TYPE', fix }]);
  });

  it.each(['url: https://me:secret@example.org/', 'fetch: { contact: "https://me@example.org/" }'])(
    'does not publish a password: %s',
    async (line) => {
      const text = `${valid.replace(/^url:.*$/m, '')}${line}\n`;
      const problems = await problemsOf(text);
      expect(problems).toMatchObject([{ why: 'It is published: write it without a name and password.' }]);
      expect(JSON.stringify(problems)).not.toContain('secret');
    },
  );
});
