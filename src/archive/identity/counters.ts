/**
 * Counters in a text: "(Visited 906 times, 1 visits today)", "Points: 123", "45 Kommentare". They change at every
 * request, and no reader would call that a revision.
 */

/** Words that say what is counted, in the languages that sites write most, as the beginnings of words. */
const countedThing = [
  'visit(?:s|ed|ors?)?|(?:page ?)?view(?:s|ed|ers?)?|hits?|impressions?',
  'comments?|repl(?:y|ies)|responses?|reactions?|trackbacks?|pingbacks?',
  'points?|(?:up|down)?votes?|score|likes?|claps?|shares?|shared|stars?|favou?rites?|retweets?|boosts?|karma',
  'reads?|readers?|seen|opened|plays?|listens?|downloads?|followers?|subscribers?|ratings?|rated',
  '(?:lue?|vue?|écoutée?|consultée?)s?[\\p{Nd}.,’\\s]{3,12}fois|vues?|visites?|lectures?|commentaires?|téléchargements?|partages?|réponses?',
  'aufrufe?n?|besuche?r?|klicks?|gelesen|kommentare?|antworten|stimmen',
  'visitas?|vistas?|lecturas?|leído|comentarios?|respuestas?|votos?|puntos?|descargas?|me gusta',
  'visualiza\\p{L}+|visualizza\\p{L}+|leituras?|comentários?|respostas?|curtidas?|letture|comment[oi]|risposte|voti',
  'weergaven|bekeken|gelezen|reacties|stemmen|visningar|kommentarer?|lästa?|visninger|wyświetle\\p{L}+|komentarz\\p{L}*',
  'просмотр\\p{L}*|комментари\\p{L}*|прочитан\\p{L}*|ответ\\p{L}*|голос\\p{L}*|перегляд\\p{L}*|коментар\\p{L}*',
  'مشاهد\\p{L}*|زيار\\p{L}*|تعليق\\p{L}*|قراء\\p{L}*|צפיות|תגובות|görüntülenme|yorum|okunma',
].join('|');
const unspaced =
  '浏览|瀏覽|阅读|閱讀|评论|評論|回复|回覆|点赞|點讚|閲覧|コメント|いいね|조회|댓글|추천|좋아요|[❤♥👍💬🗨👁🔁⭐]';
const counted = new RegExp(`(?<!\\p{L})(?:${countedThing})(?!\\p{L})|${unspaced}`, 'iu');

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

/** Longer ones are prose: a figure in it says something. */
const longestCounter = 100;

/** A number as it is written: `1,234`, `1 234`, `3.4k`. */
const figure = /\p{Nd}+(?:[.,'’\u00a0\u202f ]\p{Nd}{1,3})*(?:[.,]\p{Nd}+)?\s?[kKmM]?(?!\p{L})/gu;

const isCounter = (part: string): boolean =>
  part.length <= longestCounter && /\p{Nd}/u.test(part) && counted.test(part);

/**
 * The text with `#` in place of the figures of each line, sentence or parenthesis that counts something, and of how long ago
 * something was.
 */
export function withoutCounters(whole: string): string {
  if (!/\p{Nd}/u.test(whole)) return whole;
  const text = whole.replace(ago, '#');
  if (!counted.test(text)) return text;
  return text
    .split(/([\n\r()[\]{}|•·]|[.!?…](?=\s))/)
    .map((part) => (isCounter(part) ? part.replace(figure, '#') : part))
    .join('');
}
