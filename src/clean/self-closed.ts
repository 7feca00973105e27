/**
 * Elements that XHTML closes in their own tag and HTML does not: `<iframe src="…"/>` would take the rest of the text
 * for its own, and `<i class="icon"/>` would slant it. An attribute without quotes may end in a slash that belongs to
 * it, so a blank, a quote or the name must stand before the slash.
 */
const selfClosed =
  /<(script|iframe|style|textarea|title|noscript|noembed|noframes|xmp|video|audio|object|canvas|button|select|a|b|big|code|del|em|font|i|ins|mark|s|small|span|strike|strong|sub|sup|tt|u|h[1-6]|amp-[a-z-]{1,30}|lite-[a-z-]{1,30}|oembed|(?:vimeo|youtube)-video)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+(?=\s)))?)*\s*)\/>/gi;

/** A text in which they are closed by tags of their own, as a browser reads them in XHTML. */
export function closeSelfClosed(html: string): string {
  return html.includes('/>') ? html.replace(selfClosed, '<$1$2></$1>') : html;
}

const quoted = `"[^"]*"|'[^']*'`;

const unseen = [
  ...['iframe', 'select', 'title', 'noembed', 'noframes', 'button', 'template', 'map', 'applet', 'option'],
  ...['optgroup', 'datalist'],
];

/** Elements that show nothing of what is inside, each with how its beginning is told and what of it goes on behind its tag. */
const closing = [
  ...unseen.map((name) => ({ name, start: new RegExp(`^<${name}(?:${quoted}|[^"'>])*>`, 'i') })),
  ...['video', 'audio'].map((name) => ({
    name,
    start: new RegExp(
      `^<${name}(?:${quoted}|[^"'>])*>(?:\\s*<(?:source|track)(?:${quoted}|[^"'>])*>(?:\\s*</(?:source|track)>)?)*`,
      'i',
    ),
  })),
  // One with an address has no text of its own.
  { name: 'script', start: new RegExp(`^<script(?=\\s[^>]*\\bsrc\\s*=)(?:${quoted}|[^"'>])*>`, 'i') },
].map(({ name, start }) => ({
  name,
  start,
  opens: new RegExp(`<${name}[\\s>]`, 'i'),
  parts: new RegExp(`(?=<${name}[\\s>])`, 'i'),
  ends: new RegExp(`</${name}[\\s/>]`, 'i'),
}));

/**
 * A frame, a part of a form, a recording or a script whose end tag was forgotten takes the rest of the text for its own, which
 * nobody is shown: it ends at once. Each part between two of them is looked at once.
 */
export function closeUnseen(html: string): string {
  return closing.reduce(
    (text, { name, start, opens, parts, ends }) =>
      opens.test(text)
        ? text
            .split(parts)
            .map((part) => {
              const tag = opens.test(part) && !ends.test(part) ? start.exec(part)?.[0] : undefined;
              return tag === undefined ? part : `${tag}</${name}>${part.slice(tag.length)}`;
            })
            .join('')
        : text,
    html,
  );
}

/**
 * `x<y)`, `a<b&&c`, `<ann@example.org>`: no element has such a name. `<!'`, `<! 5`: nothing is declared so. A browser would lose
 * the text up to the next `>`.
 */
const lessThan = /<(?=[a-z][a-z0-9]*[\\()[\]{},.&+*^|$%!?@~]|!(?!\s*--|[-[>a-z]))/gi;

/** Escapes a `<` that a writer meant as the sign. */
function escapeLessThan(html: string): string {
  return html.replace(lessThan, '&lt;');
}

const escapedNoscript = /(<noscript[^<>]*>\s*)(&lt;[a-z][^<]*)(?=<\/noscript)/gi;

/** Markup for pages without scripts, which a browser with scripts takes for text and writes with its signs escaped. */
function openNoscript(html: string): string {
  return html.replace(
    escapedNoscript,
    (_whole, tag: string, inside: string) =>
      tag +
      inside
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&'),
  );
}

const anyOdd = new RegExp(`<(?:noscript|${closing.map(({ name }) => name).join('|')})[\\s>/]`, 'i');

/** A text as its writer meant it: elements that end, and signs that are none of a tag. Most texts hold no such element. */
export function mendElements(html: string): string {
  if (!anyOdd.test(html)) return closeSelfClosed(escapeLessThan(html));
  return closeUnseen(closeSelfClosed(escapeLessThan(openNoscript(html))));
}
