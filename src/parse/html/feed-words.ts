import { collapse } from './html-text.ts';

/** What people call a feed, alone or with a word or two. */
const feedWords =
  /^(?:(?:our|the|subscribe(?: to| via)?|follow|full|main|latest|news|blog|posts?|entries|articles?|site|xml|web|get|via|by|with|abonner|fil|flux|s'abonner|canal|suscribirse)\W+){0,3}(?:rss(?: ?[12](?:\.0)?)?|atom|json ?feeds?|feeds?|newsfeeds?|webfeeds?|syndication|rdf)(?:\W+(?:feeds?|rss|atom|xml|news|channel|2\.0|icon|subscription|abonnieren|newsfeed|fil|flux))*\W*$/i;
/** Once the badge of feeds said no more. */
const badge = /^xml$/i;

/** Whether words are what a feed is called. */
export function isFeedName(text: string): boolean {
  const words = collapse(text);
  return words.length <= 60 && (feedWords.test(words) || badge.test(words));
}

/** Whether a few words, of any language, speak of RSS: `Kanał RSS`, `RSS-flöde`. */
export function mentionsFeed(text: string): boolean {
  const words = collapse(text);
  return words.length <= 40 && /(?<![\p{L}\d])RSS(?![\p{Script=Latin}\d])/iu.test(words);
}

/** The name of a picture that stands for a feed: `/img/feed-icon-14x14.png`. */
export function isFeedPicture(address: string): boolean {
  return /(?:^|[/_-])(?:rss|atom|xml|feed)(?:[_-]?\w{1,20}){0,3}\.(?:gif|png|svg|jpe?g|webp)(?:\?|$)/i.test(
    address.slice(-100),
  );
}

/** Addresses that speak for themselves. */
const feedPath =
  /(?:\.(?:rss|atom|rdf)|\/(?:rss2?|atom|feeds?|newsfeed|rdf)(?:\.(?:xml|php|json|aspx?))?|\/(?:index|feed|rss|atom|news|blog|posts)\.xml|\/feed\.json)\/?(?:[?#]|$)/i;
const feedQuery = /[?&](?:feed|format|type|output|alt)=(?:rss2?|atom|rdf|feed)\b/i;
/** Hosts that serve feeds: `feeds.feedburner.com`. */
const feedHost = /^https?:\/\/(?:feeds?\d?|rss)\.[^/?#]+\/[^?#]/i;

/** Whether an address, also a relative one, is most likely a feed's. */
export function looksLikeFeed(address: string): boolean {
  return feedPath.test(address) || feedQuery.test(address) || feedHost.test(address);
}
