import { groupedByAll } from '../model/group.ts';

/** Small words that nearly every sentence of a language has, and that its neighbours mostly have not. */
const smallWords: Readonly<Record<string, string>> = {
  cs: 'je na že se to není jako pro ale po od při byl který která které jsou by do už podle také než ještě jsem',
  da: 'og det at er en til på som for med ikke af den der har de jeg vi kan blev',
  de: 'der die das und ist den nicht ein eine mit von auf für sich im auch dem des wird als',
  en: 'the of and to in is that for it with was on are be this by from have not you',
  es: 'el la los las que del una por con para es en se al lo como más y no su',
  fi: 'ja on ei että se oli ovat mutta kun joka myös hän sekä olla voi niin jos kuin',
  fr: 'le la les des et est une dans que pour qui pas sur avec au du ce plus par sont',
  hr: 'je na se da su za od koji koja kao što će nije bi ili ali sve iz po te kako bio samo',
  hu: 'és az hogy nem egy van volt meg ez csak már még mint azt vagy pedig amely szerint után',
  id: 'yang dan di untuk dengan dari ini itu tidak pada dalam ke adalah akan juga',
  it: 'il di che la per una del non con sono della nel è gli le dei alla più ha anche',
  lt: 'ir į iš kad tai yra apie už bet kaip ar nuo jau ne dėl buvo taip su',
  nl: 'de het een van en dat niet met voor zijn op aan te ook is door naar bij wordt',
  no: 'og det er på som til av ikke med har den et jeg vi kan ble fra ved seg også',
  pl: 'nie się na jest że do to jak ale przez dla od po czy są był tym oraz',
  pt: 'que não uma os com para dos da do em as mais ao foi por pelo são é um à',
  ro: 'și la în cu pe nu este să că din un mai pentru care fost au',
  sk: 'je na že sa to nie ako pre aj ale po od pri bol ktorý ktorá ktoré sú by do už podľa tiež než ešte som',
  sv: 'och att det som en är för med den inte av på har till jag om ett kan så',
  tr: 've bir bu için ile da de olarak çok daha olan gibi en ne kadar sonra ama',
};

const languagesOf = groupedByAll(
  Object.keys(smallWords),
  (language) => smallWords[language]?.split(' ') ?? [],
);

/** Letters that only one language, or only some of a script's, writes with. The first that fits. */
const letters: readonly (readonly [RegExp, string | undefined])[] = [
  [/[ぁ-ヿ]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Greek}{3}/u, 'el'],
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/[ٹڈڑےںښړځڅۍېێۆڵە]/u, undefined],
  [/[پچژگ]/u, 'fa'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/[іїєґ]/iu, 'uk'],
  [/[ђјљњћџ]/iu, 'sr'],
  [/[ыэё]/iu, 'ru'],
  [/ъ(?![еёюя])/iu, 'bg'],
  [/\p{Script=Cyrillic}{3}/u, 'ru'],
];

/** Letters of a text that are looked at, and words. */
const maxLength = 3000;
const maxWords = 400;
/** Of how many words at least one has to be small, and how far the best language has to be ahead. */
const minShare = 0.08;
const lead = 1.3;

/** What may be a letter of another script: up to U+024F all letters are Latin, and the rest here are signs. */
const mayBeOther = /[^\0-\u024F\u2000-\u206F\u20A0-\u20CF\u2190-\u2BFF]/;

/** Whether more of a text's letters are of other scripts than of the Latin one. */
function isMostlyOther(text: string): boolean {
  if (!mayBeOther.test(text)) return false;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const other = text.match(/(?!\p{Script=Latin})\p{L}/gu)?.length ?? 0;
  return other > latin;
}

/**
 * The language that a text is probably in, as a two-letter code; nothing where it is too short or too mixed to tell.
 * Enough to choose rules for its words by, not to say it to readers.
 *
 * @param minHits how many small words of the language it has to have, unless its script tells
 */
export function guessLanguage(text: string, minHits = 2): string | undefined {
  const start = text.slice(0, maxLength);
  if (isMostlyOther(start)) return letters.find(([pattern]) => pattern.test(start))?.[1];
  const words = (start.toLowerCase().match(/\p{L}+/gu) ?? []).slice(0, maxWords);
  // Asked of every item: in loops, which is twice as fast as by lists.
  const hits = new Map<string, number>();
  for (const word of words)
    for (const language of languagesOf.get(word) ?? []) hits.set(language, (hits.get(language) ?? 0) + 1);
  const [best, next] = [...hits].sort(([a, one], [b, more]) => more - one || (a < b ? -1 : 1));
  if (!best || best[1] < minHits || best[1] < words.length * minShare) return undefined;
  return best[1] >= lead * (next?.[1] ?? 0) ? best[0] : undefined;
}
