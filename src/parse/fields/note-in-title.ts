import { htmlToText } from '../html/html-text.ts';
import { maxTitleLength } from '../limits.ts';
import type { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';
import { bodyHtml, plainOf, readText } from './text-rules.ts';

const anchor = /<a\s[^<>]*>[\s\S]*?<\/a\s*>/gi;

/**
 * The text of a note that stands where its title should, for an item that has no other: one that is too long for a title, or
 * that links to something. `undefined` of a title, also of one that is a link as a whole.
 */
export function noteInTitle(title: XmlElement | undefined, repairs: Repairs): string | undefined {
  if (title === undefined) return undefined;
  const written = title.markup?.html ?? title.text;
  if (written.length <= maxTitleLength && !/<\/a\s*>/i.test(written)) return undefined;
  const value = readText(title, repairs);
  const links = value.kind === 'html' && /<a\s[^<>]*href[^<>]*>[^<]+<\/a/i.test(value.html);
  const isLinked = links && htmlToText(value.html.replace(anchor, '')) !== '';
  if (!isLinked && (plainOf(value)?.length ?? 0) <= maxTitleLength) return undefined;
  const { base, hasOwnBase } = title;
  return bodyHtml(value, { findBase: () => base, hasOwnBase });
}
