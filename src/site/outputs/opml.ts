import type { Config } from '../../model/types.ts';
import type { Site, Source } from '../site.ts';
import { type XmlNode, xmlDocument } from './xml.ts';

function outlineOf(source: Source): XmlNode {
  return {
    '@type': 'rss',
    '@text': source.title,
    '@title': source.title,
    ...(source.description !== undefined && { '@description': source.description }),
    '@xmlUrl': source.feedUrl,
    ...(source.homePage !== undefined && { '@htmlUrl': source.homePage }),
    ...(source.language !== undefined && { '@language': source.language }),
  };
}

/** Sections as groups of outlines, and after them what is in none. */
export function inGroups(
  { sections }: Pick<Config, 'sections'>,
  inSection: (id: string | undefined) => XmlNode[],
): XmlNode[] {
  const groups = sections
    .map(({ id, title }) => ({ '@text': title, '@title': title, outline: inSection(id) }))
    .filter((group) => group.outline.length > 0);
  return [...groups, ...inSection(undefined)];
}

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
      body: { outline: inGroups(config, inSection) },
    },
  });
}
