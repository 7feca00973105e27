import { settingsAttribute, settingsNamespace, settingsPrefix } from '../../model/opml-settings.ts';
import type { Config, FeedConfig } from '../../model/types.ts';
import { shownAddress } from '../../model/url.ts';
import type { FeedRecord } from '../content/feed-record.ts';
import type { Site, Source } from '../site.ts';
import { type XmlNode, xmlDocument } from './xml.ts';

function outlineOf({ title, description, feedUrl, homePage, language }: Source): XmlNode {
  return {
    '@type': 'rss',
    '@text': title,
    '@title': title,
    '@description': description,
    '@xmlUrl': feedUrl,
    '@htmlUrl': homePage,
    '@language': language,
  };
}

/** Sections as groups of outlines, and after them what is in none. */
function inGroups(
  { sections }: Pick<Config, 'sections'>,
  inSection: (id: string | undefined) => XmlNode[],
): XmlNode[] {
  const groups = sections
    .map(({ id, title }) => ({ '@text': title, '@title': title, outline: inSection(id) }))
    .filter((group) => group.outline.length > 0);
  return [...groups, ...inSection(undefined)];
}

/** A list has to have an outline. Programs pass over one that is a comment. */
const noFeeds: XmlNode = { '@text': 'None of the feeds has a public address.', '@isComment': 'true' };

/**
 * The blogroll: feeds that are followed and have a public address, by section, then by title. Feeds that are files of
 * the site folder are of no use to others and are left out.
 *
 * @see https://opml.org/spec2.opml
 */
export function opmlDocument(site: Site): string {
  const { config, sources } = site;
  const collator = new Intl.Collator(site.language);
  const sectionOf = new Map(config.feeds.map((feed) => [feed.id, feed.section]));
  const known = new Set(config.sections.map((section) => section.id));
  const listed = [...sources.values()]
    .filter((source) => source.followed && source.feedUrl !== undefined)
    .sort((a, b) => collator.compare(a.title, b.title) || (a.id < b.id ? -1 : 1));
  const inSection = (id: string | undefined): XmlNode[] =>
    listed
      .filter((source) => {
        const section = sectionOf.get(source.id);
        return (section !== undefined && known.has(section) ? section : undefined) === id;
      })
      .map(outlineOf);
  return xmlDocument({
    opml: {
      '@version': '2.0',
      head: {
        title: config.title,
        ownerName: config.title,
        ownerId: site.absolute('/'),
        docs: 'https://opml.org/spec2.opml',
      },
      body: { outline: listed.length === 0 ? noFeeds : inGroups(config, inSection) },
    },
  });
}

/** What has a web address can be followed elsewhere; a file of this folder cannot. */
export function isShared({ url }: FeedConfig): boolean {
  return /^https?:/i.test(url);
}

/** Another program finds no feed at the page, so that it is a link there. */
function addressesOf({ url, scrape }: FeedConfig, homePage: string | undefined): XmlNode {
  const address = shownAddress(url);
  if (scrape) return { '@url': address };
  return { '@xmlUrl': address, '@htmlUrl': homePage };
}

function listedOutline(
  feed: FeedConfig,
  record: FeedRecord | undefined,
  settings: string | undefined,
): XmlNode {
  const face = record?.face ?? {};
  const title = feed.title ?? face.title ?? feed.id;
  const own = Object.entries(feed.opml ?? {}).map(([name, value]) => [`@${name}`, value] as const);
  return {
    '@type': feed.scrape ? 'link' : 'rss',
    '@text': title,
    '@title': title,
    ...addressesOf(feed, face.home_page_url),
    '@description': face.description,
    '@language': face.language,
    ...Object.fromEntries(own),
    [`@${settingsAttribute}`]: settings,
  };
}

/**
 * The feeds of the configuration as OPML 2.0, in its order, sections as groups, with the attributes that an import kept,
 * and with what the configuration says of them for another digest.
 *
 * @param settingsOf a feed's settings as JSON
 * @see https://opml.org/spec2.opml
 */
export function exportedOpml(
  config: Config,
  records: ReadonlyMap<string, FeedRecord>,
  settingsOf: (feed: FeedConfig) => string | undefined,
): string {
  const shared = config.feeds.filter(isShared);
  const inSection = (id: string | undefined): XmlNode[] =>
    shared
      .filter((feed) => feed.section === id)
      .map((feed) => listedOutline(feed, records.get(feed.id), settingsOf(feed)));
  return xmlDocument({
    opml: {
      '@version': '2.0',
      [`@xmlns:${settingsPrefix}`]: settingsNamespace,
      head: { title: config.title, docs: 'https://opml.org/spec2.opml' },
      body: { outline: shared.length === 0 ? noFeeds : inGroups(config, inSection) },
    },
  });
}
