import { createRequire } from 'node:module';
import type * as HtmlParser from 'htmlparser2';
import type * as Iconv from 'iconv-lite';
import type * as Luxon from 'luxon';

/**
 * Libraries that most feeds do not need: well-formed UTF-8 with usual dates is read without them. Each is loaded by the
 * first document that does need it, as loading all takes a fresh process longer than reading a feed.
 */
const require = createRequire(import.meta.url);

let htmlParser: typeof HtmlParser | undefined;
let iconv: typeof Iconv | undefined;
let luxon: typeof Luxon | undefined;

/** The tokenizer, and the parser of pages. */
export function htmlParserLibrary(): typeof HtmlParser {
  const library: typeof HtmlParser = htmlParser ?? require('htmlparser2');
  htmlParser = library;
  return library;
}

/** Character sets besides UTF-8. */
export function charsetLibrary(): typeof Iconv {
  const library: typeof Iconv = iconv ?? require('iconv-lite');
  iconv = library;
  return library;
}

/** Calendars and time zones. */
export function calendarLibrary(): typeof Luxon {
  const library: typeof Luxon = luxon ?? require('luxon');
  luxon = library;
  return library;
}
