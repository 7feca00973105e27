import type { MendedOpml } from './mend-opml.ts';

const ends = /<\/body\s*>\s*<\/opml\s*>/i;

/** The outlines of one more list: what stands in its body. */
function outlinesOf(list: string): string | undefined {
  const body = list.search(/<body[\s>]/i);
  return body < 0 ? undefined : list.slice(list.indexOf('>', body) + 1);
}

/**
 * Reads lists of feeds that were put one behind the other as one, and leaves out what stands behind the last: a script,
 * a warning of the server. A last one that does not end is none of it: half a list would lose feeds.
 */
export function joinLists(text: string): MendedOpml | undefined {
  const [first = '', ...others] = text.split(ends);
  const rest = others.pop();
  if (rest === undefined || outlinesOf(rest) !== undefined) return undefined;
  const more = others.flatMap((list) => outlinesOf(list) ?? []);
  const repairs = [
    ...(more.length > 0 ? ['lists one behind the other read as one'] : []),
    ...(rest.trim() === '' && more.length === others.length ? [] : ['what stood behind it left out']),
  ];
  return { text: [first, ...more, '</body></opml>'].join('\n'), repairs };
}
