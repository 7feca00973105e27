import { createRequire } from 'node:module';
import type MarkdownIt from 'markdown-it';
import type * as Parse5 from 'parse5';

/**
 * Libraries that many runs do not need: HTML that was cleaned before is read without a parser, and a command may only want
 * the terminal's escapes out of a text. Each is loaded by the first text that does need it: all three together take longer
 * than cleaning a hundred items.
 */
const require = createRequire(import.meta.url);

let parse5: typeof Parse5 | undefined;

/** The parser of HTML. */
export function parserLibrary(): typeof Parse5 {
  const library: typeof Parse5 = parse5 ?? require('parse5');
  parse5 = library;
  return library;
}

/** The reader of Markdown. */
export function markdownLibrary(): typeof MarkdownIt {
  return require('markdown-it');
}

/** The maintained list of tracking parameters, which comes without types. */
export function trackingRules(): unknown {
  return require('tidy-url/data/rules.js');
}
