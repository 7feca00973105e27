import { type DigestItem, guessLanguage } from '../../digest/index.ts';
import { directionOfLanguage, directionOfText } from '../../model/direction.ts';
import { isWrittenAlike, likelySubtags } from '../../model/language.ts';
import { remembered } from '../../model/remember.ts';
import type { Attachment, SafeHtml } from '../../model/types.ts';
import { bareHost } from '../../model/url.ts';
import { slugOf } from '../content/slug.ts';
import { escapeHtml, webUrl } from '../render/filters.ts';
import type { Site } from '../site.ts';
import { editionPath } from './edition-names.ts';
import { type ItemText, itemText, titleText } from './item-text.ts';
import { isolated } from './sentences.ts';

export interface NamedLink {
  readonly name: string;
  readonly href?: string;
}

interface AttachmentView {
  readonly href: string;
  readonly label: string;
  readonly type: string;
  /** `42 min`, or `12 MB` where the length is not known. */
  readonly size?: string;
}

interface LabelledLink {
  readonly label: string;
  /** Absent where there is no page. */
  readonly href?: string;
}

/** An item as lists of titles show it. Absent things are `undefined`; texts are plain. */
export interface TitleView {
  readonly key: string;
  /** The item at its source, else its place in the edition. */
  readonly href: string;
  /** Its place in its edition. */
  readonly permalink: string;
  readonly title: string;
  readonly language: string | undefined;
  /** Of the whole item, where it is not the page's. */
  readonly direction: 'ltr' | 'rtl' | undefined;
  /** Of the title, where it is not the item's: it then stands at the item's edge all the same. */
  readonly titleDirection: 'ltr' | 'rtl' | undefined;
  readonly source: {
    readonly id: string;
    readonly title: string;
    readonly href: string;
    readonly monogram: string;
    readonly host: string;
  };
  readonly datetime: string;
  /** `14:20`, or `published 12 May` where that is not the edition's day. */
  readonly when: string;
  readonly subscribers: boolean;
  /** Whole seconds since 1970; absent where the item is never "new". */
  readonly firstSeen: number | undefined;
}

/** An item as templates show it whole. `body` alone is HTML. */
export interface ItemView extends TitleView, ItemText {
  readonly untitled: boolean;
  readonly authors: readonly NamedLink[];
  /** Whether `when` is of another day. */
  readonly late: boolean;
  /** `18 May 2026` */
  readonly date: string;
  readonly minutes: string | undefined;
  /** `free since 28 May 2026`, where it was for subscribers before. */
  readonly freeSince: string | undefined;
  readonly labels: readonly string[];
  readonly tags: readonly NamedLink[];
  readonly comments: { readonly href: string; readonly label: string } | undefined;
  readonly attachments: readonly AttachmentView[];
  /** Where the chapters of an episode are. */
  readonly chapters: string | undefined;
  /** Where the words of an episode are written. */
  readonly transcript: string | undefined;
  /** Says who published it first, where the feed took it from somebody. */
  readonly origin: LabelledLink | undefined;
  /** Says where its author found it. */
  readonly via: LabelledLink | undefined;
  readonly revised: string | undefined;
  /** Says that the text is that of the item's page, where it is and where it is shown. */
  readonly fromPage: string | undefined;
}

export function permalinkPath(item: DigestItem): string {
  return `${editionPath(item.day)}#${item.key}`;
}

