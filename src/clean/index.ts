/** `daybook/clean`: makes other people's text safe to publish. */
export { type CleanFeed, cleanFeed } from './clean-feed.ts';
export { type CleanHtmlOptions, cleanHtml } from './clean-html.ts';
export { type CleanItemOptions, cleanItem } from './clean-item.ts';
export { frenchSpaces, frenchSpacesIn } from './french-spaces.ts';
export { markdownLibrary } from './libraries.ts';
export { htmlLimits, textLimits } from './limits.ts';
export { cleanLink, cleanResource } from './link.ts';
export type { ImageRewriting, LocalImage } from './local-images.ts';
export { markdownHtml } from './markdown.ts';
export { type Opened, openingOf } from './opening.ts';
export { type OwnPicture, ownPictures, unpictured, withPictures } from './pictures.ts';
export { holdsLine, plainText } from './plain-text.ts';
export { headingOf, proseText } from './prose.ts';
export { safeUrl, type UrlUse } from './safe-url.ts';
export {
  imageAddresses,
  isContinued,
  rewriteImages,
  type StoredHtml,
  storedHtml,
  withRel,
} from './stored.ts';
export { cleanText, cutText, stripTerminal } from './text.ts';
export { cleanerVersion } from './version.ts';
