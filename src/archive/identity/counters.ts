/**
 * Counters in a text: "(Visited 906 times, 1 visits today)", "Points: 123", "45 Kommentare". They change at every
 * request, and no reader would call that a revision.
 */

/** Words that say what is counted, in the languages that sites write most, as the beginnings of words. */
const countedThing = [
  'visit(?:s|ed|ors?)?|(?:page ?)?view(?:s|ed|ers?)?|hits?|impressions?',
  'comments?|repl(?:y|ies)|responses?|reactions?|trackbacks?|pingbacks?',
  'points?|(?:up|down)?vote[sd]?|score|like[sd]?|claps?|share[sd]?|stars?|favou?rite[sd]?|retweets?|re(?:post|blog)s?|boosts?|karma|forks?|watchers|bookmark(?:s|ed)?',
  'reads?|readers?|seen|opened|plays?|listens?|download(?:s|ed)?|followers?|subscribers?|ratings?|rated',
  '(?:lue?|vue?|écoutée?|consultée?)s?[\\p{Nd}.,’\\s]{3,12}fois|vues?|visites?|lectures?|commentaires?|téléchargements?|partages?|réponses?',
  'aufrufe?n?|besuche?r?|klicks?|gelesen|kommentare?|antworten|stimmen',
  'visitas?|vistas?|visto\\s[\\p{Nd}.,]{1,12}\\sveces|lecturas?|leído|comentarios?|respuestas?|votos?|puntos?|descargas?|me gusta',
  'visualiza\\p{L}+|visualizza\\p{L}+|leituras?|comentários?|respostas?|curtidas?|letture|comment[oi]|risposte|voti',
  'weergaven|bekeken|gelezen|reacties|stemmen|visningar|kommentarer?|lästa?|visninger|wyświetle\\p{L}+|odsłon\\p{L}*|komentarz\\p{L}*',
  'просмотр\\p{L}*|комментари\\p{L}*|прочитан\\p{L}*|ответ\\p{L}*|голос\\p{L}*|перегляд\\p{L}*|коментар\\p{L}*',
  'مشاهد\\p{L}*|زيار\\p{L}*|تعليق\\p{L}*|قراء\\p{L}*|צפיות|תגובות|görüntülenme|yorum|okun(?:ma|du)',
].join('|');
const unspaced =
  '浏览|瀏覽|阅读|閱讀|评论|評論|回复|回覆|点赞|點讚|閲覧|コメント|いいね|조회|댓글|추천|좋아요|[❤♥👍💬🗨👁🔁⭐]';
const words = `(?<!\\p{L})(?:${countedThing})(?!\\p{L})|${unspaced}`;
const counted = new RegExp(words, 'iu');
/** `1 comment` becomes `2 comments`. */
const eachCounted = new RegExp(words, 'giu');
/** `Comments (12)`, `阅读 [12]`: the figure belongs to the word before its bracket. */
const bracketed = new RegExp(`(${words})\\s?[([]\\s?\\p{Nd}[\\p{Nd}.,]{0,12}\\s?[kKmM]?\\s?[)\\]]`, 'giu');

/** How long ago something was, as pages write it at each request: `3 hours ago`, `il y a 3 h`, `vor 3 Stunden`, `3小时前`. */
const units =
  's|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?|secondes?|heures?|jours?|semaines?|mois|ans?|' +
  'Sekunden?|Minuten?|Stunden?|Tag(?:e|en)?|Wochen?|Monat(?:e|en)?|Jahr(?:e|en)?|segundos?|minutos?|horas?|d[ií]as?|semanas?|' +
  'meses|mes|años?|anos?|minuti|ore|giorni|settimane|uur|dagen|минут\\p{L}*|час\\p{L}*|дн\\p{L}+|день|недел\\p{L}*';
const ago = new RegExp(
  `\\p{Nd}{1,3}\\s?(?:${units})\\s+(?:ago|fa|geleden|назад|atrás)(?!\\p{L})|` +
    `(?<!\\p{L})(?:il y a|vor|hace|há)\\s+\\p{Nd}{1,3}\\s?(?:${units})(?!\\p{L})|` +
    '\\p{Nd}{1,3}\\s?(?:分钟|分鐘|小时|小時|天|分|時間|日|시간|분)\\s?[前전]',
  'giu',
);
/** The same without a figure: `an hour ago`, `just now`. */
const agoInWords = new RegExp(`(?<!\\p{L})(?:an?\\s(?:few\\s)?(?:${units})\\sago|just now)(?!\\p{L})`, 'giu');
const mayBeInWords = /\sago(?!\p{L})|just now/iu;

/** Longer ones are prose: a figure in it says something. */
const longestCounter = 100;

/** A number as it is written: `1,234`, `1 234`, `3.4k`, `12件`; not the result of a game, `2:1`. */
const figure =
  /(?<!\p{Nd}[:–]\p{Nd}{0,3})\p{Nd}+(?!\p{Nd}*[:–]\p{Nd})(?:[.,'’\u00a0\u202f ]\p{Nd}{1,3})*(?:[.,]\p{Nd}+)?\s?[kKmM]?(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Hang}]|(?!\p{L}))/gu;

const isCounter = (part: string): boolean =>
  part.length <= longestCounter && /\p{Nd}/u.test(part) && counted.test(part);

/**
 * The text with `#` in place of the figures of each line, sentence or parenthesis that counts something, and of how
 * long ago something was.
 */
export function withoutCounters(whole: string): string {
  const isInWords = mayBeInWords.test(whole);
  if (!isInWords && !/\p{Nd}/u.test(whole)) return whole;
  const plain = isInWords ? whole.replace(agoInWords, '#') : whole;
  const text = plain.replace(ago, '#');
  if (!counted.test(text)) return text;
  return (/[([]\s?\p{Nd}/u.test(text) ? text.replace(bracketed, '$1 #') : text)
    .split(/([\n\r()[\]{}|•·]|[.!?…](?=\s))/)
    .map((part) => (isCounter(part) ? part.replace(figure, '#').replace(eachCounted, '#') : part))
    .join('');
}