function byteText(bytes: number, language: string): string {
  const unit = bytes >= 1e6 ? 'megabyte' : 'kilobyte';
  const value = bytes / (bytes >= 1e6 ? 1e6 : 1e3);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

function attachmentView(attachment: Attachment, site: Site): AttachmentView {
  const { t } = site;
  const kind = attachment.mime_type.split('/')[0];
  const label = kind === 'audio' ? t('listen') : kind === 'video' ? t('watch') : t('attachment');
  const seconds = attachment.duration_in_seconds;
  const bytes = attachment.size_in_bytes;
  const size =
    seconds !== undefined && seconds > 0
      ? durationText(Math.max(1, Math.round(seconds / 60)), site)
      : bytes !== undefined && bytes > 0
        ? byteText(bytes, site.language)
        : undefined;
  return { href: attachment.url, label, type: attachment.mime_type, ...(size !== undefined && { size }) };
}

/** Without the item's own picture and those that its text shows, which are not files to be opened. */
function shownFiles({ attachments, image }: DigestItem, body = ''): readonly Attachment[] {
  return attachments.filter(
    ({ url, mime_type }) =>
      !mime_type.startsWith('image/') || (url !== image && !body.includes(` src="${escapeHtml(url)}"`)),
  );
}

/** `2 h 41 min`, `7 min`. */
function durationText(minutes: number, { t }: Pick<Site, 't'>): string {
  const h = Math.floor(minutes / 60);
  const m = minutes % 60;
  if (h === 0) return t('minutesShort', { n: m });
  return m === 0 ? t('hoursShort', { h }) : t('hoursMinutes', { h, m });
}

/** How long an item takes to read, where that says something: its text is here, open, and not read at a glance. */
function minutesOf({ minutes, publish, access }: DigestItem, site: Site): string | undefined {
  const isHere = publish === 'full' && access === 'open';
  return isHere && minutes >= 2 ? durationText(minutes, site) : undefined;
}

/** `about 40 min`: of many items together; `undefined` where that is too little to say. */
export function aboutText(minutes: number, site: Site): string | undefined {
  const step = minutes < 60 ? 5 : 10;
  const rounded = Math.round(minutes / step) * step;
  return rounded < 10 ? undefined : site.t('readingTime', { time: durationText(rounded, site) });
}

/** A new item has none yet: that is nothing to tell of it for ever. */
function commentsOf(
  { comments_url: href, comments_count: n }: DigestItem,
  { t }: Site,
): ItemView['comments'] {
  return href === undefined ? undefined : { href, label: n ? t('comments', { n }) : t('commentsLink') };
}

function sourceView(item: DigestItem, site: Site): ItemView['source'] {
  const source = site.sources.get(item.feed);
  return {
    id: item.feed,
    title: source?.title ?? item.feed,
    href: site.href(`/source/${item.feed}/`),
    monogram: source?.monogram ?? '',
    host: source?.host ?? '',
  };
}

/** An address by its host; `undefined` where it leads to no page. */
function hostLink(address: string | undefined): Required<NamedLink> | undefined {
  if (address === undefined || webUrl(address) === '') return undefined;
  const host = bareHost(address);
  return host === undefined ? undefined : { name: host, href: address };
}

/** Many feeds name themselves as where an item comes from: that says nothing. */
function originOf({ origin, feed }: DigestItem, site: Site): LabelledLink | undefined {
  const link = hostLink(origin?.url) ?? hostLink(origin?.feed_url);
  const name = origin?.title ?? link?.name;
  if (name === undefined) return undefined;
  const source = site.sources.get(feed);
  const isOwn = link?.name === source?.host || name.toLowerCase() === source?.title.toLowerCase();
  if (isOwn) return undefined;
  return { label: site.t('firstBy', { name: isolated(name, site) }), ...(link && { href: link.href }) };
}

/** Not told once more where that is who published the item first. */
function viaOf({ via_url, origin }: DigestItem, site: Site): LabelledLink | undefined {
  const link = hostLink(via_url);
  const known = [origin?.url, origin?.feed_url].map((address) => hostLink(address)?.name);
  if (!link || known.includes(link.name)) return undefined;
  return { label: site.t('via', { name: isolated(link.name, site) }), href: link.href };
}

/** Whether an item came after the edition of its own day was closed, and so stands in a later one. */
function isLate(item: DigestItem, { dates }: Site): boolean {
  return dates.localDay(item.date) !== item.day;
}

/** The time within the edition's day; of an item that came late, when it was published. */
export function whenOf(item: DigestItem, site: Site): string {
  const { t, dates } = site;
  if (!isLate(item, site)) return dates.time(item.date);
  return t('publishedOn', { date: dates.dateNear(item.date, item.day) });
}

/** A wrong voice is worse than the site's: so many small words have to speak for another language. */
const minWords = 3;

/** The language of a title and summary, which many pages show; empty where the words do not tell. */
const languageOfWords = remembered((text: string) => guessLanguage(text, minWords) ?? '', 10_000);

/** The language that an item names, else the one that its words tell, which does not know of two scripts. */
function differingLanguage(item: DigestItem, site: Site): string | undefined {
  const { language, guessedLanguage: guessed, title, summary = '' } = item;
  if (language !== undefined) return isWrittenAlike(language, site.language) ? undefined : language;
  if (guessed === undefined || guessed === likelySubtags(site.language).language) return undefined;
  return languageOfWords(`${title}\n${summary}`) === guessed ? guessed : undefined;
}

/**
 * Language and direction are said only where they differ from the page's, as most items' do not. An item has one
 * direction, that of its text, so that its parts begin at one edge.
 */
function languageOf(
  item: DigestItem,
  site: Site,
): Pick<TitleView, 'language' | 'direction' | 'titleDirection'> {
  const { language, title, summary = '' } = item;
  const declared = language === undefined ? undefined : directionOfLanguage(language);
  const ofTitle = directionOfText(title, language) ?? declared;
  const whole = directionOfText(summary, language) ?? declared ?? ofTitle ?? site.direction;
  return {
    language: differingLanguage(item, site),
    direction: whole === site.direction ? undefined : whole,
    titleDirection: ofTitle === undefined || ofTitle === whole ? undefined : ofTitle,
  };
}

function threadLinks(names: readonly string[], kind: 'topic' | 'author', site: Site): NamedLink[] {
  return names.map((name) => {
    const slug = slugOf(name);
    return site.ledger.hasPage(kind, slug) ? { name, href: site.href(`/${kind}/${slug}/`) } : { name };
  });
}

export function titleView(item: DigestItem, site: Site): TitleView {
  const permalink = site.href(permalinkPath(item));
  const { language, direction, titleDirection } = languageOf(item, site);
  return {
    key: item.key,
    href: [item.url, item.external_url].find((url) => url !== undefined && webUrl(url) !== '') ?? permalink,
    permalink,
    title: titleText(item),
    language,
    direction,
    titleDirection,
    source: sourceView(item, site),
    datetime: item.date,
    when: whenOf(item, site),
    subscribers: item.access === 'subscriber',
    firstSeen: item.backlog ? undefined : Math.floor(Date.parse(item.first_seen) / 1000),
  };
}

export function itemView(item: DigestItem, site: Site, body?: SafeHtml): ItemView {
  // Very many are made: V8 takes twenty times as long for the same with spread syntax.
  return Object.assign(titleView(item, site), itemText(item, site, body), {
    untitled: item.untitled,
    authors: threadLinks(item.authors, 'author', site),
    late: isLate(item, site),
    date: site.dates.date(item.date),
    minutes: minutesOf(item, site),
    freeSince: item.freed && site.t('freeSince', { date: site.dates.date(item.freed) }),
    labels: item.labels,
    tags: threadLinks(item.tags, 'topic', site),
    comments: commentsOf(item, site),
    chapters: item.chapters_url,
    transcript: item.transcript_url,
    origin: originOf(item, site),
    via: viaOf(item, site),
    attachments: shownFiles(item, body).map((attachment) => attachmentView(attachment, site)),
    revised: item.revised && site.t('revisedOn', { date: site.dates.date(item.revised) }),
    fromPage: item.fromPage && item.publish === 'full' ? site.t('fromPage') : undefined,
  });
}
