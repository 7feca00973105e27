import { likelySubtags } from '../model/language.ts';
import { type MessageArgs, translator as translatorOf } from '../model/messages.ts';
import { en } from './locales/en.ts';
import { type Catalogue, catalogues, type MessageKey } from './locales/index.ts';

/** Returns a message of the interface in its language. */
export type Translate = (key: MessageKey, args?: MessageArgs) => string;

/** The catalogue that a locale is answered with. */
function ownCatalogue(locale: string): Catalogue | undefined {
  const { language, script } = likelySubtags(locale);
  return catalogues.get(`${language}-${script}`) ?? catalogues.get(language);
}

/** The language that the interface is shown in for a locale: its own, or English where there is no catalogue. */
export function interfaceLanguage(locale: string): string {
  return ownCatalogue(locale) === undefined ? 'en' : locale;
}

export function catalogueOf(locale: string): Catalogue {
  return ownCatalogue(locale) ?? en;
}

/** Makes the translator of a locale: plural forms by `Intl.PluralRules`, numbers by `Intl.NumberFormat`. */
export function translator(locale: string): Translate {
  const language = interfaceLanguage(locale);
  return translatorOf(catalogueOf(language), language);
}
