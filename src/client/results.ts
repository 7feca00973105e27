import { element } from './element.ts';
import { excerptParts, type Fragment, type Part, titleParts } from './excerpt.ts';
import type { Translate } from './messages.ts';

function nodesOf(parts: readonly Part[]): (Node | string)[] {
  return parts.map(({ text, marked }) => (marked ? element('mark', {}, text) : text));
}

/** A link of the index is followed only where it leads to a web page. */
function webLink(link: string | undefined, fallback: string): string {
  return link && /^https?:$/.test(element('a', { href: link }).protocol) ? link : fallback;
}

function byline(fragment: Fragment, root: string, text: Translate): HTMLElement {
  const { source = '', sourceTitle = '', authors = '', date = '', dateText = '', access } = fragment.meta;
  const href = `${root}source/${source}/`;
  const line = element('p', { className: 'meta by' });
  line.append(element('a', { className: 's p-author', href }, element('bdi', {}, sourceTitle)), ' ');
  if (authors !== '') line.append(element('span', {}, text('by', { name: authors })), ' ');
  const time = element('time', { className: 'dt-published', dateTime: date }, dateText);
  line.append(element('a', { className: 'u-uid', href: fragment.url }, time));
  if (access === 'subscriber') line.append(' ', element('span', { className: 'tag' }, text('subscribers')));
  return line;
}

/** One result, in the markup of the items of an edition. */
export function resultItem(fragment: Fragment, root: string, text: Translate): HTMLLIElement {
  const { language = '', link } = fragment.meta;
  const say = { lang: language, dir: 'auto' };
  const href = webLink(link, fragment.url);
  const title = element(
    'a',
    { ...say, className: 'u-url', href, rel: 'noreferrer' },
    ...nodesOf(titleParts(fragment)),
  );
  const excerpt = nodesOf(excerptParts(fragment));
  const article = element('article', { className: 'h-entry item' });
  article.append(element('h2', { className: 'as3 p-name' }, title), byline(fragment, root, text));
  if (excerpt.length > 0) article.append(element('p', { ...say, className: 'sum p-summary' }, ...excerpt));
  return element('li', {}, article);
}
