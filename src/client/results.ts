import { directionOfLetters } from '../model/letters.ts';
import type { Translate } from '../model/messages.ts';
import { monogramOf } from '../model/monogram.ts';
import { element } from './element.ts';
import type { Result } from './engine.ts';
import { drawEntry } from './entries.ts';
import type { Part } from './excerpt.ts';
import type { Reader } from './reader-context.ts';

function nodesOf(parts: readonly Part[]): (Node | string)[] {
  return parts.map(({ text, marked }) => (marked ? element('mark', {}, text) : text));
}

/** A link of the index is followed only where it leads to a web page. */
function webLink(link: string | undefined, fallback: string): string {
  return link && /^https?:$/.test(element('a', { href: link }).protocol) ? link : fallback;
}

/** What the page says of sources, where the site begins, and what the reader read and saved. */
interface ResultPlace {
  readonly root: string;
  readonly language: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly text: Translate;
  readonly reader: Reader;
}

function byline(
  { record }: Result,
  permalink: string,
  { root, language, sources, text }: ResultPlace,
): HTMLElement {
  const { source, authors, date, dateText, access } = record;
  const href = `${root}source/${encodeURIComponent(source)}/`;
  const line = element('p', { className: 'meta by' });
  const title = sources[source] ?? source;
  const name = element('a', { className: 's p-author', dir: 'auto', href }, title);
  name.dataset.m = monogramOf(title);
  line.append(name, ' ');
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(authors);
  if (names !== '') line.append(element('span', {}, text('by', { name: names })), ' ');
  const time = element('time', { className: 'dt-published', dateTime: date }, dateText);
  line.append(element('a', { className: 'u-uid', href: permalink }, time));
  if (access === 'subscriber') line.append(' ', element('span', { className: 'tag' }, text('subscribers')));
  return line;
}

/** One result, in the markup of the items of an edition. */
export function resultItem(result: Result, place: ResultPlace): HTMLLIElement {
  const { link, day, key, guessedLanguage = '', language = guessedLanguage } = result.record;
  const directionOf = (parts: readonly Part[]): string =>
    directionOfLetters(parts.map(({ text }) => text).join('')) ?? '';
  const titleDir = directionOf(result.title);
  // Like an item of an edition, a result has the direction of its text, so that its parts begin at one edge.
  const dir = directionOf(result.excerpt) || titleDir;
  const permalink = `${place.root}${day.replaceAll('-', '/')}/#${key}`;
  const href = webLink(link, permalink);
  const title = element(
    'a',
    { lang: language, dir: titleDir, className: 'u-url', href, rel: 'noreferrer' },
    ...nodesOf(result.title),
  );
  const excerpt = nodesOf(result.excerpt);
  const article = element('article', { dir, className: 'h-entry item' });
  article.append(element('h2', { className: 'as3 p-name' }, title), byline(result, permalink, place));
  if (excerpt.length > 0)
    article.append(element('p', { lang: language, className: 'sum p-summary' }, ...excerpt));
  // Its clicks are those of every item's: `entries.ts`.
  article.append(element('button', { className: 'keep', type: 'button' }));
  drawEntry(article, place.reader);
  return element('li', {}, article);
}
