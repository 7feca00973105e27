/**
 * An address, by itself or below `base` (WHATWG URL); `undefined` when it is none. Not by `URL.canParse`: that of Node
 * 20 says no to hosts with Latin-1 letters as soon as its caller has been compiled, so that the same text would be two
 * things.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** Whether {@link parseUrl} gives an address. */
export function isUrl(text: string, base?: string): boolean {
  return parseUrl(text, base) !== undefined;
}

/** The host of an address, without `www.`; `undefined` of what is none. */
export function bareHost(address: string): string | undefined {
  return parseUrl(address)?.hostname.replace(/^www\./, '');
}

/** An address fit to be shown or stored: without a user's name and password, else as it stands. */
export function shownAddress(address: string): string {
  const url = parseUrl(address);
  if (!url) return address.replace(/\/\/[^/?#]*@/, '//');
  if (url.username === '' && url.password === '') return address;
  url.username = '';
  url.password = '';
  return url.href;
}
