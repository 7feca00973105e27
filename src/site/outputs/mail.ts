import type { DigestItem, PlacedItem } from '../../digest/index.ts';
import { directionOfLanguage, directionOfText } from '../../model/direction.ts';
import type { SafeHtml } from '../../model/types.ts';
import { addressOf } from '../content/item-address.ts';
import type { PageView } from '../render/pages.ts';
import type { Site } from '../site.ts';
import { numberText } from '../views/edition-names.ts';
import { type Introduction, introductionExcerpt, introductionOf, notesOn } from '../views/editor-view.ts';
import { countsOf, type DatedEdition, itemsOf } from './dated-editions.ts';
import { type EditionPart, partsOf, sourceTitle } from './edition-parts.ts';

/** Mail programs cut a message off at 102 KB of HTML; what a sender adds for each reader must fit too. */
export const maxMailBytes = 100_000;

interface MailItem {
  /** Absolute, http or https. */
  readonly href: string;
  readonly title: string;
  readonly language: string | undefined;
  readonly direction: 'ltr' | 'rtl' | undefined;
  /** Of the summary. */
  readonly textDirection: 'ltr' | 'rtl' | undefined;
  readonly source: string;
  readonly authors: readonly string[];
  readonly when: string;
  readonly subscribers: boolean;
  readonly summary: string | undefined;
  readonly also: readonly { readonly href: string; readonly source: string }[];
  /** What the editor wrote under it. */
  readonly notes: readonly SafeHtml[];
  /** Whether it is the edition's first. */
  readonly leads: boolean;
}

/** The variable `mail` of `mail/edition.njk`. Texts are plain, addresses absolute. */
interface MailView {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly subject: string;
  /** What mail programs show beside the subject: the first titles. */
  readonly preheader: string;
  readonly site: string;
  readonly home: string;
  readonly description: string | undefined;
  readonly title: string;
  readonly counts: string;
  readonly url: string;
  readonly introduction: Introduction | undefined;
  readonly parts: readonly {
    readonly title: string;
    readonly places: readonly MailItem[];
    /** `12 more in the edition`, where some were left out. */
    readonly more: string | undefined;
  }[];
  /** As configured, with its `{address}`. */
  readonly unsubscribe: string | undefined;
}

/** How much of an edition a mail carries. */
interface Measure {
  /** Places of each part that keep their summary. */
  readonly summaries: number;
  /** Places shown of each part. */
  readonly places: number;
  readonly parts: number;
}

/** From all of it to the leads of a few parts; the first that fits is taken. */
const measures: readonly Measure[] = [
  { summaries: Number.POSITIVE_INFINITY, places: Number.POSITIVE_INFINITY, parts: Number.POSITIVE_INFINITY },
  { summaries: 4, places: Number.POSITIVE_INFINITY, parts: Number.POSITIVE_INFINITY },
  { summaries: 2, places: 100, parts: Number.POSITIVE_INFINITY },
  { summaries: 2, places: 50, parts: Number.POSITIVE_INFINITY },
  { summaries: 2, places: 20, parts: Number.POSITIVE_INFINITY },
  { summaries: 1, places: 8, parts: 40 },
  { summaries: 1, places: 3, parts: 31 },
  { summaries: 1, places: 3, parts: 8 },
];

/** A summary is at most 200 characters; a title may be 500, and names longer than a line help nobody. */
const maxNames = 3;
const maxAlso = 6;
/** Of an introduction's HTML, in UTF-16 units: what is longer is told in a sentence or two. */
const maxIntroduction = 20_000;

function whenOf(item: DigestItem, { dates }: Site): string {
  return dates.localDay(item.date) === item.day ? dates.time(item.date) : dates.date(item.date);
}

function languageOf(
  item: DigestItem,
  site: Site,
): Pick<MailItem, 'language' | 'direction' | 'textDirection'> {
  const { language } = item;
  const whole = language === undefined ? undefined : directionOfLanguage(language);
  const title = directionOfText(item.title, language) ?? whole;
  const text = directionOfText(item.summary ?? '', language) ?? whole ?? title;
  return {
    language: language === site.language ? undefined : language,
    direction: title === site.direction ? undefined : title,
    textDirection: text === site.direction ? undefined : text,
  };
}

