import type { Attributes } from '../images.ts';
import type { SourceElement } from '../source-node.ts';

/** Classes and ids of what blog engines put under an item for their own sake. */
const junkClasses =
  /(?:^|[\s_-])(?:feedflare|sharedaddy|sharing|share-?buttons?|social-?share|share-?links|addtoany(?:_[a-z_]+)?|a2a_kit|addthis(?:_toolbox)?|jp-relatedposts|yarpp(?:-related)?|wp-polls|mf-viral|snap_preview|blogger-post-footer|zemanta-pixie|wpa-?about|post-ratings|rssfooter|newsletter-signup|subscribe-widget|screen-reader-text|visually-hidden|sr-only|heading-?anchor|header-?anchor|headerlink|anchorjs-link)(?=$|[\s_-])/i;

/**
 * Parts of the cards and boxes that programs put into a text: buttons and times of players, small icons, counters, forms to
 * sign up, words for their editors.
 */
const cardParts = new RegExp(
  `(?:^|\\s)(?:${[
    'kg-audio-(?:player|thumbnail)|kg-video-(?:overlay|player-container)|kg-bookmark-(?:icon|publisher)',
    'kg-toggle-card-icon|kg-file-card-icon|kg-signup-card',
    'subscription-widget(?:-wrap(?:-editor)?)?|embedded-post-(?:cta-wrapper|meta|publication-logo)|hide-text',
    'mw-editsection|site-icon|poll-info|bbCodeBlock-expandLink',
  ].join('|')})(?=\\s|$)`,
);

/** Elements that mean the item itself; a class on them never makes them junk. */
const neverJunk: ReadonlySet<string> = new Set(['img', 'picture', 'table', 'pre', 'code', 'video', 'audio']);

/** Hidden elements, and the share bars, flares and related-posts boxes that engines add to a body. */
export function isJunk(name: string, attrs: Attributes): boolean {
  if (attrs.size === 0) return false;
  if (isHidden(name, attrs)) return true;
  const classes = attrs.get('class');
  if (classes === undefined) return false;
  return cardParts.test(classes) || (!neverJunk.has(name) && junkClasses.test(classes));
}

const lineNumberClasses =
  /(?:^|\s)(?:lineno|linenos|line-?numbers?|ln|lnt|blob-num|hljs-ln-numbers|gutter)(?=$|\s)/i;
const mayNumber: ReadonlySet<string> = new Set(['a', 'i', 'span', 'td', 'th']);

/** The number of a line of code, as programs that colour it write it beside each. */
export function isLineNumber({ tagName, childNodes }: SourceElement, attrs: Attributes): boolean {
  if (!mayNumber.has(tagName) || !lineNumberClasses.test(attrs.get('class') ?? '')) return false;
  return childNodes.every((node) => 'value' in node && /^[\s\d]*$/.test(node.value));
}

/** What the publisher's own page does not show; a lazily loaded image, or the other page of a box, only waits for its script. */
function isHidden(name: string, attrs: Attributes): boolean {
  if (name === 'img' || name === 'details' || attrs.get('role') === 'tabpanel') return false;
  if (attrs.has('hidden')) return true;
  const style = attrs.get('style');
  if (style === undefined || !hiding.test(style)) return false;
  return !fadesIn.test(style) || shrunk.test(style);
}

const hiding = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)\s*(?:;|!|$)/i;
/** WeChat's whole texts wait so for the script of their page. */
const fadesIn = /(?:^|;)\s*opacity\s*:\s*0\s*(?:;|!|$)/i;
/** What letters hide so is meant for the list of letters. */
const shrunk =
  /(?:^|;)\s*(?:display\s*:\s*none|mso-hide|(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|!|$)|font-size\s*:\s*[01](?:px)?\s*(?:;|!|$)|overflow\s*:\s*hidden)/i;
