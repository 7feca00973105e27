import { cleanHtml } from '../../clean/index.ts';
import type { Config, EditorFile, FeedConfig, Item, ItemExtras } from '../../model/types.ts';
import { loadCorpus } from '../corpus.ts';
import type { FeedRecord } from '../feed-record.ts';
import { makeSite, type Site } from '../site.ts';
import { type OutputOptions, writeOutputs } from './index.ts';

export function testFeed(id: string, over: Partial<FeedConfig> = {}): FeedConfig {
  return {
    id,
    url: `https://${id}.example/feed.xml`,
    publish: 'full',
    where: `daybook.yaml, ${id}`,
    ...over,
  };
}

export function testConfig(over: Partial<Config> = {}): Config {
  return {
    title: 'The Test Daybook',
    url: 'https://daybook.example/kernel/',
    description: 'A digest for tests.',
    locale: 'en',
    timezone: 'Europe/Paris',
    feeds: [testFeed('alpha', { section: 'core' }), testFeed('beta')],
    sections: [{ id: 'core', title: 'Core & Co' }],
    rules: [],
    fetch: {
      concurrency: 4,
      timeoutMs: 1000,
      maxBytes: 1000,
      intervalMs: 1000,
      allowPrivateNetworks: false,
    },
    editions: { every: ['day', 'week', 'month'], closeAfterMs: 6 * 3_600_000 },
    archive: {},
    images: 'remote',
    outputs: { mail: false, shareImages: false, feedArchive: true, topicFeeds: 'summary', archive: false },
    robots: 'noindex',
    nofollow: false,
    offline: true,
    ...over,
  };
}

/** What a test says of an item; the rest is made up from `key`. Dated at noon of `day` unless it says otherwise. */
export interface TestItem extends Partial<Omit<Item, 'content_html' | '_daybook'>> {
  readonly key: string;
  readonly feed?: string;
  readonly day?: string;
  readonly html?: string;
  readonly untitled?: true;
  readonly extras?: Partial<ItemExtras>;
}

export interface TestSite {
  readonly config?: Partial<Config>;
  readonly items?: readonly TestItem[];
  readonly records?: ReadonlyMap<string, FeedRecord>;
  readonly now?: string;
  readonly editors?: readonly EditorFile[];
}

const defaultDay = '2026-05-18';

function itemOf({ key, feed = 'alpha', day = defaultDay, html, untitled, extras, ...over }: TestItem): Item {
  return {
    id: `${feed}:${key}`,
    url: `https://${feed}.example/${key}`,
    ...(untitled !== true && { title: `Title of ${key}` }),
    date_published: `${day}T12:00:00Z`,
    ...over,
    content_html: cleanHtml(
      html ?? `<p>Body of ${key}, with a <a href="https://other.example/${key}">link</a>.</p>`,
    ),
    _daybook: {
      feed,
      key,
      first_seen: `${day}T12:30:00Z`,
      dated_by: 'published',
      access: 'open',
      ...extras,
    },
  };
}

/** A site made of a few items in memory, by the same functions as a real one. */
export async function testSite(input: TestSite = {}): Promise<Site> {
  const byDay = new Map<string, Item[]>();
  for (const item of input.items ?? [{ key: 'one' }, { key: 'two', feed: 'beta' }]) {
    const day = item.day ?? defaultDay;
    byDay.set(day, [...(byDay.get(day) ?? []), itemOf(item)]);
  }
  const config = testConfig(input.config);
  const now = input.now ?? '2026-06-01T00:00:00Z';
  const records = input.records ?? new Map<string, FeedRecord>();
  const readDay = async (day: string) => byDay.get(day) ?? [];
  const corpus = await loadCorpus({
    config,
    now,
    days: [...byDay.keys()].sort(),
    readDay,
    editors: input.editors ?? [],
    feedLanguage: (feed) => records.get(feed)?.face.language,
  });
  return makeSite({ config, now, corpus, records, readDay });
}

/** All outputs of a site as texts, by their addresses. */
export async function outputsOf(site: Site, options?: OutputOptions): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const decoder = new TextDecoder();
  await writeOutputs(
    site,
    async (path, content) => {
      if (files.has(path)) throw new Error(`${path} was written twice.`);
      files.set(path, typeof content === 'string' ? content : decoder.decode(content));
    },
    options,
  );
  return files;
}
