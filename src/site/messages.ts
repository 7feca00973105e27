import { likelySubtags } from '../model/language.ts';
import { ar } from './locales/ar.ts';
import { de } from './locales/de.ts';
import { type Catalogue, en, type MessageKey, type Plural } from './locales/en.ts';
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

/** What a message is filled with. `n` also chooses the plural form, and is written in the language's digits. */
export type MessageArgs = Readonly<Record<string, string | number>>;

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

/** The text of a message for a plural category, before its arguments are filled in. */
function formOf(message: string | Plural, rules: Intl.PluralRules, n: number): string {
  return typeof message === 'string' ? message : (message[rules.select(n)] ?? message.other);
}

/** Makes the translator of a locale: plural forms by `Intl.PluralRules`, numbers by `Intl.NumberFormat`. */
export function translator(locale: string): Translate {
  const language = interfaceLanguage(locale);
  const messages = catalogueOf(language);
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, args = {}) => {
    const n = typeof args.n === 'number' ? args.n : 0;
    return formOf(messages[key], rules, n).replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = args[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
}
