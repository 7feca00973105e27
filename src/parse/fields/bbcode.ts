import { escapeText } from '../html/html-text.ts';
import type { TextValue } from './text-rules.ts';

/** BBCode in the place of HTML, as forums and shops of games write it: `[b]…[/b]`, `[url=…]…[/url]`. */

const names = 'b|i|u|s|url|img|quote|code|list|size|color|font|center|spoiler|h[1-3]';
const end = new RegExp(`\\[/(${names})\\]`, 'gi');
const mark = new RegExp(`\\[(/?)(${names})(?:[= ]([^[\\]\\n]{0,500}))?\\]|\\[\\*\\]`, 'gi');
const code = /\[code(?:=[^[\]\n]{0,40})?\]|\[\/code\]/i;
const address = String.raw`(https?:[^\s[\]<>"']{1,2000})`;
const bareLink = new RegExp(`\\[url\\]${address}\\[/url\\]`, 'gi');
const picture = new RegExp(`\\[img(?:[= ][^[\\]\\n]{0,50})?\\]${address}\\[/img\\]`, 'gi');
const linked = new RegExp(`^(?:"|'|&quot;)?${address}`);

/** What a mark is in HTML; those of sizes and colours are nothing. */
const elements: Readonly<Record<string, string>> = {
  b: 'b',
  i: 'i',
  u: 'u',
  s: 's',
  url: 'a',
  quote: 'blockquote',
  list: 'ul',
  spoiler: 'details',
  h1: 'h1',
  h2: 'h2',
  h3: 'h3',
};

/** A text as HTML if its marks have their ends and it shows no code of HTML that could be about them; otherwise as it is. */
export function withBbcode(value: TextValue): TextValue {
  const text = value.kind === 'html' ? value.html : value.text;
  if (!text.includes('[/') || (value.kind === 'html' && /<(?:code|pre)[\s>]/i.test(text))) return value;
  const paired = pairedNames(text);
  if (paired.size === 0) return value;
  const isPlain = value.kind === 'text';
  const parts = (isPlain ? escapeText(text) : text).split(code);
  const html = parts.map((part, at) => {
    if (at % 2 === 1) return `<pre><code>${part.replace(/^\n/, '')}</code></pre>`;
    const marked = markup(part, paired);
    return isPlain ? marked.trim().replace(/\n/g, '<br>\n') : marked;
  });
  return { kind: 'html', html: html.join('') };
}

function pairedNames(text: string): ReadonlySet<string> {
  const ended = new Set([...text.matchAll(end)].map(([, name = '']) => name.toLowerCase()));
  return new Set(
    [...ended].filter((name) => new RegExp(`\\[${name}(?:[= ][^[\\]\\n]{0,500})?\\]`, 'i').test(text)),
  );
}

function markup(text: string, paired: ReadonlySet<string>): string {
  return text
    .replace(bareLink, '<a href="$1">$1</a>')
    .replace(picture, '<img src="$1">')
    .replace(mark, (whole, slash: string | undefined, written = '', rest = '') => {
      if (slash === undefined) return paired.has('list') ? '<li>' : whole;
      const name = String(written).toLowerCase();
      return paired.has(name) ? tagOf(name, slash, String(rest), whole) : whole;
    });
}

function tagOf(name: string, slash: string, rest: string, whole: string): string {
  const tag = elements[name];
  if (tag === undefined) return name === 'img' || name === 'code' ? whole : '';
  if (slash !== '' || name !== 'url') return `<${slash}${tag}>`;
  const href = linked.exec(rest)?.[1];
  return href === undefined ? whole : `<a href="${href}">`;
}
