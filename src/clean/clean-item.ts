import { defined } from '../model/defined.ts';
import type {
  Attachment,
  Author,
  Category,
  CleanItem,
  ItemSource,
  ParsedExtras,
  ParsedItem,
  RelatedLink,
} from '../model/types.ts';
import { type CleanHtmlOptions, cleanHtml } from './clean-html.ts';
import { imageAddress, isBeacon } from './images.ts';
import { textLimits } from './limits.ts';
import { cleanLink, cleanResource } from './link.ts';
import { withoutShortcodes } from './rules/shortcodes.ts';
import { cleanText } from './text.ts';
import { cleanerVersion } from './version.ts';

export interface CleanItemOptions extends Omit<CleanHtmlOptions, 'baseUrl' | 'baseIs' | 'title'> {
  /** The feed's own address: what relative addresses stand on when the item has no link. */
  readonly feedUrl: string;
}

/** A shallow copy without the fields that are `undefined`: absent means absent. */
type Sparse<T> = { [K in keyof T]: T[K] | undefined };

// `defined` that also looks at the names of fields: none may be there that the type does not know.
export function compact<T extends object>(fields: Sparse<T>): T {
  return defined(fields) as T;
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/**
 * Makes every field of an item safe to publish: HTML by `cleanHtml`, addresses by `safeUrl` and without tracking,
 * everything else as one line of plain text within its limit. Fields that nothing is left of are absent; e-mail
 * addresses of authors are dropped; dates and `id` stay as they are but for control characters. Never throws.
 *
 * @example
 * const item = { id: '1', title: 'One', url: 'javascript:x', content_html: '<p>Text' };
 * const clean = cleanItem(item, { feedUrl: 'https://one.example/feed.xml' });
 * clean.content_html; // → "<p>Text</p>"
 * 'url' in clean; // → false
 */
export function cleanItem(item: ParsedItem, options: CleanItemOptions): CleanItem {
  const { feedUrl, ...htmlOptions } = options;
  const url = link(item.url, feedUrl);
  const base = url ?? feedUrl;
  const title = text(item.title, textLimits.title);
  const html = cleanHtml(withOwnPlaces(item.content_html ?? '', feedUrl), {
    ...htmlOptions,
    baseUrl: base,
    baseIs: url === undefined ? 'feed' : 'page',
    ...(title !== undefined && { title }),
  });
  const extras = cleanExtras(item._daybook, base);
  return compact<CleanItem>({
    id: item.id === undefined ? undefined : cleanText(item.id, textLimits.id),
    url,
    external_url: link(item.external_url, feedUrl),
    title,
    content_html: saysOnlyWhere(html, url, extras.comments_url) ? cleanHtml('') : html,
    summary: text(item.summary && withoutShortcodes(item.summary), textLimits.summary),
    image: picture(item.image, base),
    banner_image: picture(item.banner_image, base),
    date_published: item.date_published,
    date_modified: item.date_modified,
    authors: cleanAuthors(item.authors, base),
    tags: cleanTags(item.tags),
    language: cleanLanguage(item.language),
    attachments: cleanAttachments(item.attachments, base),
    _daybook: extras,
  });
}

/** A body of aggregators that only leads to the item's page, or where it is talked about: that is said beside it anyway. */
function saysOnlyWhere(html: string, page: string | undefined, comments: string | undefined): boolean {
  const [, label, href] =
    /^<p>(Article URL: )?<a href="([^"]*)"[^<>]*>(?:Comments|https?:[^<>]*)<\/a><\/p>$/.exec(html) ?? [];
  return href !== undefined && href.replaceAll('&amp;', '&') === (label === undefined ? comments : page);
}

/** A publisher's program that knew no better base made places in a text those of its feed: nobody reads a note there. */
function withOwnPlaces(html: string, feedUrl: string): string {
  const place = `${feedUrl.replace(/^https?:/, '')}#`;
  if (!html.includes(place)) return html;
  return ['"https:', '"http:', "'https:", "'http:"].reduce(
    (text, start) => text.replaceAll(`${start}${place}`, `${start.charAt(0)}#`),
    html,
  );
}

export function text(value: string | undefined, maxLength: number): string | undefined {
  return value === undefined ? undefined : cleanText(value, maxLength);
}

/** Web addresses only: `mailto:` belongs into text, not into an item's fields. */
export function link(value: string | undefined, base: string): string | undefined {
  const clean = value === undefined ? undefined : cleanLink(value.trim(), base);
  return clean?.startsWith('http') ? clean : undefined;
}

function resource(value: string | undefined, base: string): string | undefined {
  return value === undefined ? undefined : cleanResource(value.trim(), base);
}

export function picture(value: string | undefined, base: string): string | undefined {
  const address = value === undefined ? undefined : imageAddress(value, base);
  return address === undefined || address.startsWith('data:') || isBeacon(address) ? undefined : address;
}

