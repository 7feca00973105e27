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

/**
 * A frame whose end tag was forgotten takes the rest of the text for its own, which nobody is shown: it ends at once.
 * Each part between two frames is looked at once.
 */
export function closeFrames(html: string): string {
  if (!/<iframe[\s>]/i.test(html)) return html;
  return html
    .split(/(?=<iframe[\s>])/i)
    .map((part) => {
      if (!/^<iframe/i.test(part) || /<\/iframe[\s/>]/i.test(part)) return part;
      const start = /^<iframe(?:"[^"]*"|'[^']*'|[^"'>])*>/i.exec(part)?.[0] ?? part;
      return `${start}</iframe>${part.slice(start.length)}`;
    })
    .join('');
}

/** `x<y)`, `a<b&&c`, `<ann@example.org>`: no element has such a name, and a browser would lose the text up to the next `>`. */
const lessThan = /<(?=[a-z][a-z0-9]*[\\()[\]{},.&+*^|$%!?@~])/gi;

/** Escapes a `<` that a writer meant as the sign. */
export function escapeLessThan(html: string): string {
  return html.replace(lessThan, '&lt;');
}

const escapedNoscript = /(<noscript[^<>]*>\s*)(&lt;[a-z][^<]*)(?=<\/noscript)/gi;

/** Markup for pages without scripts, which a browser with scripts takes for text and writes with its signs escaped. */
export function openNoscript(html: string): string {
  if (!/<noscript/i.test(html)) return html;
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
