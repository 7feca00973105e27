/** Signs that programs put in each other's place: a site that moves to another one has other quotation marks. */
const plainSign: ReadonlyMap<string, string> = new Map(
  [
    ["'", '‘’‚‛′‹›`´'],
    ['"', '“”„‟″«»'],
    ['-', '‐‑‒–—―−'],
    ['...', '…'],
  ].flatMap(([plain = '', signs = '']) => Array.from(signs, (sign) => [sign, plain] as const)),
);
const signs = /[`´«»\u2010-\u2015\u2018-\u201f\u2026\u2032\u2033\u2039\u203a\u2212]/g;

/** A text with the plainest of such signs. */
export function plainSigns(text: string): string {
  return text.replace(signs, (sign) => plainSign.get(sign) ?? sign);
}
