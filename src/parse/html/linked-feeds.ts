import { decodeText } from '../charset/charset.ts';
import { htmlParserLibrary } from '../libraries.ts';
import { Repairs } from '../repairs.ts';
import { isFeedType } from './discover.ts';
import { isFeedName, isFeedPicture, looksLikeFeed, mentionsFeed } from './feed-words.ts';
import { type Attributes, isForReaders, PageBase, webLink } from './page-base.ts';

/** Links of one page. */
const maxFeeds = 50;

/** What an icon is of is said by a class, or by the part of a drawing that it uses: `fa-rss`, `#icon-rss`. */
function iconOf({ class: classes = '', href, 'xlink:href': drawn = href }: Attributes): string | undefined {
  const used = drawn?.includes('#') ? drawn.slice(drawn.indexOf('#') + 1) : '';
  return /(?:^|[\s_-])rss(?=$|[\s_-])/i.test(`${classes} ${used}`) ? 'RSS' : undefined;
}

/** Services that subscribe their own readers: no feed lies behind such a link. */
const readers =
  /(?:^|\.)(?:feedly|inoreader|newsblur|theoldreader|netvibes|bazqux|bloglines|my\.yahoo|wikipedia)\.(?:com|org)$/i;

/** Characters of a link's words that are looked at. */
const maxWords = 500;

interface Link {
  readonly address: string | undefined;
  /** Its text, and what its title, its label and the pictures in it say: a line each. */
  words: string;
}

/** Links by how much speaks for them. */
class Found {
  readonly #called = new Set<string>();
  readonly #looksLike = new Set<string>();
  readonly #mentions = new Set<string>();

  take({ address, words }: Link): void {
    if (address === undefined || readers.test(new URL(address).hostname)) return;
    const lines = words.split('\n');
    const list = lines.some(isFeedName)
      ? this.#called
      : looksLikeFeed(address)
        ? this.#looksLike
        : lines.some(mentionsFeed)
          ? this.#mentions
          : undefined;
    if (list !== undefined && list.size < maxFeeds) list.add(address);
  }

  /** The likeliest first, each once. */
  list(): string[] {
    return [...new Set([...this.#called, ...this.#looksLike, ...this.#mentions])];
  }
}

/** What an element in or around a link says of it, a line each. */
function wordsOf(name: string, attributes: Attributes): string {
  const { title, alt, src = '', type = '', href = '' } = attributes;
  const isFeed =
    (name === 'img' && isFeedPicture(src)) || (name === 'a' && (isFeedType(type) || isForReaders(href)));
  return [title, attributes['aria-label'], alt, iconOf(attributes), isFeed ? 'RSS' : undefined]
    .filter((one) => one !== undefined)
    .map((one) => `\n${one.slice(0, maxWords)}\n`)
    .join('');
}

/**
 * Lists what a page links to as its feed, for pages that announce none: links that are called RSS, by their text, their
 * title, their type or the picture in them, then those whose address says it, then those that mention RSS in a few words.
 * Each once.
 *
 * @example
 * linkedFeeds('<a href="/news.xml">RSS</a>', 'https://one.example/'); // → ["https://one.example/news.xml"]
 */
export function linkedFeeds(html: string | Uint8Array, url: string): string[] {
  const text = typeof html === 'string' ? html : decodeText(html, undefined, new Repairs()).text;
  const found = new Found();
  const base = new PageBase(url);
  let link: Link | undefined;
  const close = (): void => {
    if (link !== undefined) found.take(link);
    link = undefined;
  };
  const { Parser } = htmlParserLibrary();
  const parser = new Parser({
    onopentag(name, attributes) {
      base.see(name, attributes);
      if (name === 'a' || name === 'area') {
        close();
        const { href = '' } = attributes;
        link = { address: /^\s*(?:#|$)/.test(href) ? undefined : webLink(href, base.url), words: '' };
      }
      if (link !== undefined && link.words.length < maxWords) link.words += wordsOf(name, attributes);
    },
    ontext(data) {
      if (link !== undefined && link.words.length < maxWords) link.words += data.slice(0, maxWords);
    },
    onclosetag(name) {
      if (name === 'a' || name === 'area') close();
    },
  });
  parser.end(text);
  return found.list().filter((address) => address !== url);
}
