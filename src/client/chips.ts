import type { DateSpan } from '../search/date-span.ts';
import type { MarkNode, QueryNode, SpanNode, WordsNode } from '../search/grammar.ts';
import { asPrinted, dateFormat } from './dates.ts';
import { type FacetNames, legends, nameOf } from './facet-names.ts';
import type { Chip } from './plain-chips.ts';
import { facets, type Query, withToggled } from './query.ts';
import { queryText } from './query-text.ts';

/** What was understood of a search, part by part. */

/** What the fields of the grammar are called: as the filters are, where there is one. */
const fieldNames: Readonly<Record<string, string>> = {
  author: 'fieldAuthor',
  intitle: 'fieldTitle',
  source: legends.source,
  section: legends.section,
  topic: legends.topic,
  label: 'fieldLabel',
  lang: legends.language,
};

/** Days in words, from one to another. */
export function spanText({ from, to }: DateSpan, { language, text }: FacetNames): string {
  const format = dateFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const day = (one: string): Date => new Date(`${one}T00:00:00Z`);
  if (from !== undefined && to !== undefined) {
    const [first = from, last = to] = [from, to].sort();
    return asPrinted(format.formatRange(day(first), day(last)), language);
  }
  const dayText = (one: string): string => asPrinted(format.format(day(one)), language);
  if (from !== undefined) return text('sinceDay', { day: dayText(from) });
  return to === undefined ? '' : text('untilDay', { day: dayText(to) });
}

function named(key: string, value: string, { text }: FacetNames): string {
  return text('namedPart', { name: text(key), value });
}

function wordsLabel({ field, text: words, quoted }: WordsNode, page: FacetNames): string {
  if (field === 'access') return nameOf('access', words, page);
  if (field === undefined) return quoted ? page.text('quoted', { words }) : words;
  const value = field === 'lang' ? nameOf('language', words, page) : words;
  return named(fieldNames[field] ?? '', value, page);
}

const spanLabel = ({ of, span }: SpanNode, page: FacetNames): string =>
  named(of === 'edition' ? 'filterDays' : 'fieldPublished', spanText(span, page), page);

const markLabel = ({ mark }: MarkNode, { text }: FacetNames): string =>
  text(mark === 'saved' ? 'onlySaved' : 'markedRead');

function listed(nodes: readonly QueryNode[], type: Intl.ListFormatType, page: FacetNames): string {
  return new Intl.ListFormat(page.language, { type }).format(nodes.map((one) => inner(one, page)));
}

/** A part within another: groups in parentheses, so that one sees what belongs together. */
function inner(node: QueryNode, page: FacetNames): string {
  const [only, ...more] = node.kind === 'all' ? node.of : [];
  if (only && more.length === 0) return inner(only, page);
  const label = labelOf(node, page);
  return node.kind === 'all' || node.kind === 'any' ? `(${label})` : label;
}

/** What a part of a query asks for, in words. */
export function labelOf(node: QueryNode, page: FacetNames): string {
  switch (node.kind) {
    case 'words':
      return wordsLabel(node, page);
    case 'span':
      return spanLabel(node, page);
    case 'mark':
      return markLabel(node, page);
    case 'not':
      return node.of.kind === 'mark' && node.of.mark === 'read'
        ? page.text('onlyUnread')
        : page.text('notPart', { part: inner(node.of, page) });
    case 'all':
      return listed(node.of, 'conjunction', page);
    case 'any':
      return listed(node.of, 'disjunction', page);
  }
}

/** All that a search asks for: the parts of its text, its filters, its days. */
export function chipsOf(query: Query, parts: readonly QueryNode[], page: FacetNames): Chip[] {
  const typed = parts.map((node, at): Chip => {
    const text = queryText(parts.filter((_, i) => i !== at));
    return { label: labelOf(node, page), without: { ...query, text, page: 1 } };
  });
  const chosen = facets.flatMap((facet) =>
    query.filters[facet].map((value): Chip => {
      const name = nameOf(facet, value, page);
      return { label: named(legends[facet], name, page), without: withToggled(query, facet, value) };
    }),
  );
  const days = spanText(query.span, page);
  const within: Chip = {
    label: named('filterDays', days, page),
    without: { ...query, span: {}, page: 1 },
  };
  return [...typed, ...chosen, ...(days === '' ? [] : [within])];
}
