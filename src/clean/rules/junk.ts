import type { Attributes } from '../images.ts';
import type { SourceElement, SourceNode } from '../source-node.ts';

/** Classes and ids of what blog engines put under an item for their own sake. */
const junkClasses =
  /(?:^|[\s_-])(?:feedflare|sharedaddy|sharing|share-?buttons?|social-?share|share-?links|addtoany(?:_[a-z_]+)?|a2a_kit|addthis(?:_toolbox)?|jp-relatedposts|yarpp(?:-related)?|wp-polls|mf-viral|snap_preview|blogger-post-footer|zemanta-pixie|wpa-?about|post-ratings|rssfooter|newsletter-signup|subscribe-widget|screen-reader-text|visually-hidden|sr-only|heading-?anchor|header-?anchor|headerlink|anchorjs-link)(?=$|[\s_-])/i;

/**
 * What Drupal and the plug-ins of WordPress write around and below each text: who wrote it when, which the feed says, too;
 * counters, stars, links to share, forms, other posts, boxes about the author, its headings once more, how long it takes.
 */
const programBoxes = new RegExp(
  `(?:^|\\s)(?:${[
    'field--name-(?:title|uid|created|comment)|node-readmore|comment-(?:add|comments|forbidden)|statistics-counter',
    'tptn_counter|pvc_stats|post-views|kk-star-ratings|rmp-(?:rating-)?widget|wp_?ulike(?:-[a-z]+)?',
    'ssba(?:-wrap)?|swp_social_panel|dpsp-(?:content-wrapper|share-text)|mashsb-container|printfriendly',
    'crp_related|rp4wp-related-posts|wp_rp_wrap|wp-block-jetpack-subscriptions__container',
    'ez-toc-(?:counter|v\\w+)|toc_(?:title|list)|lwptoc|wp-block-(?:rank-math-toc-block|yoast-seo-table-of-contents)',
    'elementor-toc__(?:header|body)|span-reading-time|rt-reading-time|yoast-reading-time__wrapper',
    'saboxplugin-wrap|m-a-box|pp-multiple-authors-boxes-wrapper|abh_box',
  ].join('|')})(?=\\s|$)`,
);

/**
 * Parts of the cards and boxes that programs put into a text: buttons and times of players, small icons, counters, forms to
 * sign up, words for their editors, and what a letter shows in lists of letters only.
 */
const cardParts = new RegExp(
  `(?:^|\\s)(?:${[
    'kg-audio-(?:player|thumbnail)|kg-video-(?:overlay|player-container)|kg-bookmark-(?:icon|publisher)',
    'kg-toggle-card-icon|kg-file-card-icon|kg-signup-card',
    'subscription-widget(?:-wrap(?:-editor)?)?|embedded-post-(?:cta-wrapper|meta|publication-logo)|hide-text',
    'mw-editsection|site-icon|bookmark-icon|poll-info|bbCodeBlock-expandLink|wp-block-file__embed',
    'preheader|mcnPreviewText',
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
  if (cardParts.test(classes)) return true;
  return !neverJunk.has(name) && (junkClasses.test(classes) || programBoxes.test(classes));
}

const pictureField = /(?:^|\s)field-{1,2}(?:type-image|name-body)(?=\s|$)/;
const fieldLabel = /(?:^|\s)field(?:__|-)label(?=\s|$)/;

/** What is inside an element: of a picture or text in a field of Drupal's, not the label that calls it "Image" or "Body". */
export function withoutFieldLabel({ childNodes }: SourceElement, attrs: Attributes): readonly SourceNode[] {
  if (attrs.size === 0 || !pictureField.test(attrs.get('class') ?? '')) return childNodes;
  return childNodes.filter(
    (node) =>
      !('attrs' in node && node.attrs.some(({ name, value }) => name === 'class' && fieldLabel.test(value))),
  );
}

const lineNumberClasses =
  /(?:^|\s)(?:lineno|linenos|line-?numbers?|ln|lnt|blob-num|hljs-ln-numbers|gutter)(?=$|\s)/i;
const mayNumber: ReadonlySet<string> = new Set(['a', 'i', 'span', 'td', 'th']);

/** The number of a line of code, as programs that colour it write it beside each. */
export function isLineNumber({ tagName, childNodes }: SourceElement, attrs: Attributes): boolean {
  if (!mayNumber.has(tagName) || !lineNumberClasses.test(attrs.get('class') ?? '')) return false;
  return childNodes.every(isNumber);
}

/** Digits, also in elements of their own. */
function isNumber(node: SourceNode): boolean {
  return 'value' in node
    ? /^[\s\d]*$/.test(node.value)
    : 'childNodes' in node && node.childNodes.every(isNumber);
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
