import { isUrl } from '../../model/url.ts';

/**
 * Pages in the place of redirects. Hosts of static sites have no redirects to configure, so their generators (Jekyll,
 * Hugo, Astro) write a page that leads on, also where a feed was: `<meta http-equiv="refresh" content="0; url=/rss.xml">`.
 */

/** Such pages are small, and do not let their reader wait. */
const maxBytes = 16_384;
const maxSeconds = 10;

const seconds = String.raw`^\s*(\d{1,3})(?:\.\d*)?\s*`;
const instruction = new RegExp(
  `${seconds}[;,\\s]\\s*(?:url\\s*=\\s*)?(?:"([^"]+)|'([^']+)|([^\\s"'].*))`,
  'is',
);

/** Where a page leads without its reader's doing; `undefined` where it does not, or to itself, or later. */
export function redirectOfPage(
  url: URL,
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
): string | undefined {
  const isPage = /html/i.test(headers['content-type'] ?? 'html');
  if (!isPage || body.length > maxBytes) return undefined;
  const written = headers.refresh ?? refreshIn(new TextDecoder().decode(body));
  const [, wait, ...quoted] = instruction.exec(written ?? '') ?? [];
  const address = quoted.find((one) => one !== undefined)?.trim();
  if (address === undefined || Number(wait) > maxSeconds || !isUrl(address, url.href)) return undefined;
  const to = new URL(address, url);
  to.hash = '';
  return /^https?:$/.test(to.protocol) && to.href !== url.href ? to.href : undefined;
}

/** The instruction in a page's head. What only serves browsers without scripts is none. */
function refreshIn(text: string): string | undefined {
  if (!/^\s*(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype html|html|head|meta|title)/i.test(text))
    return undefined;
  const shown = text.replace(/<!--[\s\S]*?-->|<(noscript|script|style)\b[\s\S]*?<\/\1\s*>/gi, '');
  const tag = shown
    .match(/<meta\b(?:[^>"']|"[^"]*"|'[^']*'){1,1000}>/gi)
    ?.find((one) => /\bhttp-equiv\s*=\s*(["']?)refresh\1[\s/>]/i.test(one));
  const [, quoted, single, bare] = /\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tag ?? '') ?? [];
  const content = quoted ?? single ?? bare;
  // An address has no other reference, and a decoder would be loaded in every run.
  return content?.replace(/&(?:amp|#38|#x26);/gi, '&');
}
