import { monthOf } from '../../digest/index.ts';
import type { Site } from '../site.ts';

/** A row of the help beside the search field. */
export interface HelpRow {
  /** What one writes: `author:corbet`. */
  readonly example: string;
  /** The same as a search: `/kernel/search/?q=author%3Acorbet`. */
  readonly href: string;
  readonly finds: string;
}

/** Two words that the digest is likely to have: of its largest topics, else any. */
function exampleWords(topics: readonly string[]): readonly [string, string] {
  const words = topics.flatMap((name) => name.match(/[\p{L}\p{M}]{4,}/gu)?.[0]?.toLowerCase() ?? []);
  const [one = 'news', other = 'report'] = new Set(words);
  return [one, other];
}

/** The value of a field, in quotation marks where it is several words. */
const written = (name: string): string =>
  /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u.test(name) ? name : `"${name.replaceAll('"', '')}"`;

/** The thread with most items, of those that there are. */
function largest(kind: 'author' | 'topic' | 'source' | 'section', { ledger }: Site): string | undefined {
  const [first] = [...ledger.threads(kind)].sort(
    ([a, one], [b, other]) => other.n - one.n || (a < b ? -1 : 1),
  );
  return first && (first[1].name ?? first[0]);
}

/** The language that most items are in. */
function commonLanguage({ ledger, language }: Site): string {
  const [first] = [...ledger.languages()].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return (first?.[0] ?? language).split('-')[0] ?? 'en';
}

/** Everything that can be asked, each with an example that this digest can answer. What it has nothing of is left out. */
export function helpRows(site: Site, topics: readonly string[]): HelpRow[] {
  const { t, href, ledger, config } = site;
  const [one, other] = exampleWords(topics);
  const month = monthOf(ledger.days.at(-1) ?? '2026-01-01');
  const before = monthOf(ledger.days[0] ?? month);
  const [author, source, section] = [
    largest('author', site),
    largest('source', site),
    largest('section', site),
  ];
  const label = config.rules.flatMap(({ do: action }) => action.labels ?? [])[0];
  const [topic] = topics;
  const rows: (readonly [string, string] | undefined)[] = [
    [`${one} ${other}`, t('helpWords')],
    [`"${one} ${other}"`, t('helpPhrase')],
    [`${one} -${other}`, t('helpNot')],
    [`${one} OR ${other}`, t('helpOr')],
    [`(${one} OR ${other}) -"${one} ${other}"`, t('helpGroup')],
    [`intitle:${one}`, t('helpInTitle')],
    author === undefined ? undefined : [`author:${written(author)}`, t('helpAuthor')],
    source === undefined ? undefined : [`source:${written(source)}`, t('helpSource')],
    section === undefined ? undefined : [`section:${written(section)}`, t('helpSection')],
    topic === undefined ? undefined : [`#${written(topic)}`, t('helpTopic')],
    label === undefined ? undefined : [`label:${written(label)}`, t('helpLabel')],
    [`lang:${commonLanguage(site)}`, t('helpLanguage')],
    [`date:${month}`, t('helpDate')],
    [`date:${before}/${month}`, t('helpSpan')],
    ['date:P7D/', t('helpLast')],
    [`pubdate:${month}`, t('helpPublished')],
    ledger.hasSubscribers ? ['is:subscriber', t('helpSubscriber')] : undefined,
    ['is:saved', t('helpSaved')],
    ['is:unread', t('helpUnread')],
  ];
  return rows.flatMap((row) => {
    if (row === undefined) return [];
    const [example, finds] = row;
    return [{ example, finds, href: `${href('/search/')}?${new URLSearchParams({ q: example })}` }];
  });
}
