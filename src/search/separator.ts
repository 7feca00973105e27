/** What tells a term from the one before it, as briefly as can be: no longer than the term, and after what came before. */
export function separator(before: string, term: string): string {
  let shared = 0;
  while (shared < before.length && before[shared] === term[shared]) shared += 1;
  const isHalf = /[\ud800-\udbff]/.test(term[shared] ?? '');
  return term.slice(0, shared + (isHalf ? 2 : 1));
}
