import { likelySubtags } from './language.ts';
import { directionOfLetters, shareOfLetters } from './letters.ts';

const rightToLeftScripts = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr']);

/** Writing direction of a language, by the script that it is likely written in. */
export function directionOfLanguage(language: string): 'ltr' | 'rtl' {
  return rightToLeftScripts.has(likelySubtags(language).script) ? 'rtl' : 'ltr';
}

/**
 * A text of which less is in letters from left to right quotes names: Arabic about Linux, in a feed that calls itself
 * English.
 */
const minLeftToRight = 0.2;

/**
 * Direction of a text. The declared language says it, as long as the text has a letter of that direction: an Arabic title
 * may begin with a product's name. Else its letters do. Programs declare English where nobody chose a language: from left
 * to right needs more than a name or two.
 */
export function directionOfText(text: string, language?: string): 'ltr' | 'rtl' | undefined {
  const most = directionOfLetters(text);
  if (most === undefined || language === undefined) return most;
  const declared = directionOfLanguage(language);
  if (most === declared) return most;
  const share = shareOfLetters(declared, text);
  return (declared === 'rtl' ? share > 0 : share >= minLeftToRight) ? declared : most;
}
