/**
 * `daybook/clean`: other people's HTML, text and addresses → safe ones. Pure: no file, no network; nothing throws. What
 * is returned as `SafeHtml` can stand on a page as it is.
 */
export type { CleanItem, SafeHtml } from '../model/types.ts';
export {
  type CleanFeed,
  type CleanHtmlOptions,
  type CleanItemOptions,
  cleanFeed,
  cleanHtml,
  cleanItem,
  cleanLink,
  cleanResource,
  cleanText,
  plainText,
  safeUrl,
  stripTerminal,
  type UrlUse,
} from './index.ts';
