import type * as HtmlParser from 'htmlparser2';
import type * as Iconv from 'iconv-lite';
import type * as Luxon from 'luxon';
import type MarkdownIt from 'markdown-it';
import { library } from '../model/library.ts';

/*
 * Libraries that most feeds do not need: well-formed UTF-8 with usual dates is read without them. Loading all takes a fresh
 * process longer than reading a feed.
 */

/** The tokenizer, and the parser of pages. */
export function htmlParserLibrary(): typeof HtmlParser {
  return library('htmlparser2');
}

/** Character sets besides UTF-8. */
export function charsetLibrary(): typeof Iconv {
  return library('iconv-lite');
}

/** Calendars and time zones. */
export function calendarLibrary(): typeof Luxon {
  return library('luxon');
}

/** The reader of Markdown. */
export function markdownLibrary(): typeof MarkdownIt {
  return library('markdown-it');
}
