/**
 * An address, by itself or below `base` (WHATWG URL); `undefined` when it is none. Not by `URL.canParse`: that of Node 20
 * says no to hosts with Latin-1 letters as soon as its caller has been compiled, so that the same text would be two things.
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
