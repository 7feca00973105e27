/** What the parser promises never to exceed. Past a limit, what was read so far is kept and a repair names it. */

/** Bytes of one document, decompressed. */
export const maxDocumentBytes = 50 * 1024 * 1024;
/** Elements inside each other. */
export const maxDepth = 200;
/** Attributes of one element. */
export const maxAttributes = 200;
/** Characters of an element's or attribute's name. */
export const maxNameLength = 1024;
/** Items of one feed, newest first. */
export const maxItems = 10_000;
/** Characters of a title. */
export const maxTitleLength = 500;
/** Characters of an author's name. */
export const maxAuthorLength = 200;
/** Characters of a tag. */
export const maxTagLength = 100;
/** Characters of an address. */
export const maxUrlLength = 8192;
/** Characters of a plain-text summary or description; longer ones are cut. */
export const maxSummaryLength = 20_000;
/** Entries of any list of an item or feed: authors, tags, links, attachments. */
export const maxListLength = 200;
