import { cleanHtml } from '../../clean/index.ts';
import type { Config, EditorFile, FeedConfig, FeedForm, Item, ItemExtras } from '../../model/types.ts';
import type { FeedRecord } from '../content/feed-record.ts';
import { ledgerOf } from '../content/ledger.ts';
import { memoryStore } from '../content/store.test-kit.ts';
import type { LedgerStore } from '../content/store.ts';
import { type LedgerUpdate, updateLedger } from '../content/update-ledger.ts';
import { makeSite, type Site } from '../site.ts';
import { type OutputOptions, outputUnits } from './index.ts';

export function testFeed(id: string, over: Partial<FeedConfig> = {}): FeedConfig {
  return {
    id,
    url: `https://${id}.example/feed.xml`,
    publish: 'full',
    where: `daybook.yaml, ${id}`,
    ...over,
  };
}

const every: readonly FeedForm[] = ['atom', 'json', 'rss'];

/** Every list in every form. */
export const allForms: Config['outputs']['feeds'] = {
  home: every,
  editions: every,
  section: every,
  view: every,
  source: every,
  topic: every,
  author: every,
  story: every,
};

export function testConfig(over: Partial<Config> = {}): Config {
  return {
    title: 'The Test Daybook',
    url: 'https://daybook.example/kernel/',
    description: 'A digest for tests.',
    look: 'newspaper',
    locale: 'en',
    timezone: 'Europe/Paris',
    feeds: [testFeed('alpha', { section: 'core' }), testFeed('beta')],
    sources: { icons: true },
    sections: [{ id: 'core', title: 'Core & Co' }],
    views: [],
    rules: [],
    redirects: [],
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
    outputs: {
      mail: false,
      shareImages: false,
      searchFiles: 'small',
      feeds: {
        home: ['atom', 'json', 'rss'],
        editions: ['atom', 'json'],
        section: ['atom', 'json'],
        view: ['atom', 'json'],
        source: ['atom'],
        topic: ['atom'],
        author: ['atom'],
        story: ['atom'],
      },
      feedArchive: true,
      topicFeeds: 'summary',
      archive: false,
    },
    nav: [],
    robots: 'noindex',
    rel: 'noopener noreferrer',
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
  /** Told which items the ledger reads, by their keys. */
  readonly onRead?: (keys: readonly string[]) => void;
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
  return (await updatedSite(input)).site;
}

/** The same, with what changed since another one was made with the same store. */
export async function updatedSite(
  input: TestSite,
  store: LedgerStore = memoryStore(),
  shown?: string,
): Promise<{ readonly site: Site; readonly updated: LedgerUpdate }> {
  const items = new Map<string, Item[]>();
  for (const item of input.items ?? [{ key: 'one' }, { key: 'two', feed: 'beta' }]) {
    const day = item.day ?? defaultDay;
    items.set(day, [...(items.get(day) ?? []), itemOf(item)]);
  }
  return updateSite({ ...input, config: testConfig(input.config), items }, store, shown);
}

export interface ItemsInput extends Omit<TestSite, 'config' | 'items'> {
  readonly config: Config;
  /** By day. */
  readonly items: ReadonlyMap<string, readonly Item[]>;
}

export async function siteOfItems(input: ItemsInput): Promise<Site> {
  return (await updateSite(input, memoryStore())).site;
}

async function updateSite(
  { config, items, records = new Map(), now = '2026-06-01T00:00:00Z', editors = [], onRead }: ItemsInput,
  store: LedgerStore,
  shown?: string,
): Promise<{ readonly site: Site; readonly updated: LedgerUpdate }> {
  const updated = await updateLedger({
    config,
    now,
    archive: {
      days: async () => [...items.keys()].sort(),
      stampOf: (day) => JSON.stringify(items.get(day)) ?? '',
      hashOf: async (day) => JSON.stringify(items.get(day)) ?? '',
      readDay: async (day, keys) => {
        const read = (items.get(day) ?? []).filter(({ _daybook: { key } }) => keys?.has(key) ?? true);
        onRead?.(read.map(({ _daybook: { key } }) => key));
        return { items: read };
      },
      linesOf: async (day) =>
        new Map((items.get(day) ?? []).map((item) => [item._daybook.key, JSON.stringify(item)])),
      knownDays: async () => new Set(),
      oughtToHave: async () => new Set(),
    },
    editors,
    feedLanguage: (feed) => records.get(feed)?.face.language,
    store,
    maker: 'test',
    shown,
  });
  const site = makeSite({
    config,
    now,
    ledger: ledgerOf(updated),
    records,
    readItems: async (day, keys) =>
      (items.get(day) ?? []).filter((item) => keys === undefined || keys.has(item._daybook.key)),
  });
  return { site, updated };
}

/** All outputs of a site as texts, by their addresses. */
export async function outputsOf(site: Site, options?: OutputOptions): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const decoder = new TextDecoder();
  for (const unit of outputUnits(site, options))
    await unit.make(site, async (path, content) => {
      if (files.has(path)) throw new Error(`${path} was written twice.`);
      files.set(path, typeof content === 'string' ? content : decoder.decode(content));
    });
  return files;
}
