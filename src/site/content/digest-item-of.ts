import { headingOf, ownPictures, plainText, proseText, storedHtml } from '../../clean/index.ts';
import {
  builtInRules,
  compileRules,
  type DigestItem,
  excerpt,
  guessLanguage,
  type NamedLists,
  type Ruled,
  readingMinutes,
  roomFor,
  structureOf,
} from '../../digest/index.ts';
import { defined } from '../../model/defined.ts';
import { trustedInstant } from '../../model/instant.ts';
import { isLanguageTag } from '../../model/language.ts';
import type { Author, Config, Day, Item } from '../../model/types.ts';
import { topicsOf } from './slug.ts';
import type { ViewsOf } from './views-of.ts';

/** Enough of a body to tell what it links to. */
const maxLinks = 12;

function linksOf(html: string): string[] {
  const links = new Set<string>();
  for (const match of html.matchAll(/<a [^>]*?href="(https?:[^"]+)"/g)) {
    links.add((match[1] ?? '').replaceAll('&amp;', '&'));
    if (links.size >= maxLinks) break;
  }
  return [...links];
}

/** Anything that readers see. A title of nothing but marks of direction would be a link that nobody finds. */
const visible = /[^\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Of an item without a title: the heading of its body, else its first words. */
function headlineOf(
  title: string | undefined,
  text: string,
  item: Item,
): { title: string; untitled: boolean } {
  if (title !== undefined && visible.test(title)) return { title, untitled: false };
  const stand = excerpt(headingOf(item.content_html) ?? text, item.language, roomFor(text, 90));
  return { title: stand === '' ? nameOf(item) : stand, untitled: true };
}

/** The file's name, as its address ends; with its letters as people read them. */
function fileName(address: string): string {
  const last = /([^/?#]+)\/?(?:[?#].*)?$/.exec(address)?.[1] ?? address;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** What an item without any text is called: its address, its file, or its day; never by an id that nobody reads. */
function nameOf({ url, external_url, attachments = [], image, date_published, _daybook }: Item): string {
  const [file] = attachments;
  const picture = file?.url ?? image;
  return (
    url ??
    external_url ??
    file?.title ??
    (picture === undefined ? (date_published ?? _daybook.first_seen).slice(0, 10) : fileName(picture))
  );
}

/** What an item says of itself in short. Where its text is that of its page, the feed's own words are that. */
function summaryText({ summary, content_html, _daybook: { full_text } }: Item): string {
  if (summary !== undefined) return summary;
  const own = full_text === undefined ? '' : proseText(storedHtml({ html: full_text.feed_html }));
  return own === '' ? proseText(content_html) : own;
}

/** The text under the headline: never the headline again. */
function summaryOf(text: string, title: string, language: string | undefined): string | undefined {
  const summary = excerpt(text, language, roomFor(text));
  return summary === '' || summary === title ? undefined : summary;
}

/** Authors of whom more is known than a name, and the item's picture: few items have them, so most stay small. */
function facesOf({ authors = [], image, banner_image }: Item): Pick<DigestItem, 'people' | 'image'> {
  const people: readonly Author[] = authors.filter(
    ({ name, url, avatar }) => name !== undefined && (url !== undefined || avatar !== undefined),
  );
  const picture = image ?? banner_image;
  return { ...(people.length > 0 && { people }), ...(picture !== undefined && { image: picture }) };
}

/** An item's own date, where it could be trusted when it was first seen. */
function dateOf({ date_published, date_modified, _daybook: { first_seen } }: Item): string {
  const seenMs = Date.parse(first_seen);
  const dates = [date_published, date_modified];
  return dates.find((date) => trustedInstant(date, seenMs) !== undefined) ?? first_seen;
}

/** Types of transcripts, those first that a browser shows as a page of text. */
const transcriptTypes: readonly string[] = ['text/html', 'text/plain'];

function transcriptOf(transcripts: Item['_daybook']['transcripts'] = []): string | undefined {
  const typed = transcriptTypes.flatMap((wanted) =>
    transcripts.filter(({ type = '' }) => type.toLowerCase().startsWith(wanted)),
  );
  return (typed[0] ?? transcripts[0])?.url;
}

/** Where an item comes from and what else belongs to it: few items have any of it, so most stay small. */
function beyondOf({
  url,
  external_url,
  _daybook: { chapters_url, transcripts, source, links },
}: Item): Pick<DigestItem, 'chapters_url' | 'transcript_url' | 'origin' | 'via_url'> {
  if (!(chapters_url ?? transcripts ?? source ?? links)) return {};
  const via = links?.find((link) => link.rel === 'via' && link.url !== url && link.url !== external_url);
  return defined({
    ...{ chapters_url, transcript_url: transcriptOf(transcripts) },
    ...{ origin: source, via_url: via?.url },
  });
}

interface Subject {
  readonly item: Item;
  readonly text: string;
  readonly day: Day;
  readonly language: string | undefined;
}

type Shown = Pick<DigestItem, 'title' | 'untitled' | 'summary' | 'hasMore' | 'structured'>;

/** Anything but paragraphs: links, lists, quotations, pictures, emphasis. A summary shows none of it. */
const markup = /<(?!\/|(?:p|br|div|span)[ >])/;

/** Whether a summary, or where there is none the headline, says all that the body does. */
function isWhole({ item, text }: Subject, said: string): boolean {
  return text.trim() === said && !markup.test(item.content_html);
}

/** What is shown of an item's texts, as far as it is republished. */
function shownOf(subject: Subject, { title: ruledTitle, publish }: Ruled, config: Config): Shown {
  const { item, text, language } = subject;
  const prose = summaryText(item);
  const { title, untitled } = headlineOf(ruledTitle, prose, item);
  const summary = publish === 'title' ? undefined : summaryOf(prose, title, language);
  const structured: NamedLists | undefined = publish === 'full' ? structureOf({ title, text }) : undefined;
  const isSaid = structured === undefined && (item.content_html === '' || isWhole(subject, summary ?? title));
  const isPictured = ownPictures(item, config.images).length > 0;
  return {
    title,
    untitled,
    ...(summary !== undefined && { summary }),
    hasMore: publish === 'full' && (!isSaid || isPictured),
    ...(structured && { structured }),
  };
}

type Told = Omit<
  DigestItem,
  keyof Shown | 'views' | 'labels' | 'section' | 'access' | 'freed' | 'pinned' | 'weight' | 'tags' | 'publish'
>;

/** What the archive says of an item, whatever the rules make of it. */
function toldOf({ item, text, day, language }: Subject): Told {
  const extras = item._daybook;
  const guessed = language ?? guessLanguage(`${item.title ?? ''}\n${text}`);
  return {
    key: extras.key,
    id: item.id,
    day,
    feed: extras.feed,
    ...(item.url !== undefined && { url: item.url }),
    ...(item.external_url !== undefined && { external_url: item.external_url }),
    ...(language !== undefined && { language }),
    ...(language === undefined && guessed !== undefined && { guessedLanguage: guessed }),
    date: dateOf(item),
    dated_by: extras.dated_by,
    first_seen: extras.first_seen,
    ...(extras.revised !== undefined && { revised: extras.revised }),
    backlog: extras.backlog === true,
    ...(extras.full_text !== undefined && { fromPage: true as const }),
    authors: (item.authors ?? []).map((author) => author.name).filter((name) => name !== undefined),
    ...facesOf(item),
    minutes: readingMinutes(text, language),
    ...(extras.comments_url !== undefined && { comments_url: extras.comments_url }),
    ...beyondOf(item),
    ...(extras.comments_count !== undefined && { comments_count: extras.comments_count }),
    attachments: item.attachments ?? [],
    links: linksOf(item.content_html),
    ...(extras.story && { story: extras.story }),
  };
}

/** An item with the plain text of its body, as the search index takes it. */
interface TextItem {
  readonly item: DigestItem;
  readonly text: string;
}

export interface DigestItemInput {
  readonly config: Config;
  /** RFC 3339 */
  readonly now: string;
  /** Language of a feed whose items do not name theirs. */
  readonly feedLanguage: (feed: string) => string | undefined;
  readonly viewsOf?: ViewsOf | undefined;
}

/** Makes archived items into those of the digest, as the publisher's rules see them; `undefined` for the dropped. */
export function digestItems({
  config,
  now,
  feedLanguage,
  viewsOf,
}: DigestItemInput): (item: Item, day: Day) => TextItem | undefined {
  const apply = compileRules([...builtInRules, ...config.rules], { now, timezone: config.timezone });
  const feeds = new Map(config.feeds.map((feed) => [feed.id, feed]));
  return (item, day) => {
    const { feed } = item._daybook;
    const language = [item.language, feedLanguage(feed)].find(
      (tag) => tag !== undefined && isLanguageTag(tag),
    );
    const text = plainText(item.content_html);
    const subject: Subject = { item, text, day, language };
    const spoken = language === undefined ? item : { ...item, language };
    const ruled = apply({ item: spoken, day, text }, feeds.get(feed));
    if (!ruled) return undefined;
    const { title: _title, tags, ...rest } = ruled;
    const made: DigestItem = Object.assign(toldOf(subject), shownOf(subject, ruled, config), rest, {
      tags: topicsOf(tags),
    });
    const views = viewsOf?.(made, text) ?? [];
    return { item: views.length === 0 ? made : { ...made, views }, text };
  };
}
