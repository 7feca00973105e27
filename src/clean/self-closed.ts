/**
 * Elements that XHTML closes in their own tag and HTML does not: `<iframe src="…"/>` would take the rest of the text
 * for its own, and `<i class="icon"/>` would slant it. An attribute without quotes may end in a slash that belongs to
 * it, so a blank, a quote or the name must stand before the slash.
 */
const selfClosed =
  /<(script|iframe|style|textarea|title|noscript|noembed|noframes|xmp|video|audio|object|canvas|button|select|a|b|big|code|del|em|font|i|ins|mark|s|small|span|strike|strong|sub|sup|tt|u|h[1-6]|amp-[a-z-]{1,30}|lite-[a-z-]{1,30})((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+(?=\s)))?)*\s*)\/>/gi;

/** A text in which they are closed by tags of their own, as a browser reads them in XHTML. */
export function closeSelfClosed(html: string): string {
  return html.includes('/>') ? html.replace(selfClosed, '<$1$2></$1>') : html;
}

const unseen = 'iframe|select|title|noembed|noframes|button|template|map|applet|option|optgroup|datalist';
const anyUnseen = new RegExp(`<(?:${unseen})[\\s>]`, 'i');

/**
 * A frame or part of a form whose end tag was forgotten takes the rest of the text for its own, which nobody is shown: it ends
 * at once. Each part between two of them is looked at once.
 */
export function closeUnseen(html: string): string {
  if (!anyUnseen.test(html)) return html;
  return unseen.split('|').reduce(closeNamed, html);
}

function closeNamed(html: string, name: string): string {
  const start = new RegExp(`<${name}[\\s>]`, 'i');
  if (!start.test(html)) return html;
  const end = new RegExp(`</${name}[\\s/>]`, 'i');
  const tag = new RegExp(`^<${name}(?:"[^"]*"|'[^']*'|[^"'>])*>`, 'i');
  return html
    .split(new RegExp(`(?=${start.source})`, 'i'))
    .map((part, index) => {
      if ((index === 0 && !tag.test(part)) || end.test(part)) return part;
      const written = tag.exec(part)?.[0] ?? part;
      return `${written}</${name}>${part.slice(written.length)}`;
    })
    .join('');
}

/**
 * `x<y)`, `a<b&&c`, `<ann@example.org>`: no element has such a name. `<!'`, `<! 5`: nothing is declared so. A browser would lose
 * the text up to the next `>`.
 */
const lessThan = /<(?=[a-z][a-z0-9]*[\\()[\]{},.&+*^|$%!?@~]|!(?!\s*--|[-[>a-z]))/gi;

/** Escapes a `<` that a writer meant as the sign. */
export function escapeLessThan(html: string): string {
  return html.replace(lessThan, '&lt;');
}
