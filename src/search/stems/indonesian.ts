import type { Stem } from '../words.ts';
import { withoutEndings } from './endings.ts';

/** Its `k` is its own: `kenaikan`. */
const rising = /^(?:di|ke|me)naikk?an$/;

const ends = withoutEndings([3, 'lah kah pun'], [3, 'nya ku mu'], [3, 'kan an i']);

/** Words that only look as if the letter behind their prefix stood for another one. */
const whole = /^(?:me|pe)(?=naik|nilai|nikah|nanti|nyanyi|nyata|nikmat|masak|makan|minta|mulai|milik|main)/;
/** What a prefix has melted with: `menemukan` of `temu`, `memakai` of `pakai`, `menyusun` of `susun`. */
const melted: readonly (readonly [RegExp, string])[] = [
  [/^[mp]eny(?=[aeiou]\p{L}{2})/u, 's'],
  [/^[mp]em(?=[aeiou]\p{L}{2})/u, 'p'],
  [/^[mp]en(?=[aeiou]\p{L}{2})/u, 't'],
  [/^(?:[mp]e(?:ng|m|n)?|di|ter|be[rl]?|per?|ke|se)(?=\p{L}{4})/u, ''],
];

/**
 * Indonesian and Malay: what is written to the end of a word and to its beginning.
 *
 * @see Fadillah Tala, “A Study of Stemming Effects on Information Retrieval in Bahasa Indonesia” (2003), for what these are
 */
export const stemmer: Stem = (word) => {
  const bare = ends(word.replace(rising, 'naik')).replace(whole, '');
  const [found, instead = ''] = melted.find(([prefix]) => prefix.test(bare)) ?? [];
  return found ? bare.replace(found, instead) : bare;
};
