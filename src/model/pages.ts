/** What is taken from web pages: texts of items, and items where there is no feed. */

/** Where the text of an item's page came from, and what the feed says in its place. */
export interface FullText {
  /** The address of the page, as it was asked for. */
  readonly url: string;
  /** RFC 3339 in UTC. */
  readonly fetched: string;
  /** The feed's own body: safe when it was written, and untrusted once read. */
  readonly feed_html: string;
}

/** CSS selectors that make a page without a feed into one: of its items, and inside each of them of their parts. */
export interface ScrapeSettings {
  readonly items: string;
  readonly title?: string;
  readonly link?: string;
  readonly date?: string;
  readonly summary?: string;
  readonly content?: string;
  readonly author?: string;
  readonly image?: string;
}
