/** Whether two texts have the same words: case, punctuation, width and spacing aside. */
export function sameWords(a: string, b: string): boolean {
  return words(a) !== '' && words(a) === words(b);
}

function words(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}
