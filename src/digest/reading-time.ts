/** Words a minute of silent reading, by language. */
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

/** Japanese mixes kana with characters, and is read faster by the sign than Chinese. */
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** Signs a minute of scripts that write no spaces, or whose spaces part more than words. */
const signs: readonly { readonly script: RegExp; readonly perMinute: number }[] = [
  { script: /\p{Script=Hangul}/gu, perMinute: 500 },
  {
    script: /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/gu,
    perMinute: 900,
  },
];

/** Below the first of these scripts, every text is words between spaces: most texts need no second look. */
const anySign = /[\u0e00-\u10ff\u1100-\u11ff\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\ud840-\ud8ff]/;

/** Minutes for what is written in signs, and the text without them. */
function signMinutes(text: string, primary: string): { readonly minutes: number; readonly rest: string } {
  if (!anySign.test(text)) return { minutes: 0, rest: text };
  let minutes = 0;
  let rest = text;
  const isJapanese = primary === 'ja' || kana.test(text);
  for (const { script, perMinute } of [{ script: han, perMinute: isJapanese ? 400 : 350 }, ...signs]) {
    minutes += (rest.match(script)?.length ?? 0) / perMinute;
    rest = rest.replace(script, ' ');
  }
  return { minutes, rest };
}

/**
 * Whole minutes that reading a plain text takes, at least 1. What is written in signs (Chinese, Japanese, Korean, Thai
 * and their neighbours) is counted by the sign, whatever the language is said to be; all else by the word. `language` is
 * a BCP 47 tag.
 */
export function readingMinutes(text: string, language?: string): number {
  const primary = language?.split('-')[0]?.toLowerCase() ?? '';
  const { minutes, rest } = signMinutes(text, primary);
  const words = rest.match(/[^\s\p{P}]\S*/gu)?.length ?? 0;
  return Math.max(1, Math.round(minutes + words / (wordsPerMinute.get(primary) ?? defaultWordsPerMinute)));
}
