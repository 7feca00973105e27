/** Sentences in a row. A full-width full stop brings its own space. */
export function joinSentences(sentences: readonly string[]): string {
  return sentences.join(' ').replaceAll('。 ', '。');
}
