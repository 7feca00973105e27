import { plainText } from '../../clean/index.ts';
import {
  builtInRules,
  compileRules,
  type DigestItem,
  excerpt,
  type NamedLists,
  type Ruled,
  readingMinutes,
  structureOf,
} from '../../digest/index.ts';
import type { Author, Config, Day, Item } from '../../model/types.ts';
import { tagName } from '../slug.ts';

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

function headlineOf(
  title: string | undefined,
  text: string,
  item: Item,
): { title: string; untitled: boolean } {
  if (title !== undefined) return { title, untitled: false };
  const stand = excerpt(item.summary ?? text, item.language, 90);
  return { title: stand === '' ? (item.url ?? item.id) : stand, untitled: true };
}

/** The text under the headline: never the headline again. */
function summaryOf(
  item: Item,
  text: string,
  title: string,
  language: string | undefined,
): string | undefined {
  const source = item.summary ?? text;
  const summary = excerpt(source, language);
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

const dayMs = 86_400_000;
const year1990Ms = Date.UTC(1990, 0, 1);

/** An item's own date, where it can be believed: one that was far ahead when it was seen counts as none. */
function dateOf({ date_published, date_modified, _daybook: { first_seen } }: Item): string {
  const latestMs = Date.parse(first_seen) + dayMs;
  const isTrusted = (date: string): boolean => Date.parse(date) >= year1990Ms && Date.parse(date) <= latestMs;
  return [date_published, date_modified].find((date) => date !== undefined && isTrusted(date)) ?? first_seen;
}

interface Subject {
  readonly item: Item;
  readonly text: string;
  readonly day: Day;
  readonly language: string | undefined;
}

type Shown = Pick<DigestItem, 'title' | 'untitled' | 'summary' | 'hasMore' | 'structured'>;

/** What is shown of an item's texts, as far as it is republished. */
function shownOf({ item, text, language }: Subject, { title: ruledTitle, publish }: Ruled): Shown {
  const { title, untitled } = headlineOf(ruledTitle, text, item);
  const summary = publish === 'title' ? undefined : summaryOf(item, text, title, language);
  const structured: NamedLists | undefined = publish === 'full' ? structureOf({ title, text }) : undefined;
  const shownAll = summary !== undefined && text.replace(/\s+/gu, ' ').trim() === summary;
  const isSaid =
    shownAll && structured === undefined && !/<(?:img|table|pre|video|audio)/.test(item.content_html);
  return {
    title,
    untitled,
    ...(summary !== undefined && { summary }),
    hasMore: publish === 'full' && item.content_html !== '' && !isSaid,
    ...(structured && { structured }),
  };
}

type Told = Omit<
  DigestItem,
  keyof Shown | 'labels' | 'section' | 'access' | 'freed' | 'pinned' | 'weight' | 'tags' | 'publish'
>;

/** What the archive says of an item, whatever the rules make of it. */
function toldOf({ item, text, day, language }: Subject): Told {
  const extras = item._daybook;
  return {
    key: extras.key,
    id: item.id,
    day,
    feed: extras.feed,
    ...(item.url !== undefined && { url: item.url }),
    ...(item.external_url !== undefined && { externalUrl: item.external_url }),
    ...(language !== undefined && { language }),
    date: dateOf(item),
    datedBy: extras.dated_by,
    firstSeen: extras.first_seen,
    ...(extras.revised !== undefined && { revised: extras.revised }),
    backlog: extras.backlog === true,
    authors: (item.authors ?? []).map((author) => author.name).filter((name) => name !== undefined),
    ...facesOf(item),
    minutes: readingMinutes(text, language),
    ...(extras.comments_url !== undefined && { commentsUrl: extras.comments_url }),
    ...(extras.chapters_url !== undefined && { chaptersUrl: extras.chapters_url }),
    ...(extras.comments_count !== undefined && { commentsCount: extras.comments_count }),
    attachments: item.attachments ?? [],
    links: linksOf(item.content_html),
    ...(extras.story && { story: extras.story }),
  };
}

/** An item with the plain text of its body, as the search index takes it. */
export interface TextItem {
  readonly item: DigestItem;
  readonly text: string;
}

export interface DigestItemInput {
  readonly config: Config;
  /** RFC 3339 */
  readonly now: string;
  /** Language of a feed whose items do not name theirs. */
  readonly feedLanguage: (feed: string) => string | undefined;
}

/** Makes archived items into those of the digest, as the publisher's rules see them; `undefined` for the dropped. */
export function digestItems({
  config,
  now,
  feedLanguage,
}: DigestItemInput): (item: Item, day: Day) => TextItem | undefined {
  const apply = compileRules([...builtInRules, ...config.rules], { now, timezone: config.timezone });
  const feeds = new Map(config.feeds.map((feed) => [feed.id, feed]));
  return (item, day) => {
    const { feed } = item._daybook;
    const language = item.language ?? feedLanguage(feed);
    const text = plainText(item.content_html);
    const subject: Subject = { item, text, day, language };
    const spoken = language === undefined ? item : { ...item, language };
    const ruled = apply({ item: spoken, day, text }, feeds.get(feed));
    if (!ruled) return undefined;
    const { title: _title, tags, ...rest } = ruled;
    const made: DigestItem = {
      ...toldOf(subject),
      ...shownOf(subject, ruled),
      ...rest,
      tags: [...new Set(tags.map(tagName))].filter((tag) => tag !== ''),
    };
    return { item: made, text };
  };
}
