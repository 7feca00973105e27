/** Keys of the map that are not letters, by their place on the keyboard, alone and with shift. */
const byPlace: Readonly<Record<string, string>> = { BracketLeft: '[[', BracketRight: ']]', Slash: '/?' };

/**
 * What a key is called in the map of keys. Where it types a letter of another script, as on a Russian, Greek or Hebrew
 * layout, its place on the keyboard says which Latin letter is printed beside it.
 */
export function keyName({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (!/^(?!\p{Script=Latin})\p{L}$/u.test(key)) return key;
  const letter = code.slice(3);
  const names = code === `Key${letter}` ? letter.toLowerCase() + letter : byPlace[code];
  return names?.[Number(shiftKey)] ?? key;
}
