/** Other people's HTML and text → safe ones. `public.ts` exports a part of it as `daybook/clean`. */
export { type CleanFeed, cleanFeed } from './clean-feed.ts';
export { type CleanHtmlOptions, cleanHtml } from './clean-html.ts';
export { type CleanItemOptions, cleanItem } from './clean-item.ts';
export { frenchSpaces, frenchSpacesIn } from './french-spaces.ts';
export { markdownLibrary } from './libraries.ts';
export { cleanLink, cleanResource } from './link.ts';
export type { LocalImage } from './local-images.ts';
export { markdownHtml } from './markdown.ts';
export { openingOf } from './opening.ts';
export { ownPictures, unpictured, withPictures } from './pictures.ts';
export { holdsLine, plainText } from './plain-text.ts';
export { headingOf, proseText } from './prose.ts';
export { safeUrl, type UrlUse } from './safe-url.ts';
export { imageAddresses, rewriteImages, storedHtml, withRel } from './stored.ts';
export { cleanText, stripTerminal } from './text.ts';
export { cleanerVersion } from './version.ts';
