/** Initials of a title's first two words, or its first two letters: `LW`, `KC`, `أخ`. The same in every locale. */
export function monogramOf(title: string): string {
  const words =
    title
      .match(/[\p{L}\p{M}\p{N}]+(?:\.[\p{L}\p{M}\p{N}]+)*/gu)
      ?.filter((word) => !/^(?:the|le|la|les|der|die|das|a|an)$/i.test(word)) ?? [];
  const [first = '?', second] = words;
  const initials =
    second === undefined ? [...first].slice(0, 2) : [[...first][0] ?? '', [...second][0] ?? ''];
  return initials.join('').toUpperCase();
}
