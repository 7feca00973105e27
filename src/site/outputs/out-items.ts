import type { DigestItem } from '../../digest/index.ts';
import { defined } from '../../model/defined.ts';
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
    ...defined({ home: source?.homePage, feed: source?.feedUrl }),
  };
}

function sectionOf(item: DigestItem, site: Site): OutItem['section'] {
  const section = site.config.sections.find((one) => one.id === item.section);
  return section && { ...section, page: site.absolute(`/section/${section.id}/`) };
}

/** Authors with what may be published of them: names, and addresses of the web. Portraits have no copies here. */
function authorsOf(item: DigestItem, { config }: Site): Author[] {
  return item.authors.map((name) => {
    const person = item.people?.find((one) => one.name === name);
    const avatar = config.images === 'remote' ? webAddress(person?.avatar) : undefined;
    return { name, ...defined({ url: webAddress(person?.url), avatar }) };
  });
}

/** The item's picture, where the site shows pictures of others and the source is republished in full. */
function imageOf(item: DigestItem, { config, images, absolute }: Site): string | undefined {
  const image = webAddress(item.image);
  if (image === undefined || item.publish !== 'full' || config.images === 'none') return undefined;
  if (config.images === 'remote') return image;
  const copy = images?.copyOf(image, absolute);
  return copy === 'hidden' ? undefined : copy?.src;
}

/** An item as feeds carry it. `updated` is when its text last changed, as far as the archive knows. */
function outItem(item: DigestItem, site: Site, html: SafeHtml | undefined): OutItem {
  const id = site.absolute(permalinkPath(item));
  const url = addressOf(item, site);
  const external = webAddress(item.external_url);
  const { title, untitled, summary, language, comments_count: commentsCount } = item;
  return {
    id,
    url,
    title,
    untitled,
    ...defined({
      summary,
      html,
      language,
      commentsCount,
      externalUrl: external === url ? undefined : external,
      image: imageOf(item, site),
      section: sectionOf(item, site),
      commentsUrl: webAddress(item.comments_url),
    }),
    published: item.date,
    updated: item.revised === undefined ? item.date : latest([item.date, item.revised]),
    authors: authorsOf(item, site),
    tags: item.tags,
    attachments: item.attachments.flatMap((file) => {
      const address = webAddress(file.url);
      return address === undefined ? [] : [{ ...file, url: address }];
    }),
    source: sourceOf(item, site),
    access: item.access,
    kept: item,
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
    ...defined({ hub: site.config.outputs.hub, description: list.description, paging }),
    forms: list.forms,
    title: list.title,
    home: site.absolute(list.folder),
    updated: latest(items.map((item) => item.updated)),
    items,
  };
}
