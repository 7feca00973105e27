import { distance } from './distance.ts';

/** The word of `allowed` that `word` most likely means, or `undefined` when none is near. */
export function suggest(word: string, allowed: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  let best: string | undefined;
  let most = Math.max(1, Math.floor(word.length / 3));
  for (const candidate of allowed) {
    const edits = distance(lower, candidate.toLowerCase(), most);
    if (edits <= most) [best, most] = [candidate, edits - 1];
  }
  return best;
}
