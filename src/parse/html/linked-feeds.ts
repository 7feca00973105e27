import { decodeText } from '../charset/charset.ts';
import { resolveUrl } from '../fields/urls.ts';
import { htmlParserLibrary } from '../libraries.ts';
import { Repairs } from '../repairs.ts';
import { collapse } from './html-text.ts';

/** Links of one page. */
const maxFeeds = 50;

/** What people call a link to a feed, alone or with a word or two. */
const feedWords =
  /^(?:(?:our|the|subscribe(?: to| via)?|follow|full|main|latest|news|blog|posts?|articles?|site|xml|web|get|via|by|with|abonner|fil|flux|s'abonner|canal|suscribirse)\W+){0,3}(?:rss(?: ?[12](?:\.0)?)?|atom|json ?feeds?|feeds?|newsfeeds?|webfeeds?|syndication|rdf)(?:\W+(?:feeds?|rss|atom|xml|news|channel|2\.0|icon|subscription|abonnieren|newsfeed|fil|flux))*\W*$/i;
const isFeedName = (text: string): boolean => {
  const words = collapse(text);
  return words.length <= 60 && feedWords.test(words);
};

/** What an icon is of is said by a class, or by the part of a drawing that it uses: `fa-rss`, `#icon-rss`. */
function iconOf({
  class: classes = '',
  href,
  'xlink:href': drawn = href,
}: Record<string, string>): string | undefined {
  const used = drawn?.includes('#') ? drawn.slice(drawn.indexOf('#') + 1) : '';
  return /(?:^|[\s_-])rss(?=$|[\s_-])/i.test(`${classes} ${used}`) ? 'RSS' : undefined;
}

/** Addresses that speak for themselves. */
const feedPath =
  /(?:\.(?:rss|atom|rdf)|\/(?:rss2?|atom|feeds?|newsfeed|rdf)(?:\.(?:xml|php|json|aspx?))?|\/(?:index|feed|rss|atom|news|blog|posts)\.xml|\/feed\.json)\/?$/i;
const feedQuery = /[?&](?:feed|format|type|output|alt)=(?:rss2?|atom|rdf|feed)\b/i;
/** Services that subscribe their own readers: no feed lies behind such a link. */
const readers =
  /(?:^|\.)(?:feedly|inoreader|newsblur|theoldreader|netvibes|bazqux|bloglines|my\.yahoo|wikipedia)\.(?:com|org)$/i;

/**
 * Lists what a page links to as its feed, for pages that announce none: links that are called RSS, by their text, their
 * title or the picture in them, then those whose address says it. Each once.
 *
 * @example
 * linkedFeeds('<a href="/news.xml">RSS</a>', 'https://one.example/'); // → ["https://one.example/news.xml"]
 */
export function linkedFeeds(html: string | Uint8Array, url: string): string[] {
  const text = typeof html === 'string' ? html : decodeText(html, undefined, new Repairs()).text;
  const called = new Set<string>();
  const looksLike = new Set<string>();
  let base: string | undefined;
  let link: { readonly address: string | undefined; words: string } | undefined;
  const take = (): void => {
    const { address, words } = link ?? { address: undefined, words: '' };
    link = undefined;
    if (address === undefined || readers.test(new URL(address).hostname)) return;
    const { pathname, search } = new URL(address);
    const isCalled = words.split('\n').some(isFeedName);
    if (isCalled && called.size < maxFeeds) called.add(address);
    else if ((feedPath.test(pathname) || feedQuery.test(search)) && looksLike.size < maxFeeds)
      looksLike.add(address);
  };
  const { Parser } = htmlParserLibrary();
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'base') base ??= resolveUrl(attributes.href ?? '', url);
      if (name === 'a' || name === 'area') {
        take();
        const href = (attributes.href ?? '')
          .replace(/^feed:(?=https?:)/i, '')
          .replace(/^feed:\/\//i, 'http://');
        const address = href === '' || href.startsWith('#') ? undefined : resolveUrl(href, base ?? url);
        const isWeb = address !== undefined && /^https?:/.test(address);
        link = { address: isWeb ? address : undefined, words: '' };
        for (const one of [attributes.title, attributes['aria-label'], attributes.alt, iconOf(attributes)])
          link.words += `${one ?? ''}\n`;
      } else if (link !== undefined && iconOf(attributes) !== undefined) link.words += '\nRSS\n';
      else if (link !== undefined && name === 'img') link.words += `\n${attributes.alt ?? ''}\n`;
    },
    ontext(data) {
      if (link !== undefined && link.words.length < 500) link.words += data.slice(0, 500);
    },
    onclosetag(name) {
      if (name === 'a' || name === 'area') take();
    },
  });
  parser.end(text);
  return [...new Set([...called, ...looksLike])].filter((address) => address !== url);
}
