import type { DigestItem } from '../../digest/index.ts';
import type { SafeHtml } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { permalinkPath } from '../views/item-view.ts';
import type { ReadBody } from './bodies.ts';
import { addressOf, webAddress } from './issue-parts.ts';
import type { List } from './lists.ts';
import { latest, type OutFeed, type OutItem, type OutSource } from './out-feed.ts';

function sourceOf(item: DigestItem, site: Site): OutSource {
  const source = site.sources.get(item.feed);
  return {
    id: item.feed,
    title: source?.title ?? item.feed,
    page: site.absolute(`/source/${item.feed}/`),
    ...(source?.homePage !== undefined && { home: source.homePage }),
    ...(source?.feedUrl !== undefined && { feed: source.feedUrl }),
  };
}

function sectionOf(item: DigestItem, site: Site): Pick<OutItem, 'section'> {
  const section = site.config.sections.find((one) => one.id === item.section);
  return section === undefined
    ? {}
    : { section: { ...section, page: site.absolute(`/section/${section.id}/`) } };
}

/** An item as feeds carry it. `updated` is when its text last changed, as far as the archive knows. */
export function outItem(item: DigestItem, site: Site, html: SafeHtml | undefined): OutItem {
  const id = site.absolute(permalinkPath(item));
  const url = addressOf(item, site);
  const externalUrl = webAddress(item.externalUrl);
  const commentsUrl = webAddress(item.commentsUrl);
  return {
    id,
    url,
    ...(externalUrl !== undefined && externalUrl !== url && { externalUrl }),
    title: item.title,
    untitled: item.untitled,
    ...(item.summary !== undefined && { summary: item.summary }),
    ...(html !== undefined && { html }),
    ...(item.language !== undefined && { language: item.language }),
    published: item.date,
    updated: item.revised === undefined ? item.date : latest([item.date, item.revised]),
    authors: item.authors,
    tags: item.tags,
    ...sectionOf(item, site),
    attachments: item.attachments.filter((file) => webAddress(file.url) !== undefined),
    source: sourceOf(item, site),
    ...(commentsUrl !== undefined && { commentsUrl }),
    ...(item.commentsCount !== undefined && { commentsCount: item.commentsCount }),
    access: item.access,
  };
}

/** The three addresses of a folder's feed. */
export function selfOf(folder: string, site: Site): OutFeed['self'] {
  return {
    atom: site.absolute(`${folder}feed.xml`),
    rss: site.absolute(`${folder}rss.xml`),
    json: site.absolute(`${folder}feed.json`),
  };
}

/** A list of items as a feed, bodies included where the publish policy lets them. */
export async function outFeed(list: List, site: Site, readBody: ReadBody): Promise<OutFeed> {
  const items: OutItem[] = [];
  for (const item of list.items)
    items.push(outItem(item, site, list.bodies ? await readBody(item) : undefined));
  return {
    title: list.title,
    ...(list.description !== undefined && { description: list.description }),
    language: site.language,
    home: site.absolute(list.folder),
    self: selfOf(list.folder, site),
    publisher: site.config.title,
    publisherUrl: site.absolute('/'),
    updated: latest(items.map((item) => item.updated)),
    stylesheet: site.href('/feed.css'),
    items,
  };
}
