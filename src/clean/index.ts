/** `daybook/clean`: makes other people's text safe to publish. */
export { type CleanFeed, cleanFeed } from './clean-feed.ts';
export { type CleanHtmlOptions, cleanHtml } from './clean-html.ts';
export { type CleanItemOptions, cleanItem } from './clean-item.ts';
export type { LocalImage } from './images.ts';
export { htmlLimits, textLimits } from './limits.ts';
export { cleanLink, cleanResource } from './link.ts';
export { markdownHtml } from './markdown.ts';
export { plainText } from './plain-text.ts';
export { safeUrl, type UrlUse } from './safe-url.ts';
export { isContinued, rewriteImages, type StoredHtml, storedHtml } from './stored.ts';
export { cleanText, cutText, stripTerminal } from './text.ts';
export { cleanerVersion } from './version.ts';
