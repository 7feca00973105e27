import { suggest } from '../model/suggest.ts';
import type { Problem } from '../model/types.ts';

/** What is wrong with a language tag or a time zone, and what was probably meant. */
type ValueProblem = Omit<Problem, 'where'>;

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** The language's name in a language; `undefined` of a tag that names none. */
function nameIn(names: Intl.DisplayNames, tag: string): string | undefined {
  try {
    return names.of(tag);
  } catch {
    return undefined;
  }
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Two-letter codes of all languages with their names in English and in the language itself. */
function namedLanguages(): Map<string, string> {
  const found = new Map<string, string>();
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second;
      const name = nameIn(languages, code);
      if (name === undefined) continue;
      const own = nameIn(new Intl.DisplayNames([code], { type: 'language', fallback: 'none' }), code);
      for (const one of [name, own]) if (one !== undefined) found.set(one.toLowerCase(), code);
    }
  }
  return found;
}

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** The language of a country whose code stands where the language's belongs: `jp`, `cz`. */
function languageOf(country: string): string | undefined {
  if (!/^[a-z]{2}$/i.test(country)) return undefined;
  const { language } = new Intl.Locale(`und-${country}`).maximize();
  return isLanguage(language) ? language : undefined;
}

/** The tag that a text like `english`, `Deutsch`, `en_GB` or `jp` means. */
function likelyTag(text: string): string | undefined {
  const dashed = canonical(text.replaceAll('_', '-'));
  if (dashed !== undefined && dashed !== text && isLanguage(dashed)) return dashed;
  const spoken = languageOf(text);
  if (spoken !== undefined) return spoken;
  const names = namedLanguages();
  const name = suggest(text, [...names.keys()]);
  return name === undefined ? undefined : names.get(name);
}

/** Five letters and more are well-formed, and no language has them: `english`. */
function isLanguage(tag: string): boolean {
  const [language = ''] = tag.split('-');
  return language.length <= 3 && nameIn(languages, language) !== undefined;
}

/** What is wrong with the language of the interface. */
export function localeProblem(text: string): ValueProblem | undefined {
  const tag = canonical(text);
  if (tag !== undefined && isLanguage(tag)) return undefined;
  const meant = likelyTag(text);
  return {
    code: 'CONFIG_BAD_VALUE',
    what: `${JSON.stringify(text)} is not the tag of a language.`,
    why: 'Write a language tag: en, fr, de, ar, pt-BR.',
    fix: meant ? `Did you mean "${meant}"?` : 'Look up the two letters of your language (ISO 639-1).',
  };
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

/** The zone that `Paris`, `europe/pariss` or `New York` means. */
function likelyZone(text: string): string | undefined {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  const wanted = text.trim().replace(/\s+/g, '_').toLowerCase();
  const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1);
  const byCity = zones.find((zone) => cityOf(zone).toLowerCase() === wanted);
  if (byCity !== undefined || wanted.includes('/')) return byCity ?? suggest(wanted, zones);
  const city = suggest(wanted, zones.map(cityOf));
  return city === undefined ? undefined : zones.find((zone) => cityOf(zone) === city);
}

/** What is wrong with a time zone. */
export function zoneProblem(text: string): ValueProblem | undefined {
  if (isZone(text)) return undefined;
  const meant = likelyZone(text);
  return {
    code: 'CONFIG_BAD_VALUE',
    what: `${JSON.stringify(text)} is not a time zone.`,
    why: 'Write an IANA name: UTC, Europe/Paris, America/New_York.',
    fix: meant ? `Did you mean "${meant}"?` : 'Write the continent and the nearest large city.',
  };
}
