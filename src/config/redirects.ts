import { z } from 'zod';
import { fileOfPath, type Redirect } from '../model/redirect.ts';
import type { Problem } from '../model/types.ts';
import { isUrl } from '../model/url.ts';

type Fault = Pick<Problem, 'why' | 'fix'>;

/** What hosts take: Netlify and Cloudflare stop reading at some thousands. */
const maxRedirects = 2000;
const maxPatterns = 100;
const maxLength = 500;

/** Letters and digits of any script, and signs that neither a host's file nor a server's means something by. */
const pathForm = /^(?:\/[\p{L}\p{M}\p{N}._~+,=:@%-]*)+$/u;

function fromFault(from: string): Fault | undefined {
  const path = from.endsWith('/*') ? from.slice(0, -1) : from;
  if (/[?#]/.test(from)) {
    return {
      why: 'A static host ignores what comes after "?" or "#".',
      fix: 'Write the path alone, or redirect at your server.',
    };
  }
  if (path.includes('*')) {
    return { why: 'A "*" may only stand at the end, after "/".', fix: 'Write it as "/old/*".' };
  }
  if (from === '/*' || from === '/') {
    return { why: 'It is the whole site.', fix: 'Name the addresses that have moved.' };
  }
  if (from.length > maxLength || !pathForm.test(path) || /\/\/|\/\.{1,2}(?:\/|$)/.test(path)) {
    return {
      why: 'An old address is a path of the site: "/", letters, digits and . _ ~ + , = : @ % -.',
      fix: 'Write it as "/old/page.html", without the name of the host.',
    };
  }
  return isDecodable(path)
    ? undefined
    : {
        why: 'A "%" is not followed by the code of a letter, a digit or a space.',
        fix: 'Write the letter itself.',
      };
}

/** Whether codes such as `%20` stand for what may stand there itself, or for a blank. */
function isDecodable(path: string): boolean {
  try {
    const plain = decodeURIComponent(path);
    const isSameDepth = plain.split('/').length === path.split('/').length;
    return isSameDepth && pathForm.test(plain.replaceAll(' ', '')) && !/\/\.{1,2}(?:\/|$)/.test(plain);
  } catch {
    return false;
  }
}

function toFault(from: string, to: string): Fault | undefined {
  const isPath = to.startsWith('/') && !to.startsWith('//');
  const fits = to.length <= maxLength && /^[^\s"'<>\\{}$;|^`]+$/u.test(to);
  if (!fits || !(isPath || (/^https?:\/\//i.test(to) && isUrl(to)))) {
    return {
      why: 'It leads to something that is neither a path of the site nor an https: or http: address.',
      fix: 'Write "/feed.xml", or "https://example.org/new".',
    };
  }
  if (to.includes(':splat') && !from.endsWith('/*')) {
    return {
      why: '":splat" is what "*" stood for, and there is none.',
      fix: 'Write the old address as "/old/*".',
    };
  }
  return undefined;
}

/** Old addresses that lead to each other, and never anywhere. */
function circleFrom(from: string, all: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = from; at !== undefined; at = all.get(at)) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

const looseSchema = z.object({ redirects: z.record(z.string(), z.string()) });

/** Reports old addresses that no host could serve, targets that lead nowhere, circles, and one address named twice. */
export function checkRedirects(
  raw: unknown,
  report: (path: readonly PropertyKey[], problem: Omit<Problem, 'where'>) => void,
): void {
  const loose = looseSchema.safeParse(raw);
  if (!loose.success) return;
  const all = Object.entries(loose.data.redirects);
  const say = (from: string, fault: Fault): void =>
    report(['redirects', from], {
      code: 'CONFIG_BAD_REDIRECT',
      what: `${JSON.stringify(from)} cannot be redirected.`,
      ...fault,
    });
  const byFile = new Map<string, string>();
  const files = new Map(all.map(([from, to]) => [fileOfPath(from), fileOfPath(to)]));
  let patterns = 0;
  for (const [at, [from, to]] of all.entries()) {
    const fault = fromFault(from) ?? toFault(from, to);
    const file = fileOfPath(from);
    const other = byFile.get(file);
    if (from.endsWith('/*')) patterns += 1;
    if (fault) say(from, fault);
    else if (other !== undefined)
      say(from, { why: `It is the same address as "${other}".`, fix: 'Remove one of them.' });
    else if (circleFrom(file, files))
      say(from, { why: 'It leads in a circle.', fix: 'Name the final address.' });
    else if (at >= maxRedirects || patterns > maxPatterns) {
      const why = `Hosts accept at most ${maxRedirects}, and ${maxPatterns} of them with "*".`;
      say(from, { why, fix: 'Join several of them under one "/old/*".' });
      return;
    }
    byFile.set(file, from);
  }
}

/** Makes the configured redirects, in the order in which they are written. */
export function redirectsOf(redirects: Readonly<Record<string, string>>, file: string): Redirect[] {
  return Object.entries(redirects).map(([from, to]) => ({
    from,
    to,
    where: `${file}, redirects[${JSON.stringify(from)}]`,
  }));
}
