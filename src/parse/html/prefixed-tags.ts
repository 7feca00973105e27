/** Tags that journals escape with the prefixes of their own documents: MathML, XHTML, and JATS, in which articles are kept. */

const usual = /<\/(?:mml|mathml|jats|xhtml):[a-z]|<(?:mml|mathml|jats|xhtml):[a-z][^<>]*\/>/i;
const declared =
  /\sxmlns:([a-z][\w.-]{0,20})\s*=\s*["']?https?:\/\/www\.w3\.org\/(?:1999\/xhtml|1998\/Math\/MathML)/gi;
const prefixed = /(<\/?)([a-z][\w.-]{0,20}):([a-z][\w-]{0,40})(?=[\s/>])/gi;

/** What elements of JATS are called in HTML. */
const jats: ReadonlyMap<string, string> = new Map([
  ['bold', 'b'],
  ['disp-quote', 'blockquote'],
  ['italic', 'i'],
  ['list', 'ul'],
  ['list-item', 'li'],
  ['monospace', 'code'],
  ['sec', 'section'],
  ['title', 'h4'],
]);

/** A text with those tags named as HTML names them; other prefixes, and tags that it only speaks of, stay. */
export function withoutPrefixes(text: string): string {
  const others = text.includes('xmlns:') ? Array.from(text.matchAll(declared), ([, name = '']) => name) : [];
  // Rare letters first: the pattern takes twenty times as long.
  const mayHold = text.includes('jats:') || text.includes('xhtml:') || text.includes(':math');
  if (others.length === 0 && !(mayHold && usual.test(text))) return text;
  const prefixes = new Set(['mml', 'mathml', 'jats', 'xhtml', ...others.map((name) => name.toLowerCase())]);
  return text.replace(prefixed, (whole, start: string, prefix: string, name: string) => {
    const key = prefix.toLowerCase();
    if (!prefixes.has(key)) return whole;
    return `${start}${key === 'jats' ? (jats.get(name.toLowerCase()) ?? name) : name}`;
  });
}