export function cleanAuthors(
  authors: readonly Author[] | undefined,
  base: string,
): readonly Author[] | undefined {
  const cleaned = (authors ?? []).map((author) =>
    compact<Author>({
      name: text(author.name, textLimits.author),
      url: link(author.url, base),
      avatar: picture(author.avatar, base),
    }),
  );
  return nonEmpty(cleaned.filter((author) => author.name !== undefined || author.url !== undefined));
}

function cleanTags(tags: readonly string[] | undefined): readonly string[] | undefined {
  const cleaned = (tags ?? []).flatMap((tag) => cleanText(tag, textLimits.tag) ?? []);
  return nonEmpty([...new Set(cleaned)]);
}

/** Codes of countries that feeds give for a language, and that are none of a language that is written on the web. */
const languageOfCountry: Readonly<Record<string, string>> = {
  at: 'de-AT',
  cn: 'zh-CN',
  cz: 'cs',
  dk: 'da',
  gb: 'en-GB',
  gr: 'el',
  jp: 'ja',
  kr: 'ko',
  ua: 'uk',
  us: 'en-US',
  vn: 'vi',
};

export function cleanLanguage(language: string | undefined): string | undefined {
  // As operating systems write them: `pt_BR.UTF-8`. Longer words are names of languages and no tags of them.
  const tag = language
    ?.split(/[,;|]/, 1)[0]
    ?.trim()
    .replace(/[.@].*$/s, '')
    .replace(/[_ ]/g, '-')
    .replace(/-+$/, '');
  if (tag === undefined || !/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,6}$/.test(tag)) return undefined;
  return languageOfCountry[tag.toLowerCase()] ?? tag;
}

const mimeType = /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/;

function cleanType(type: string | undefined): string | undefined {
  const bare = type?.split(';', 1)[0]?.trim().toLowerCase();
  return bare !== undefined && mimeType.test(bare) ? bare : undefined;
}

function cleanAttachments(
  attachments: readonly Attachment[] | undefined,
  base: string,
): readonly Attachment[] | undefined {
  const cleaned = (attachments ?? []).flatMap((attachment): Attachment[] => {
    const url = resource(attachment.url, base);
    if (url === undefined) return [];
    const fields = compact<Attachment>({
      url,
      mime_type: cleanType(attachment.mime_type) ?? 'application/octet-stream',
      title: text(attachment.title, textLimits.title),
      size_in_bytes: attachment.size_in_bytes,
      duration_in_seconds: attachment.duration_in_seconds,
    });
    return [fields];
  });
  return nonEmpty(cleaned);
}

function cleanExtras(extras: ParsedExtras | undefined, base: string): NonNullable<CleanItem['_daybook']> {
  return compact<NonNullable<CleanItem['_daybook']>>({
    comments_url: link(extras?.comments_url, base),
    comments_count: extras?.comments_count,
    source: cleanSource(extras?.source, base),
    rights: text(extras?.rights, textLimits.rights),
    categories: cleanCategories(extras?.categories),
    links: cleanLinks(extras?.links, base),
    chapters_url: resource(extras?.chapters_url, base),
    transcripts: cleanTranscripts(extras?.transcripts, base),
    location: extras?.location,
    inherits_authors: extras?.inherits_authors,
    id_is_link: extras?.id_is_link,
    cleaner: cleanerVersion,
  });
}

function cleanSource(source: ItemSource | undefined, base: string): ItemSource | undefined {
  if (source === undefined) return undefined;
  const cleaned = compact<ItemSource>({
    title: text(source.title, textLimits.title),
    url: link(source.url, base),
    feed_url: link(source.feed_url, base),
  });
  return Object.keys(cleaned).length === 0 ? undefined : cleaned;
}

function cleanCategories(categories: readonly Category[] | undefined): readonly Category[] | undefined {
  const cleaned = (categories ?? []).flatMap((category): Category[] => {
    const term = cleanText(category.term, textLimits.tag);
    if (term === undefined) return [];
    const scheme = text(category.scheme, textLimits.title);
    return [compact<Category>({ term, scheme, label: text(category.label, textLimits.tag) })];
  });
  return nonEmpty(cleaned);
}

function cleanLinks(
  links: readonly RelatedLink[] | undefined,
  base: string,
): readonly RelatedLink[] | undefined {
  const cleaned = (links ?? []).flatMap((one): RelatedLink[] => {
    const url = link(one.url, base);
    const rel = cleanText(one.rel, textLimits.tag);
    if (url === undefined || rel === undefined) return [];
    const fields = compact<RelatedLink>({
      rel,
      url,
      type: cleanType(one.type),
      title: text(one.title, textLimits.title),
      language: cleanLanguage(one.language),
    });
    return [fields];
  });
  return nonEmpty(cleaned);
}

type Transcripts = NonNullable<ParsedExtras['transcripts']>;

function cleanTranscripts(transcripts: Transcripts | undefined, base: string): Transcripts | undefined {
  const cleaned = (transcripts ?? []).flatMap((transcript): Transcripts[number][] => {
    const url = resource(transcript.url, base);
    return url === undefined ? [] : [compact<Transcripts[number]>({ url, type: cleanType(transcript.type) })];
  });
  return nonEmpty(cleaned);
}
