import { describe, expect, it } from 'vitest';
import { addToConfig } from '../config/edit-config.ts';
import { mergeList } from '../config/importers/merge-list.ts';
import { readFeedList } from '../config/importers/read-list.ts';
import { writtenSettings } from '../config/kept-settings.ts';
import { readConfig } from '../config/read-config.ts';
import { feedSchema } from '../config/schema.ts';
import type { Config } from '../model/types.ts';
import { exportedOpml } from '../site/outputs/opml.ts';

const noFile = async (): Promise<undefined> => undefined;

async function configOf(text: string): Promise<Config> {
  const read = await readConfig(text, noFile);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.config;
}

async function exported(text: string): Promise<string> {
  const config = await configOf(text);
  const settings = writtenSettings(text);
  return exportedOpml(config, new Map(), (feed) => settings[config.feeds.indexOf(feed)]);
}

/** What another digest has after the import. */
async function imported(opml: string, before: string): Promise<{ text: string; notes: string[] }> {
  const list = readFeedList(opml, 'out.opml');
  if ('problem' in list) throw new Error(list.problem.why);
  const { feeds, sections } = (before.includes('feeds:') ? await configOf(before) : undefined) ?? {
    feeds: [],
    sections: [],
  };
  const merge = mergeList(list.feeds, { feeds, sections }, 'out.opml');
  return { text: addToConfig(before, merge.additions), notes: list.notes.map(({ code }) => code) };
}

const everything = `title: T
url: https://t.example/
sections:
  - { id: kern, title: Kernel & drivers }
feeds:
  - https://plain.example/feed
  - url: https://lwn.example/rss?a=1&b=2
    id: lwn
    title: LWN <now>
    name: Ada "the first"
    face: faces/ada.png
    home: https://lwn.example/
    description: "Two\\nlines & more"
    fullText: { select: 'article > p' }
    filter: { keep: [{ title: '/^[a-z]+ & b/i' }, { tag: [a, b] }], drop: { all: [{ language: de }, { not: { url: x } }] } }
    section: kern
    tags: [linux, "free software"]
    publish: excerpt
    keep: 90d
    freeAfter: 10d
    interval: 30m
    opml: { category: /tech }
  - { url: 'https://club.example/news/', scrape: { items: li.post, title: h2 }, fullText: true, id: club }
`;

describe('an exported list', () => {
  it('keeps every setting of a feed for another digest', async () => {
    const { text, notes } = await imported(
      await exported(everything),
      'title: Other\nurl: https://o.example/\n',
    );
    const [was, is] = [await configOf(everything), await configOf(text)];
    const plain = ({ feeds, sections, rules }: Config) => ({
      feeds: [...feeds].map(({ where: _where, ...feed }) => feed).sort((a, b) => (a.id < b.id ? -1 : 1)),
      ...{ sections, rules: rules.map(({ where: _where, ...rule }) => rule) },
    });
    expect(JSON.stringify(plain(is), undefined, 1)).toBe(JSON.stringify(plain(was), undefined, 1));
    expect(notes).toEqual(['IMPORT_FACES']);
  });

  it('is tested with every setting that there is', () => {
    for (const key of Object.keys(feedSchema.shape)) expect(everything).toMatch(new RegExp(`\\b${key}: `));
  });

  it('says nothing that was not written', async () => {
    const { text } = await imported(
      await exported('title: T\nfeeds: [https://a.example/feed]\n'),
      'title: O\n',
    );
    expect(text).toBe('title: O\nfeeds:\n  - https://a.example/feed\n');
  });

  it('does not take the id of another feed', async () => {
    const opml = await exported('title: T\nfeeds: [{ url: https://a.example/feed, id: news }]\n');
    const { text } = await imported(opml, 'title: O\nfeeds: [{ url: https://b.example/, id: news }]\n');
    expect((await configOf(text)).feeds.map(({ id }) => id)).toEqual(['news', 'a-example']);
  });

  it.each([
    ['no JSON', 'x'],
    ['an unknown key', '{"intervall":"1h"}'],
    ['a wrong value', '{"id":"No Id"}'],
    ['a pattern that cannot be used', '{"filter":{"drop":{"title":"/(/"}}}'],
  ])('with settings that cannot be used is read without them: %s', async (_case, settings) => {
    const opml = (await exported('title: T\nfeeds: [https://a.example/feed]\n')).replace(
      '"{}"',
      `'${settings}'`,
    );
    const { text, notes } = await imported(opml, 'title: O\n');
    expect(text).toContain('https://a.example/feed');
    expect(notes).toEqual(['IMPORT_LINE_SKIPPED']);
  });

  it('counts for nothing in another namespace', async () => {
    const opml = (await exported('title: T\nfeeds: [{ url: https://a.example/feed, tags: [b] }]\n')).replace(
      'urn:x-daybook:opml',
      'https://x.example/',
    );
    expect((await imported(opml, 'title: O\n')).text).not.toContain('tags');
  });
});
