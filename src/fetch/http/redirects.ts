import { isUtf8 } from 'node:buffer';
import { isUrl, shownAddress } from '../../model/url.ts';
import { FetchFault } from '../fault.ts';

/** Where a redirect leads: http or https, without the name and password that the other side wrote into it. */
export function redirectTarget(from: URL, written: string | undefined): URL {
  const location = written === undefined ? undefined : bareAddress(asUtf8(written));
  if (location === undefined || !isUrl(location, from.href)) {
    throw new FetchFault('FETCH_REDIRECT_BROKEN', {
      detail: shownAddress(location ?? 'no Location').slice(0, 200),
    });
  }
  const to = new URL(location, from);
  if (to.protocol !== 'http:' && to.protocol !== 'https:') {
    throw new FetchFault('FETCH_REDIRECT_BROKEN', { detail: to.protocol });
  }
  to.username = '';
  to.password = '';
  to.hash = '';
  return to;
}

/** Without quotation marks or brackets around it, and with the references of HTML undone, as scripts write it. */
function bareAddress(written: string): string {
  const [, , quoted = written] = /^\s*(["'<])(.*)["'>]\s*$/.exec(written) ?? [];
  return quoted.replace(/&(?:amp|#0?38|#x26);/gi, '&');
}

/** Bytes of a header are handed on as Latin-1; an address that is not ASCII is nearly always UTF-8. */
function asUtf8(header: string): string {
  if (!/[\u0080-\u00ff]/.test(header) || /[^\0-\u00ff]/.test(header)) return header;
  const bytes = Buffer.from(header, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : header;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  /** The host that gave it, and whether those below its domain get it, too. */
  readonly domain: string;
  readonly isWide: boolean;
  readonly isSecure: boolean;
}

const maxCookies = 20;
const maxCookieLength = 4096;

/**
 * The cookies that the redirects of one chain give. They go out when the chain turned in a circle without them, as the
 * servers of some publishers wait for their own cookie to come back, and are forgotten with its answer.
 */
export class RedirectCookies {
  readonly #cookies = new Map<string, Cookie>();
  #areSent = false;

  get areThere(): boolean {
    return this.#cookies.size > 0;
  }

  send(): void {
    this.#areSent = true;
  }

  /** What a redirect's `Set-Cookie` fields say. RFC 6265 §5.2, without what only a longer memory needs. */
  keep(url: URL, fields: string | readonly string[] | undefined): void {
    for (const field of [fields ?? []].flat()) {
      const cookie = field.length > maxCookieLength ? undefined : readCookie(url, field);
      if (cookie !== undefined && this.#cookies.size < maxCookies)
        this.#cookies.set(`${cookie.domain} ${cookie.name}`, cookie);
    }
  }

  header(url: URL): { cookie?: string } {
    if (!this.#areSent) return {};
    const own = [...this.#cookies.values()].filter((one) => isFor(one, url));
    return own.length === 0 ? {} : { cookie: own.map(({ name, value }) => `${name}=${value}`).join('; ') };
  }
}

function readCookie(url: URL, field: string): Cookie | undefined {
  const [, name, value] =
    /^\s*([!#$%&'*+.^_`|~\w-]{1,200})\s*=\s*([\x21-\x3a\x3c-\x7e]{0,4000})\s*(?:;|$)/.exec(field) ?? [];
  if (name === undefined || value === undefined) return undefined;
  const host = url.hostname.toLowerCase();
  const asked = /;\s*domain\s*=\s*\.?([a-z0-9.-]+\.[a-z0-9-]+)\s*(?:;|$)/i.exec(field)?.[1]?.toLowerCase();
  const isWide = asked !== undefined && (host === asked || host.endsWith(`.${asked}`));
  return { name, value, domain: isWide ? asked : host, isWide, isSecure: url.protocol === 'https:' };
}

function isFor({ domain, isWide, isSecure }: Cookie, url: URL): boolean {
  const host = url.hostname.toLowerCase();
  if (isSecure && url.protocol !== 'https:') return false;
  return host === domain || (isWide && host.endsWith(`.${domain}`));
}
