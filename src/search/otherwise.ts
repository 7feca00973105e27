/**
 * A word as other people write it. Each way is a text of words in a row: what stands between them in an item, a blank, a
 * hyphen or nothing, does not matter.
 */

/** What is replaced in a word, and by what. */
type Way = readonly [found: RegExp, ...others: string[]];

const written = (text: string, ways: readonly Way[]): string[] =>
  ways
    .flatMap(([found, ...others]) => others.map((other) => text.replace(found, other)))
    .filter((other) => other !== text);

const usual: readonly Way[] = [
  // Initials and abbreviations: `U.S.`
  [/(?<=^\p{Lu}{1,3})(?=\p{Lu}{1,3}$)/gu, '.'],
  // Digits in threes, but for years: `1,250,000`, `3 500 000`.
  [/(?<=^(?!(?:19|20)\d\d$)\d+)(?=(?:\d{3})+$)/g, ' '],
  [/(?<=^\d{1,3}(?:[,.'’\s]\d{3})*)[,.'’\s](?=(?:\d{3}[,.'’\s])*\d{3}$)/g, ''],
  // Versions: `v3.12`.
  [/^v?(?=\d+\.\d)/i, 'v', ''],
  // Letters and digits together or apart: `RFC9110`, `F-16`, `python3.12`, `250km`.
  [/(?<=\p{L})[-_.]?(?=\d)|(?<=\d)(?=\p{L})/u, ' ', ''],
  // Names with a dot before their ending, and as often without it: `Node.js`, `Socket.io`.
  [/(?<=^\p{L}{2,})\.?(?=(?:js|net|io|ai)$)/iu, '.', ''],
  [/^(?:\.|dot)(?=net$)/i, '.', 'dot'],
  [/^c[ -]?sharp$/i, 'c#'],
  [/^c#$/i, 'csharp'],
  [/^cpp$/i, 'c++'],
  [/^c\+\+$/i, 'cpp'],
  [/^1\/2$/, '½'],
  [/^½$/, '1/2'],
  // A long vowel at the end, which Japanese as often leaves out.
  [/(?<=[ぁ-ヴ]{2,})ー$/, ''],
  // What Hebrew writes to the beginning of a word.
  [/^[ובהלמשכ](?=[א-ת]{3})/, ''],
  [/^[ובהלמשכ]{2}(?=[א-ת]{3})/, ''],
  // Forms that no rule of endings finds: `wolves`, `women`, `mice`, `geese`, `ações`.
  [/(?<=^(?:wol|shel|hal|lea|thie|kni|li))(?:fe?|ves)$/i, 'f', 'fe', 'ves'],
  [/(?<=^(?:wo|.{3,})?m)[ae](?=n$)/i, 'a', 'e'],
  [/(?<=^[ml])(?:ous|ic)(?=e$)/i, 'ous', 'ic'],
  [/(?<=^[gft])(?:oo|ee)(?=se$|th?$)/i, 'oo', 'ee'],
  [/(?:ão|[õã]es)$/i, 'ão', 'ões'],
  // Without the word that is written to another: `Apple’s`, `l’école`; nearly all items have the `or` of `d’or`.
  [/(?<=^.{4,})['’ʼ`‘]s?$/i, ''],
  [/^(?:[cdjlmnst]|qu|[dns]?[aeu]ll)['’ʼ`‘](?=.{4})/i, ''],
];

/** Of seldom ways: also initials in small letters, `dont`, `4th`, and particles of Korean, which are written to their words. */
const rare: readonly Way[] = [
  [/(?<=^\p{L}{1,3})(?=\p{L}{1,3}$)/gu, '.', ' '],
  [/(?<=^(?:\p{L}\.)*\p{L})\.(?=(?:\p{L}\.)*\p{L}?$)/gu, ''],
  [/['’ʼ`‘]/, '', 'ʼ', ' '],
  [/(?<=^\p{L}{2,}n)(?=t$)/iu, ' '],
  [/(?<=^\d\d?)(?:st|nd|rd|th)?$/i, '', 'th'],
  [/(?<=^[가-힣]{2,})[가-힣]$/, ''],
  [/(?<=^[가-힣]{2,})(?:에서|에게|으로|부터|까지|들[은을이의])$/, ''],
  [/(?<=\p{L})ll(?=\p{L})/iu, 'l·l'],
  // An abbreviation of Hebrew has its sign before the last letter.
  [/(?<=^[א-ת]{1,4})(?=[א-ת]$)/, ' '],
];

/** A word as it is as often written. */
export const writtenOtherwise = (word: string): string[] => written(word, usual);

/** A word as it is seldom written: tried where nothing has all words as they are. */
export const writtenRarely = (word: string): string[] => written(word, rare);

/** Two words as one: `staub sauger`. Empty for others. */
export function joinedWords(two: string): string {
  return /^\p{L}{2,} \p{L}{3,}$/u.test(two) ? two.replace(' ', '') : '';
}

/** Two words that are as often written as one: `8 GB`, `90 km/h`, `RFC 9110`. Empty for others. */
export function writtenTogether(two: string): string {
  if (/^c sharp$/i.test(two)) return 'c#';
  const isOne = /^(?:\S*\d \p{L}{1,4}(?:\/\p{L}+)?|\p{L}{1,8} \d[\d.]*\p{L}?)$/u.test(two);
  return isOne ? two.replace(' ', '') : '';
}