/** A site whose editor's texts show no picture: mails have none. */
function withoutPictures(site: Site) {
  const { absolute, ledger, list } = site;
  return { absolute, ledger, list, config: { images: 'none' } } as const;
}

function mailIntroduction(id: string, site: Site): Introduction | undefined {
  const introduction = introductionOf(id, withoutPictures(site));
  if (introduction === undefined || (introduction.html?.length ?? 0) <= maxIntroduction) return introduction;
  return { title: introductionExcerpt(introduction, site), html: undefined, by: introduction.by };
}

interface Place {
  readonly edition: DatedEdition;
  readonly leads: boolean;
  readonly withSummary: boolean;
}

function mailItemOf(place: PlacedItem, site: Site, { edition, leads, withSummary }: Place): MailItem {
  const { item, also } = place;
  return {
    href: addressOf(item, site),
    title: item.title,
    ...languageOf(item, site),
    source: sourceTitle(item, site),
    authors: item.authors.slice(0, maxNames),
    when: whenOf(item, site),
    subscribers: item.access === 'subscriber',
    summary: withSummary ? item.summary : undefined,
    also: also
      .slice(0, maxAlso)
      .map((other) => ({ href: addressOf(other.item, site), source: sourceTitle(other.item, site) })),
    notes: withSummary ? notesOn(place, edition.id, withoutPictures(site)) : [],
    leads,
  };
}

function partOf(
  part: EditionPart,
  site: Site,
  {
    measure,
    edition,
    isFirst,
  }: { readonly measure: Measure; readonly edition: DatedEdition; readonly isFirst: boolean },
): MailView['parts'][number] {
  const shown = part.places.slice(0, measure.places);
  const left = part.places.length - shown.length;
  return {
    title: part.title,
    places: shown.map((place, at) =>
      mailItemOf(place, site, {
        edition,
        leads: isFirst && at === 0,
        withSummary: at < measure.summaries,
      }),
    ),
    more: left === 0 ? undefined : site.t('mailMore', { n: left }),
  };
}

function mailView(
  edition: DatedEdition,
  parts: readonly EditionPart[],
  site: Site,
  measure: Measure,
): MailView {
  const { config, t } = site;
  const shown = parts.slice(0, measure.parts);
  const rest = parts.slice(measure.parts).reduce((sum, part) => sum + part.places.length, 0);
  const views = shown.map((part, at) => partOf(part, site, { measure, edition, isFirst: at === 0 }));
  return {
    language: site.language,
    direction: site.direction,
    subject: `${config.title}: ${edition.title}`,
    preheader: parts
      .flatMap((part) => part.places)
      .slice(0, 3)
      .map(({ item }) => item.title)
      .join(' · '),
    site: config.title,
    home: site.absolute('/'),
    description: config.description,
    title: edition.title,
    counts: [numberText(edition, site), ...countsOf(itemsOf(edition, site), site)]
      .filter((part) => part !== undefined)
      .join(t('comma')),
    url: site.absolute(edition.path),
    introduction: mailIntroduction(edition.id, site),
    parts:
      rest === 0 ? views : [...views, { title: t('more'), places: [], more: t('mailMore', { n: rest }) }],
    unsubscribe: config.mail?.unsubscribe,
  };
}

/** What became free since the edition before, as the text edition lists it. */
function freedPart({ kind, id }: DatedEdition, site: Site): EditionPart[] {
  const items = kind === 'day' ? site.ledger.freed(id) : [];
  const places = items.map((item): PlacedItem => ({ item: { ...item, day: id }, also: [] }));
  return places.length === 0 ? [] : [{ title: site.t('nowFree'), places }];
}

/**
 * An edition as the HTML of a mail, at most {@link maxMailBytes}: summaries go first, then places, which the page of
 * the edition holds in any case. No picture, no script, no address but links.
 */
export async function mailDocument(
  edition: DatedEdition,
  site: Site,
  render: (view: PageView) => Promise<string>,
): Promise<string> {
  const parts = [...partsOf(edition, site), ...freedPart(edition, site)];
  let html = '';
  for (const measure of measures) {
    const mail = mailView(edition, parts, site, measure);
    html = await render({ template: 'mail/edition.njk', variables: { mail } });
    if (Buffer.byteLength(html) <= maxMailBytes) break;
  }
  return html;
}
