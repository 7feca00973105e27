import type MarkdownIt from 'markdown-it';
import type * as Parse5 from 'parse5';
import { library } from '../model/library.ts';

/*
 * Libraries that many runs do not need: HTML that was cleaned before is read without a parser, and a command may only want
 * the terminal's escapes out of a text. All three together take longer than cleaning a hundred items.
 */

/** The parser of HTML. */
export function parserLibrary(): typeof Parse5 {
  return library('parse5');
}

/** The reader of Markdown. */
export function markdownLibrary(): typeof MarkdownIt {
  return library('markdown-it');
}

/** The maintained list of tracking parameters, which comes without types. */
export function trackingRules(): unknown {
  return library('tidy-url/data/rules.js');
}
