import { likelySubtags } from './language.ts';
import { directionOfLetters, hasLetterOf } from './letters.ts';

const rightToLeftScripts = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr']);

/** Writing direction of a language, by the script that it is likely written in. */
export function directionOfLanguage(language: string): 'ltr' | 'rtl' {
  return rightToLeftScripts.has(likelySubtags(language).script) ? 'rtl' : 'ltr';
}

/**
 * Direction of a text. The declared language says it, as long as the text has a letter of that direction: an Arabic title
 * may begin with a product's name. Else its letters do.
 */
export function directionOfText(text: string, language?: string): 'ltr' | 'rtl' | undefined {
  const most = directionOfLetters(text);
  if (most === undefined || language === undefined) return most;
  const declared = directionOfLanguage(language);
  return most === declared || hasLetterOf(declared, text) ? declared : most;
}
