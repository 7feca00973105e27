import { plainText, stripTerminal } from '../../clean/index.ts';
import type { DigestItem, PlacedItem } from '../../digest/index.ts';
import { addressOf } from '../content/item-address.ts';
import type { Site } from '../site.ts';
import { numberText } from '../views/edition-names.ts';
import { type Introduction, introductionOf, notesOn } from '../views/editor-view.ts';
import { whenOf } from '../views/item-view.ts';
import { countsOf, type DatedEdition, itemsOf } from './dated-editions.ts';
import { partsOf, sourceTitle } from './edition-parts.ts';
import { displayWidth, wrapText } from './text-width.ts';

/** RFC 3676 and long custom: what fits a terminal and still does when it was quoted in an answer. */
const columns = 72;

function indented(text: string, first: string): string[] {
  const rest = ' '.repeat(first.length);
  return wrapText(stripTerminal(text), columns - first.length).map(
    (line, at) => (at === 0 ? first : rest) + line,
  );
}

function underlined(text: string, sign: string): string[] {
  const lines = wrapText(stripTerminal(text), columns);
  return [...lines, sign.repeat(Math.min(columns, Math.max(1, ...lines.map(displayWidth))))];
}

/** What a text is made of, a line or a few a name: `Debian: bind9, nginx, and what follows`. */
function listLines({ structured }: DigestItem, margin: string): string[] {
  return (structured?.rows ?? []).flatMap(({ name, values }) => {
    const [first = '', ...rest] = wrapText(
      stripTerminal(`${name}: ${values.join(', ')}`),
      columns - margin.length - 2,
    );
    return [`${margin}${first}`, ...rest.map((line) => `${margin}  ${line}`)];
  });
}

function reportLines(item: DigestItem, edition: DatedEdition, site: Site, first: string): string[] {
  const margin = ' '.repeat(first.length);
  const when = edition.kind === 'day' ? whenOf(item, site) : site.dates.date(item.date);
  const names = [sourceTitle(item, site), ...item.authors, when].join(site.t('comma'));
  const byline = item.access === 'subscriber' ? `${names} · ${site.t('subscribers')}` : names;
  return [
    ...indented(item.title, first),
    ...indented(byline, margin),
    margin + stripTerminal(addressOf(item, site)),
    ...listLines(item, margin),
  ];
}

function placeLines(place: PlacedItem, edition: DatedEdition, site: Site): string[] {
  return [
    '',
    ...reportLines(place.item, edition, site, '* '),
    ...place.also.flatMap(({ item }) => reportLines(item, edition, site, '  + ')),
    ...notesOn(place, edition.id, site).flatMap((note) =>
      indented(`[${site.t('editorNote')}] ${plainText(note)}`, '  '),
    ),
  ];
}

function introductionLines(introduction: Introduction | undefined): string[] {
  if (!introduction) return [];
  const { title, html, by } = introduction;
  const paragraphs = html === undefined ? [] : plainText(html).split(/\n+/);
  return [...(title === undefined ? [] : [title]), ...paragraphs, ...(by === undefined ? [] : [`— ${by}`])]
    .map((text) => stripTerminal(text))
    .filter((text) => text.trim() !== '')
    .flatMap((text) => ['', ...wrapText(text, columns)]);
}

/** What became free since the edition before; longer editions are made of days, which say so themselves. */
function freedLines(edition: DatedEdition, site: Site): string[] {
  const items = edition.kind === 'day' ? site.ledger.freed(edition.id) : [];
  if (items.length === 0) return [];
  return [
    '',
    '',
    ...underlined(site.t('nowFree'), '-'),
    ...items.flatMap((item) => ['', ...reportLines({ ...item, day: edition.id }, edition, site, '* ')]),
  ];
}

/**
 * An edition as plain text of 72 columns: titles, sources, bylines, times and addresses. Addresses are never broken.
 * Characters that steer a terminal are left out.
 */
export function textEdition(edition: DatedEdition, site: Site): string {
  const number = numberText(edition, site);
  const counts = [...(number === undefined ? [] : [number]), ...countsOf(itemsOf(edition, site), site)];
  const lines = [
    ...underlined(`${site.config.title}: ${edition.title}`, '='),
    counts.join(site.t('comma')),
    site.absolute(edition.path),
    ...introductionLines(introductionOf(edition.id, site)),
    ...partsOf(edition, site).flatMap(({ title, places }) => [
      '',
      '',
      ...underlined(title, '-'),
      ...places.flatMap((place) => placeLines(place, edition, site)),
    ]),
    ...freedLines(edition, site),
  ];
  return `${lines.join('\n')}\n`;
}
