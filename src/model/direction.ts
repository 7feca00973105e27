import { likelySubtags } from './language.ts';

const rightToLeftScripts = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr']);
const rightToLeftLetter =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Mandaic}\p{Script=Samaritan}]/u;

/** Writing direction of a language, by the script that it is likely written in. */
export function directionOfLanguage(language: string): 'ltr' | 'rtl' {
  return rightToLeftScripts.has(likelySubtags(language).script) ? 'rtl' : 'ltr';
}

const anyLetter = /\p{L}/u;
const allLetters = /\p{L}/gu;

/**
 * Direction of a text. The declared language says it, as long as the text has a letter of that direction: an Arabic title
 * may begin with a product's name. Else the letters decide that are most; of as many each way, the first.
 */
export function directionOfText(text: string, language?: string): 'ltr' | 'rtl' | undefined {
  // Most texts have no letter of the other direction: they need no count.
  if (!rightToLeftLetter.test(text)) return anyLetter.test(text) ? 'ltr' : undefined;
  const letters = text.match(allLetters) ?? [];
  const [first] = letters;
  if (first === undefined) return undefined;
  const rtl = letters.filter((letter) => rightToLeftLetter.test(letter)).length;
  const ltr = letters.length - rtl;
  const declared = language === undefined ? undefined : directionOfLanguage(language);
  if (declared !== undefined && (declared === 'rtl' ? rtl : ltr) > 0) return declared;
  if (rtl === ltr) return rightToLeftLetter.test(first) ? 'rtl' : 'ltr';
  return rtl > ltr ? 'rtl' : 'ltr';
}
