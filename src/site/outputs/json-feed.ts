import { defined } from '../../model/defined.ts';
import type { Author } from '../../model/types.ts';
import type { OutFeed, OutItem } from './out-feed.ts';
import { jsonDocument } from './xml.ts';

/** Either of the two contents must be there; without a body it is the summary, else the title, as text. */
function contentOf(item: OutItem): object {
  return item.html === undefined ? { content_text: item.summary ?? item.title } : { content_html: item.html };
}

function keptOf({ kept }: OutItem): object | undefined {
  return (
    kept && {
      key: kept.key,
      day: kept.day,
      first_seen: kept.first_seen,
      dated_by: kept.dated_by,
      labels: kept.labels.length > 0 ? kept.labels : undefined,
      backlog: kept.backlog ? true : undefined,
    }
  );
}

function extrasOf(item: OutItem): object {
  const { source, section, access, commentsUrl, commentsCount } = item;
  const extras = {
    ...keptOf(item),
    source: source && {
      id: source.id,
      title: source.title,
      url: source.page,
      home_page_url: source.home,
      feed_url: source.feed,
    },
    section: section?.id,
    access,
    comments_url: commentsUrl,
    comments_count: commentsCount,
  };
  return Object.values(extras).every((value) => value === undefined) ? {} : { _daybook: extras };
}

/**
 * An item that names nobody would be the feed's authors' (JSON Feed 1.1, "authors"), which is the digest: its source
 * stands for one, as in Atom.
 */
function authorsOf({ authors, source }: OutItem): readonly Author[] | undefined {
  if (authors.length > 0) return authors;
  return source && [{ name: source.title, ...defined({ url: source.home }) }];
}

function itemOf(item: OutItem, feed: OutFeed): object {
  return {
    id: item.id,
    url: item.url,
    external_url: item.externalUrl,
    title: item.untitled ? undefined : item.title,
    ...contentOf(item),
    // Without a body the summary is the content already.
    summary: item.html === undefined ? undefined : item.summary,
    date_published: item.published,
    date_modified: item.updated,
    image: item.image,
    authors: authorsOf(item),
    tags: item.tags.length > 0 ? item.tags : undefined,
    language: item.language === feed.language ? undefined : item.language,
    attachments: item.attachments.length > 0 ? item.attachments : undefined,
    ...extrasOf(item),
  };
}

/**
 * Writes a feed as JSON Feed 1.1. What is Daybook's own stands under `_daybook`.
 *
 * @see https://www.jsonfeed.org/version/1.1/
 */
export function jsonFeedDocument(feed: OutFeed): string {
  return jsonDocument({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self.json,
    next_url: feed.paging?.older,
    description: feed.description,
    language: feed.language,
    hubs: feed.hub === undefined ? undefined : [{ type: 'WebSub', url: feed.hub }],
    authors: [{ name: feed.publisher, url: feed.publisherUrl }],
    items: feed.items.map((item) => itemOf(item, feed)),
  });
}
