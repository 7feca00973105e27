import { likelySubtags } from '../model/language.ts';
import { type MessageArgs, translator as translatorOf } from '../model/messages.ts';
import { ar } from './locales/ar.ts';
import { de } from './locales/de.ts';
import { type Catalogue, en, type MessageKey } from './locales/en.ts';
import { es } from './locales/es.ts';
import { fr } from './locales/fr.ts';
import { he } from './locales/he.ts';
import { it } from './locales/it.ts';
import { ja } from './locales/ja.ts';
import { nl } from './locales/nl.ts';
import { pl } from './locales/pl.ts';
import { pt } from './locales/pt.ts';
import { zhHans } from './locales/zh-hans.ts';
import { zhHant } from './locales/zh-hant.ts';

const catalogues: ReadonlyMap<string, Catalogue> = new Map<string, Catalogue>([
  ['ar', ar],
  ['de', de],
  ['en', en],
  ['es', es],
  ['fr', fr],
  ['he', he],
  ['it', it],
  ['ja', ja],
  ['nl', nl],
  ['pl', pl],
  ['pt', pt],
  ['zh-Hans', zhHans],
  ['zh-Hant', zhHant],
]);

/** Languages that the interface speaks, each with its script where it has catalogues in several. */
export const interfaceLanguages: readonly string[] = [...catalogues.keys()];

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
