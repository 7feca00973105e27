/** Keys of the map that are no letters, by their place on the keyboard. */
const byPlace: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']', Slash: '/' };

/**
 * What a key is called in the map of keys. Where it types a letter of another script, as on a Russian, Greek or Hebrew
 * layout, its place on the keyboard says which Latin letter is printed beside it.
 */
export function keyName({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (key.length !== 1 || !/\p{L}/u.test(key) || /\p{Script=Latin}/u.test(key)) return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  const name = byPlace[code];
  return name === '/' && shiftKey ? '?' : (name ?? key);
}
