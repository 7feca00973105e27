import { collapse, escapeText } from '../html/html-text.ts';
import { maxListLength } from '../limits.ts';
import type { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';
import { decodeReferences } from '../xml/entities.ts';
import type { Fields } from './fields.ts';
import { readUrl } from './urls.ts';

interface Chapter {
  readonly start: string | undefined;
  readonly title: string;
  readonly url: string | undefined;
}

/**
 * A body with the chapters that an episode lists in the feed (`psc:chapters`) below it, unless it names them all itself.
 *
 * @see https://podlove.org/simple-chapters/
 */
export function withChapters(html: string | undefined, fields: Fields, repairs: Repairs): string | undefined {
  const element = fields.first('psc:chapters');
  if (element === undefined) return html;
  const chapters = element.children
    .filter(({ name }) => name === 'psc:chapter')
    .slice(0, maxListLength)
    .flatMap((chapter) => readChapter(chapter, repairs));
  const isKnown = chapters.every(({ title }) => html?.includes(escapeText(title)) === true);
  return isKnown ? html : `${html ?? ''}${html === undefined ? '' : '\n'}${listOf(chapters)}`;
}

/** The title stands in an attribute, with some programs inside the element, and with some it is escaped twice. */
function readChapter({ attributes, base, text }: XmlElement, repairs: Repairs): Chapter[] {
  const title = collapse(decodeReferences(attributes.get('title') ?? text));
  const start = /^\d{1,3}(?::\d\d){0,2}/.exec(attributes.get('start')?.trim() ?? '')?.[0];
  if (title === '') return [];
  return [{ start, title, url: readUrl(attributes.get('href'), base, repairs) }];
}

function listOf(chapters: readonly Chapter[]): string {
  const lines = chapters.map(({ start, title, url }) => {
    const text = escapeText(title);
    const link =
      url === undefined ? text : `<a href="${escapeText(url).replaceAll('"', '&quot;')}">${text}</a>`;
    return `<li>${start === undefined ? '' : `${start} `}${link}</li>`;
  });
  return `<ul>\n${lines.join('\n')}\n</ul>`;
}
