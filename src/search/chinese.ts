import { library } from '../model/library.ts';
import { languageOf } from './languages.ts';

type Convert = (text: string) => string;

let loaded: readonly Convert[] | undefined;

/** To simplified letters and to traditional ones: tables of a megabyte, which only Chinese items need. */
function converters(): readonly Convert[] {
  if (loaded) return loaded;
  const opencc: { readonly Converter: (letters: { from: string; to: string }) => Convert } =
    library('opencc-js');
  loaded = [opencc.Converter({ from: 't', to: 'cn' }), opencc.Converter({ from: 'cn', to: 't' })];
  return loaded;
}

/**
 * A text in the other letters of its language, simplified or traditional Chinese, so that it is found by either without a
 * table in the browser. None where it has the same in all.
 */
export function inOtherLetters(text: string, language: string | undefined): string[] {
  if (languageOf(language) !== 'zh') return [];
  const others = new Set(converters().map((convert) => convert(text)));
  others.delete(text);
  return [...others];
}
