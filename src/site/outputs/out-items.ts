import type { DigestItem } from '../../digest/index.ts';
import type { Author, SafeHtml } from '../../model/types.ts';
import { addressOf, webAddress } from '../content/item-address.ts';
import type { Site } from '../site.ts';
import { bodiesOf } from '../views/bodies.ts';
import { permalinkPath } from '../views/item-view.ts';
import type { List } from './lists.ts';
import {
  type FeedAddresses,
  latest,
  type OutFeed,
  type OutItem,
  type OutPaging,
  type OutSource,
} from './out-feed.ts';

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

/** Authors with what may be published of them: names, and addresses of the web. Portraits have no copies here. */
function authorsOf(item: DigestItem, { config }: Site): Author[] {
  return item.authors.map((name) => {
    const person = item.people?.find((one) => one.name === name);
    const url = webAddress(person?.url);
    const avatar = config.images === 'remote' ? webAddress(person?.avatar) : undefined;
    return { name, ...(url !== undefined && { url }), ...(avatar !== undefined && { avatar }) };
  });
}

/** The item's picture, where the site shows pictures of others and the source is republished in full. */
function imageOf(item: DigestItem, { config, images, absolute }: Site): Pick<OutItem, 'image'> {
  const image = webAddress(item.image);
  if (image === undefined || item.publish !== 'full' || config.images === 'none') return {};
  if (config.images === 'remote') return { image };
  const copy = images?.copyOf(image, absolute);
  return copy === undefined || copy === 'hidden' ? {} : { image: copy.src };
}

/** An item as feeds carry it. `updated` is when its text last changed, as far as the archive knows. */
function outItem(item: DigestItem, site: Site, html: SafeHtml | undefined): OutItem {
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
    authors: authorsOf(item, site),
    ...imageOf(item, site),
    tags: item.tags,
    ...sectionOf(item, site),
    attachments: item.attachments.flatMap((file) => {
      const address = webAddress(file.url);
      return address === undefined ? [] : [{ ...file, url: address }];
    }),
    source: sourceOf(item, site),
    ...(commentsUrl !== undefined && { commentsUrl }),
    ...(item.commentsCount !== undefined && { commentsCount: item.commentsCount }),
    access: item.access,
    kept: {
      key: item.key,
      day: item.day,
      firstSeen: item.firstSeen,
      datedBy: item.datedBy,
      labels: item.labels,
      backlog: item.backlog,
    },
  };
}

/** The addresses of a folder's feed. */
export function addressesOf(folder: string, site: Site): FeedAddresses {
  return {
    atom: site.absolute(`${folder}feed.xml`),
    json: site.absolute(`${folder}feed.json`),
    rss: site.absolute(`${folder}rss.xml`),
  };
}

/** What all feeds of the site say of themselves. */
export function feedFrame(
  folder: string,
  site: Site,
): Pick<OutFeed, 'language' | 'self' | 'publisher' | 'publisherUrl' | 'stylesheet'> {
  return {
    language: site.language,
    self: addressesOf(folder, site),
    publisher: site.config.title,
    publisherUrl: site.absolute('/'),
    stylesheet: site.href('/feed.css'),
  };
}

/** The hub that announces the feeds that people follow. */
export function hubOf({ config }: Site): Pick<OutFeed, 'hub'> {
  const { hub } = config.outputs;
  return hub === undefined ? {} : { hub };
}

/** Items as feeds carry them, bodies included where the list and the publish policy let them. */
export async function outItems(
  { items, bodies }: Pick<List, 'items' | 'bodies'>,
  site: Site,
): Promise<OutItem[]> {
  const html = bodies ? await bodiesOf(items, site, 'elsewhere') : new Map<string, SafeHtml>();
  return items.map((item) => outItem(item, site, html.get(item.key)));
}

/** A list of items as the feed that people follow. */
export async function outFeed(list: List, site: Site, paging: OutPaging | undefined): Promise<OutFeed> {
  const items = await outItems(list, site);
  return {
    ...feedFrame(list.folder, site),
    ...hubOf(site),
    forms: list.forms,
    title: list.title,
    ...(list.description !== undefined && { description: list.description }),
    home: site.absolute(list.folder),
    updated: latest(items.map((item) => item.updated)),
    ...(paging !== undefined && { paging }),
    items,
  };
}
