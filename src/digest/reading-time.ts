/** Words a minute of silent reading, by language; characters a minute where words are not written apart. */
const wordsPerMinute: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ar: 180,
    de: 200,
    en: 220,
    es: 230,
    fi: 170,
    fr: 210,
    he: 200,
    it: 200,
    nl: 210,
    pl: 180,
    pt: 200,
    ru: 190,
    sv: 210,
    tr: 180,
  }),
);
const defaultWordsPerMinute = 220;
const charactersPerMinute: ReadonlyMap<string, number> = new Map(
  Object.entries({ ja: 400, th: 900, zh: 350, ko: 500 }),
);

/** Whole minutes that reading a plain text takes, at least 1. `language` is a BCP 47 tag. */
export function readingMinutes(text: string, language?: string): number {
  const primary = language?.split('-')[0]?.toLowerCase() ?? '';
  const characters = charactersPerMinute.get(primary);
  if (characters !== undefined) return Math.max(1, Math.round(text.length / characters));
  const words = text.match(/\S+/gu)?.length ?? 0;
  return Math.max(1, Math.round(words / (wordsPerMinute.get(primary) ?? defaultWordsPerMinute)));
}
