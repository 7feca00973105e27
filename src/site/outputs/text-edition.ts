import { stripTerminal } from '../../clean/index.ts';
import type { DigestItem, Entry } from '../../digest/index.ts';
import type { Site } from '../site.ts';
import { whenOf } from '../views/item-view.ts';
import { addressOf, partsOf, sourceTitle } from './issue-parts.ts';
import { type Issue, itemsOf } from './issues.ts';
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

function reportLines(item: DigestItem, site: Site, first: string): string[] {
  const margin = ' '.repeat(first.length);
  const byline = [sourceTitle(item, site), ...item.authors, whenOf(item, site)].join(', ');
  return [
    ...indented(item.title, first),
    ...indented(byline, margin),
    margin + stripTerminal(addressOf(item, site)),
  ];
}

function entryLines(entry: Entry, site: Site): string[] {
  return [
    '',
    ...reportLines(entry.item, site, '* '),
    ...entry.also.flatMap(({ item }) => reportLines(item, site, '  + ')),
  ];
}

/**
 * An issue as plain text of 72 columns: titles, sources, bylines, times and addresses. Addresses are never broken.
 * Characters that steer a terminal are left out.
 */
export function textEdition(issue: Issue, site: Site): string {
  const { t } = site;
  const items = itemsOf(issue, site);
  const counts = [
    t('stories', { n: items.length }),
    t('sourcesCount', { n: new Set(items.map((item) => item.feed)).size }),
  ].join(', ');
  const lines = [
    ...underlined(`${site.config.title}: ${issue.title}`, '='),
    counts,
    site.absolute(issue.path),
    ...partsOf(issue, site).flatMap(({ title, entries }) => [
      '',
      '',
      ...underlined(title, '-'),
      ...entries.flatMap((entry) => entryLines(entry, site)),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
