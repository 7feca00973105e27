import { Tokenizer } from 'htmlparser2';
import { decodeReferences } from './entities.ts';
import { noCallbacks } from './tokenizer-callbacks.ts';
import { resolveUrl } from './urls.ts';

const urlAttributes: ReadonlySet<string> = new Set(
  'href src poster cite data action formaction longdesc background srcset imagesrcset'.split(' '),
);

/** A quick look for an attribute whose address may be relative: most bodies have none and need no second reading. */
const mayBeRelative =
  /\b(?:href|src|poster|cite|data|action|formaction|longdesc|background)\s*=(?!["']?(?:https?:|mailto:|data:|tel:))|srcset\s*=/i;

export function isUrlAttribute(name: string): boolean {
  return urlAttributes.has(name);
}

/** One attribute's value made absolute; values that are no address stay as they are. */
export function resolveAttribute(name: string, value: string, base: string | undefined): string {
  if (name === 'srcset' || name === 'imagesrcset') return resolveSrcset(value, base);
  const text = value.trim();
  if (text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text)) return value;
  return resolveUrl(text, base) ?? value;
}

/** HTML §4.8.4.2.1: candidates are parted by commas that follow white space or a descriptor. */
function resolveSrcset(value: string, base: string | undefined): string {
  return value
    .split(/,\s+|,$/)
    .map((candidate) => candidate.trim())
    .filter((candidate) => candidate !== '')
    .map((candidate) => {
      const [url = '', ...descriptors] = candidate.split(/\s+/);
      return [resolveAttribute('src', url, base), ...descriptors].join(' ');
    })
    .join(', ');
}

/**
 * Makes every address inside an HTML text absolute; everything else stays byte for byte. Reads the text only when it
 * may hold a relative address; linear.
 */
export function absolutizeHtml(html: string, findBase: () => string | undefined): string {
  const base = mayBeRelative.test(html) ? findBase() : undefined;
  if (base === undefined) return html;
  let out = '';
  let done = 0;
  let name = '';
  const replace = (start: number, end: number): void => {
    if (!urlAttributes.has(name)) return;
    const value = html.slice(start, end);
    const decoded = decodeReferences(value);
    const resolved = resolveAttribute(name, decoded, base);
    if (resolved === decoded) return;
    out +=
      html.slice(done, start) +
      resolved.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
    done = end;
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      ...noCallbacks,
      onattribname: (start, end) => {
        name = html.slice(start, end).toLowerCase();
      },
      onattribdata: replace,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return done === 0 ? html : out + html.slice(done);
}
