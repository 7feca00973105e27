import type { Attachment, Author, ParsedFeed, ParsedItem } from '../../model/types.ts';
import { readDate } from '../dates/dates.ts';
import { present } from '../fields/fields.ts';
import { inherit } from '../fields/inherited-authors.ts';
import { mimeType } from '../fields/media.ts';
import { readNamed } from '../fields/person-text.ts';
import { cutTag } from '../fields/tags.ts';
import { linkAddresses } from '../fields/text-html.ts';
import { readUrl } from '../fields/urls.ts';
import { collapse, cutText } from '../html/html-text.ts';
import { absolutizeHtml } from '../html/html-urls.ts';
import { maxItems, maxListLength, maxSummaryLength, maxTitleLength } from '../limits.ts';
import type { Repairs } from '../repairs.ts';
import { type Card, readCards } from './h-cards.ts';

/** What a page is read with. */
export interface PageContext {
  readonly charset: string;
  readonly documentUrl: string | undefined;
  /** The zone of dates without a time: an IANA name. */
  readonly timezone: string | undefined;
  readonly repairs: Repairs;
}

/**
 * Reads the entries that a web page marks up with microformats (`h-entry`, inside `h-feed` or alone), or gives
 * `undefined` when it has none.
 *
 * @see https://microformats.org/wiki/h-feed, https://microformats.org/wiki/h-entry and https://indieweb.org/authorship
 */
export function readHFeed(text: string, context: PageContext): ParsedFeed | undefined {
  const page = readCards(text, context.documentUrl);
  if (page.entries.length === 0) return undefined;
  const { base, feed } = page;
  const { repairs } = context;
  const authors = feed === undefined ? undefined : readAuthors(feed, base, repairs);
  const items = page.entries
    .slice(0, maxItems)
    .map((entry) => readEntry(entry, { ...context, documentUrl: base }))
    // "Authorship" of IndieWeb: an entry without an author has its feed's.
    .map((item) => inherit(item, authors));
  return {
    version: 'https://jsonfeed.org/version/1.1',
    ...present<Omit<ParsedFeed, 'version' | 'items' | '_daybook'>>({
      title: line(feed?.texts('name')[0] ?? page.title, maxTitleLength),
      home_page_url: readUrl(feed?.texts('url')[0] ?? context.documentUrl, base, repairs),
      description: line(feed?.texts('summary')[0], maxSummaryLength),
      icon: readUrl(feed?.texts('photo')[0], base, repairs),
      authors,
      language: page.language,
    }),
    items,
    _daybook: { format: 'h-feed', charset: context.charset },
  };
}

function readEntry(entry: Card, context: PageContext): ParsedItem {
  const { documentUrl, repairs, timezone } = context;
  const url = readUrl(entry.texts('url')[0], documentUrl, repairs);
  const id = entry.texts('uid')[0]?.trim() || undefined;
  const content = entry.html('content');
  const summary = line(entry.texts('summary')[0], maxSummaryLength);
  const name = line(entry.texts('name')[0], maxTitleLength);
  const html =
    content === undefined
      ? undefined
      : absolutizeHtml(content.html.trim(), { findBase: () => documentUrl, hasOwnBase: false });
  // A note repeats its text as its name (implied by older markup); that is not a title.
  const isNote = name !== undefined && content !== undefined && collapse(content.text) === name;
  return present<ParsedItem>({
    id: id ?? url,
    url,
    title: isNote ? undefined : name,
    content_html:
      html || (name === undefined && summary === undefined ? answerOf(entry, context) : undefined),
    summary,
    image: readUrl(entry.texts('featured')[0] ?? entry.texts('photo')[0], documentUrl, repairs),
    date_published: readDate(entry.texts('published')[0], { repairs, timezone, language: undefined }),
    date_modified: readDate(entry.texts('updated')[0], { repairs, timezone, language: undefined }),
    authors: readAuthors(entry, documentUrl, repairs),
    attachments: readFiles(entry, context),
    tags: [...new Set(entry.texts('category').flatMap((tag) => cutTag(tag, repairs) ?? []))].slice(
      0,
      maxListLength,
    ),
  });
}

/** Recordings and other files of an entry. */
function readFiles(entry: Card, { documentUrl, repairs }: PageContext): Attachment[] {
  return ['audio', 'video', 'enclosure']
    .flatMap((medium) => entry.texts(medium).map((address) => ({ medium, address })))
    .flatMap(({ medium, address }) => {
      const url = readUrl(address, documentUrl, repairs);
      return url === undefined ? [] : [{ url, mime_type: mimeType(undefined, url, medium) }];
    })
    .slice(0, maxListLength);
}

/** What an entry without words answers to, marks or repeats. */
function answerOf(entry: Card, { documentUrl, repairs }: PageContext): string | undefined {
  const [address] = ['like-of', 'repost-of', 'bookmark-of', 'in-reply-to'].flatMap((name) =>
    entry.texts(name),
  );
  const url = readUrl(address, documentUrl, repairs);
  return url === undefined ? undefined : linkAddresses(url);
}

function readAuthors(card: Card, base: string | undefined, repairs: Repairs): Author[] | undefined {
  const cards = card.cards('author').map((author) =>
    present<Author>({
      name: line(author.texts('name')[0], maxTitleLength),
      url: readUrl(author.texts('url')[0], base, repairs),
      avatar: readUrl(author.texts('photo')[0], base, repairs),
    }),
  );
  const named =
    cards.length > 0
      ? cards
      : card.texts('author').map((name) => present<Author>({ name: line(name, maxTitleLength) }));
  return readNamed(named, base, repairs);
}

function line(text: string | undefined, maxLength: number): string | undefined {
  const plain = collapse(text ?? '');
  return plain === '' ? undefined : cutText(plain, maxLength);
}
