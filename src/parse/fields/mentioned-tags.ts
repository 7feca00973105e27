import { escapeText } from '../html/html-text.ts';
import { htmlNames, voidHtmlNames } from '../xml/feed-names.ts';

/** Tags that a text only names, as texts about HTML do: they are words, not markup. */

const aloneTag = /(^|[\s("'\u201c])<([a-z][a-z0-9]*)>(?=[\s,.;:!?)"'\u201d]|$)/gi;
const wordyTag = /<([a-z][a-z0-9]*)((?:\s+[\w.-]+)+)\s*>/gi;
/** `List<String>`, `Map<K, V>`: a name and, at most, more names. */
const plainTag = /<([a-z][a-z0-9]*)((?:[\s,][^<>="'/]{0,200})?)>/gi;

/**
 * RSS titles name tags as well as use them. A tag without its other half is a mention and stays as text when it has no
 * slash and stands alone (`Why <br> is bad`), when mere words follow its name (`a<b and c>d`), or when HTML has no such
 * tag (`List<String>`); all others are markup.
 */
export function keepMentionedTags(text: string): string {
  if (!text.includes('<')) return text;
  const ended = new Set(
    Array.from(text.matchAll(/<\/([a-z][a-z0-9]*)\s*>/gi), ([, name = '']) => name.toLowerCase()),
  );
  const known = text
    .replace(aloneTag, (whole, before, name) =>
      ended.has(name.toLowerCase()) ? whole : `${before}&lt;${name}&gt;`,
    )
    .replace(wordyTag, (whole, name, words) =>
      ended.has(name.toLowerCase()) ? whole : `&lt;${name}${words}&gt;`,
    );
  return keepUnknown(keepUnknown(known, ended), ended);
}

/** Twice, for what is inside such a tag: `Map<K, List<V>>`. */
function keepUnknown(text: string, ended: ReadonlySet<string>): string {
  return text.replace(plainTag, (whole, name, words) => {
    const key = String(name).toLowerCase();
    return htmlNames.has(key) || ended.has(key) ? whole : `&lt;${name}${words}&gt;`;
  });
}

const anyTag = /<(\/?)([a-z][a-z0-9]*)((?:[\s/,][^<>]*)?)>/gi;

/**
 * A title of Atom that says no type is plain by the RFC. Only what cannot be a mention is markup: a tag with its other
 * half, and an empty element with attributes or a slash (`<br/>`, `<img src="x">`).
 */
export function keepLoneTags(text: string): string {
  if (!text.includes('<')) return text;
  const seen = { '': new Set<string>(), '/': new Set<string>() };
  for (const [, slash, name = ''] of text.matchAll(anyTag))
    seen[slash === '/' ? '/' : ''].add(name.toLowerCase());
  return text.replace(anyTag, (whole, slash, name, rest) => {
    const key = String(name).toLowerCase();
    const isPair = seen[''].has(key) && seen['/'].has(key);
    const isVoid = slash === '' && voidHtmlNames.has(key) && rest !== '';
    return isPair || isVoid ? whole : escapeText(whole);
  });
}

/** Elements that are written without an end tag, and whose text nobody should see. */
const loneNames: ReadonlySet<string> = new Set(
  'br hr wbr p li dt dd tr td th thead tbody tfoot option script style'.split(' '),
);
const tagStart = /<(\/?)([a-z][a-z0-9]*)(?=[\s/>])/gi;
const before = /[\s("'\u201c]/;
const behind = /^(?:[\s,.;:!?)"'\u201d]|$)/;

/**
 * A body whose every tag only is named: none has attributes, a slash or an end, and each stands alone among the words
 * (`How the <dialog> element works`). Stops at the first that is markup.
 */
export function onlyMentionsTags(text: string): boolean {
  let count = 0;
  for (const { 0: start, 1: slash, 2: name = '', index } of text.matchAll(tagStart)) {
    const key = name.toLowerCase();
    if (!htmlNames.has(key)) continue;
    const end = index + start.length;
    const isBare = slash === '' && text[end] === '>' && !loneNames.has(key);
    const isAlone = before.test(text.charAt(index - 1)) && behind.test(text.charAt(end + 1));
    // What never ends is no tag.
    if (!isBare || !isAlone) return count > 0 && !text.includes('>', end);
    count += 1;
  }
  return count > 0;
}

/** The text with its mentions as HTML has them. */
export function escapeMentions(text: string): string {
  return text.replace(anyTag, escapeText);
}

/** A declaration in a title is a mention too (`<!DOCTYPE html> in 2026`): as markup it would take the rest with it. */
export function keepDeclarations(html: string): string {
  return html.includes('<!') ? html.replace(/<!(?=doctype\b)/gi, '&lt;!') : html;
}
