import {
  frenchSpaces,
  frenchSpacesIn,
  holdsLine,
  openingOf,
  plainText,
  proseText,
  unpictured,
} from '../../clean/index.ts';
import type { DigestItem } from '../../digest/index.ts';
import type { SafeHtml } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { type StructuredView, structuredView } from './structured-view.ts';

/** An item's summary and body, as parts of one text: nothing is said in both. */
export interface ItemText {
  /** Plain. */
  readonly summary: string | undefined;
  /** The summary with the links and the emphasis that it has in the body, which goes on after it. */
  readonly opening: SafeHtml | undefined;
  /** Whether the body says the summary again, and so takes its place once it is unfolded. */
  readonly repeats: boolean;
  readonly body: SafeHtml | undefined;
  /** A picture that is shown at once: all that the item is, or that of an edition's lead. */
  readonly picture: SafeHtml | undefined;
  /** Whether the body begins within the paragraph of its opening. */
  readonly isWithin: boolean;
  /** What the body is made of, as a table. */
  readonly structured: StructuredView | undefined;
}

/** Enough of a summary to find it again where notes or headings stand between its words. */
const tellingLength = 60;

const folded = (text: string): string => text.replace(/\s+/gu, ' ');

function says(html: SafeHtml, summary: string): boolean {
  const beginning = summary.replace(/\u2026$/, '').slice(0, tellingLength);
  if (holdsLine(html, beginning)) return true;
  const text = plainText(html);
  if (folded(text).includes(beginning)) return true;
  const prose = proseText(html);
  return prose !== text && (prose.includes(beginning) || folded(prose).includes(beginning));
}

/** What a table cannot hold. */
const beyondTable = /<(?:a|img|video|audio) /;

/** A picture's caption that is shown with it; a longer one is a text. */
const longestCaption = 500;
/** All of a body that is one figure, with its caption. */
const loneFigure = /^<figure>([\s\S]*)<figcaption>([^<]*)<\/figcaption><\/figure>$/;

/** Whether nothing is there to be read but what a picture shows, and its caption. */
function isPicture(body: SafeHtml): boolean {
  if (!body.includes('<img ')) return false;
  const [, figure = body, caption = ''] = loneFigure.exec(body) ?? [];
  return caption.length <= longestCaption && !/[\p{L}\p{N}]/u.test(figure.replace(/<[^>]*>/g, ''));
}

/** An item with the picture that its text begins with beside its summary: how the lead of an edition stands. */
export function withPicture<T extends ItemText>(item: T): T {
  const found = item.body && unpictured(item.body);
  // After an opening, the text goes on in a paragraph of its own before the picture.
  if (!found || found.isSecond !== item.isWithin) return item;
  return { ...item, body: found.rest, picture: found.picture };
}

function withBody(summary: string | undefined, body: SafeHtml): Partial<ItemText> {
  if (isPicture(body)) {
    // What describes the picture is there already; a text beside it is the item's own.
    const isSaid = summary === undefined || says(body, summary);
    return { summary: isSaid ? undefined : summary, body: undefined, picture: body };
  }
  if (summary === undefined) return {};
  const opened = openingOf(body, summary);
  if (!opened) return { repeats: says(body, summary) };
  const { opening, rest, isWithin } = opened;
  return { opening, isWithin, body: rest === '' ? undefined : rest };
}

/** What a headline, which is plain, would take from the text. */
const beyondHeadline = /<(?:a|img|video|audio|code|sup) /;

/**
 * A note's summary and body behind the sentence that stands above them as its headline. `undefined` where they begin
 * otherwise, or where that sentence is cut, or has links of its own: then it stands whole in the text as well.
 */
function behindHeadline(
  { untitled, title, summary }: DigestItem,
  body: SafeHtml | undefined,
): { readonly summary: string; readonly body: SafeHtml | undefined } | undefined {
  const isSentence = untitled && !title.endsWith('\u2026');
  if (!isSentence || summary === undefined || !summary.startsWith(`${title} `)) return undefined;
  const rest = summary.slice(title.length + 1);
  if (body === undefined) return { summary: rest, body };
  const opened = openingOf(body, title);
  return opened && !beyondHeadline.test(opened.opening) ? { summary: rest, body: opened.rest } : undefined;
}

/** An item stands with its body on the pages of its day, source and section: what was found there is kept with it. */
const known = new WeakMap<DigestItem, { readonly body: SafeHtml; readonly found: Partial<ItemText> }>();

function foundIn(item: DigestItem, body: SafeHtml): Partial<ItemText> {
  const before = known.get(item);
  if (before?.body === body) return before.found;
  const behind = behindHeadline(item, body);
  const found = behind?.body
    ? { ...behind, ...withBody(behind.summary, behind.body) }
    : withBody(item.summary, body);
  known.set(item, { body, found });
  return found;
}

const isFrench = ({ language, guessedLanguage }: DigestItem): boolean =>
  /^fr\b/i.test(language ?? guessedLanguage ?? '');

/** An item's title with the spaces of its language. */
export function titleText(item: DigestItem): string {
  return isFrench(item) ? frenchSpaces(item.title) : item.title;
}

/**
 * @param body what is shown of the item beside its summary
 */
export function itemText(item: DigestItem, site: Site, body: SafeHtml | undefined): ItemText {
  const text = partsOf(item, site, body);
  if (!isFrench(item)) return text;
  return {
    ...text,
    summary: text.summary && frenchSpaces(text.summary),
    opening: text.opening && frenchSpacesIn(text.opening),
    body: text.body && frenchSpacesIn(text.body),
    picture: text.picture && frenchSpacesIn(text.picture),
  };
}

function partsOf(item: DigestItem, site: Site, body: SafeHtml | undefined): ItemText {
  const structured = structuredView(item, site);
  const { summary } = item;
  const plain: ItemText = {
    summary,
    opening: undefined,
    repeats: false,
    body,
    picture: undefined,
    isWithin: false,
    structured,
  };
  if (structured) {
    // The lists are all that the text says.
    const isSaid = body === undefined || !beyondTable.test(body);
    return { ...plain, summary: summary && structured.counts, body: isSaid ? undefined : body };
  }
  return Object.assign(plain, body === undefined ? behindHeadline(item, body) : foundIn(item, body));
}
