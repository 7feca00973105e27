/** What the elements of feeds are for: how the tree builder knows where a forgotten end tag belongs. */

/** Elements that are one item. */
export const itemNames: ReadonlySet<string> = new Set(['item', 'atom:entry', 'sitemap:url']);

/** Elements that hold items. */
export const containerNames: ReadonlySet<string> = new Set([
  'rss',
  'channel',
  'rdf:rdf',
  'atom:feed',
  'sitemap:urlset',
]);

/** Elements that a feed begins with. */
export const rootNames: ReadonlySet<string> = new Set([...containerNames, ...itemNames]);

const titleLike = [
  'title',
  'dc:title',
  'dcterms:title',
  'media:title',
  'atom:title',
  'itunes:title',
  'itunes:subtitle',
];

/** One-line text that may hold markup. */
export const titleNames: ReadonlySet<string> = new Set(titleLike);

/** Elements whose inside may be markup, escaped or naked: kept as HTML, not as elements. */
export const textNames: ReadonlySet<string> = new Set([
  ...titleLike,
  'description',
  'content:encoded',
  'encoded',
  'yandex:full-text',
  'turbo:content',
  'fulltext',
  'full-text',
  'content',
  'fullitem',
  'body',
  'xhtml:body',
  'xhtml:div',
  'rss11:payload',
  'rdf:value',
  'summary',
  'abstract',
  'copyright',
  'media:description',
  'itunes:summary',
  'dc:description',
  'dcterms:description',
  'dc:rights',
  'dcterms:abstract',
  'atom:subtitle',
  'atom:tagline',
  'atom:summary',
  'atom:content',
  'atom:rights',
  'atom:copyright',
  'atom:info',
]);

/** Elements that hold one value: whatever feed element opens inside one shows that its end tag was forgotten. */
export const leafNames: ReadonlySet<string> = new Set([
  'pubdate',
  'guid',
  'link',
  'comments',
  'language',
  'category',
  'enclosure',
  'author',
  'managingeditor',
  'webmaster',
  'lastbuilddate',
  'generator',
  'docs',
  'ttl',
  'cloud',
  'dc:creator',
  'dc:date',
  'dc:subject',
  'dc:publisher',
  'dc:language',
  'dc:identifier',
  'dcterms:created',
  'dcterms:issued',
  'dcterms:modified',
  'atom:id',
  'atom:updated',
  'atom:published',
  'atom:issued',
  'atom:modified',
  'atom:created',
  'atom:link',
  'atom:category',
  'atom:author',
  'atom:contributor',
  'atom:generator',
  'atom:icon',
  'atom:logo',
  'slash:comments',
  'slash:section',
  'slash:department',
  'wfw:comment',
  'wfw:commentrss',
  'feedburner:origlink',
  'itunes:author',
  'itunes:duration',
  'itunes:explicit',
  'itunes:image',
  'itunes:keywords',
  'media:thumbnail',
  'sy:updateperiod',
  'sy:updatefrequency',
]);

/** What a person may have as an item does: a job's title, a page, a picture, a few words. */
export const personNames: ReadonlySet<string> = new Set([
  'title',
  'link',
  'description',
  'image',
  'atom:title',
  'atom:link',
  'atom:summary',
]);

/** Elements that close an unclosed neighbour: all of the above, and those with children of their own. */
export const closingNames: ReadonlySet<string> = new Set([
  ...textNames,
  ...leafNames,
  'source',
  'image',
  'atom:source',
  'media:group',
  'media:content',
]);

/** Elements that hold a name, and may hold other elements. */
export const nameNames: ReadonlySet<string> = new Set([
  'atom:name',
  'googleplay:author',
  'media:credit',
  'name',
  'source',
]);

/** Elements of an item, or of a channel, with a few elements of their own. */
export const partNames: ReadonlySet<string> = new Set(['source', 'image', 'media:content', 'media:group']);

/** What only an item has, and none of its parts: there it shows that the part's end tag was forgotten. */
export const itemFieldNames: ReadonlySet<string> = new Set(
  'guid pubdate enclosure comments content:encoded slash:comments wfw:commentrss'.split(' '),
);

/** Names that HTML has too: inside naked markup they may be part of it. */
export const htmlLookalikes: ReadonlySet<string> = new Set([
  'link',
  'title',
  'source',
  'image',
  'summary',
  'body',
  'xhtml:body',
  'xhtml:div',
  'content',
  'comments',
  'abstract',
  'atom:link',
  'atom:title',
  'atom:source',
  'atom:summary',
]);

/** Elements of HTML that have no end tag. */
export const voidHtmlNames: ReadonlySet<string> = new Set(
  'area base br col embed hr img input keygen link meta param source track wbr'.split(' '),
);

/** Elements of HTML 4 and 5 as found in feeds. */
export const htmlNames: ReadonlySet<string> = new Set([
  ...voidHtmlNames,
  ...(
    'a abbr acronym address applet article aside audio b bdi bdo big blink blockquote body button canvas caption center ' +
    'cite code colgroup data dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form ' +
    'frame frameset h1 h2 h3 h4 h5 h6 head header hgroup html i iframe ins kbd label legend li main map mark marquee ' +
    'math menu meter nav nobr noframes noscript object ol optgroup option output p picture pre progress q rp rt ruby s ' +
    'samp script section select small span strike strong style sub summary sup svg table tbody td template textarea ' +
    'tfoot th thead time title tr tt u ul var video'
  ).split(' '),
]);
