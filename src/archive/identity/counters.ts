/**
 * Counters in a text: "(Visited 906 times, 1 visits today)", "Points: 123", "45 Kommentare". They change at every
 * request, and no reader would call that a revision.
 */

/** Words that say what is counted, in the languages that sites write most, as the beginnings of words. */
const COUNTED = [
  'visit(?:s|ed|ors?)?|(?:page ?)?view(?:s|ed|ers?)?|hits?|impressions?',
  'comments?|repl(?:y|ies)|responses?|reactions?|trackbacks?|pingbacks?',
  'points?|(?:up|down)?votes?|score|likes?|claps?|shares?|shared|stars?|favou?rites?|retweets?|boosts?|karma',
  'reads?|readers?|plays?|listens?|downloads?|followers?|subscribers?',
  'vues?|visites?|lectures?|commentaires?|téléchargements?|partages?|réponses?',
  'aufrufe?n?|besuche?r?|klicks?|gelesen|kommentare?|antworten|stimmen',
  'visitas?|vistas?|lecturas?|leído|comentarios?|respuestas?|votos?|puntos?|descargas?|me gusta',
  'visualiza\\p{L}+|visualizza\\p{L}+|leituras?|comentários?|respostas?|curtidas?|letture|comment[oi]|risposte|voti',
  'weergaven|bekeken|gelezen|reacties|stemmen|visningar|kommentarer?|lästa?|visninger|wyświetle\\p{L}+|komentarz\\p{L}*',
  'просмотр\\p{L}*|комментари\\p{L}*|прочитан\\p{L}*|ответ\\p{L}*|голос\\p{L}*|перегляд\\p{L}*|коментар\\p{L}*',
  'مشاهد\\p{L}*|زيار\\p{L}*|تعليق\\p{L}*|قراء\\p{L}*|צפיות|תגובות|görüntülenme|yorum|okunma',
].join('|');
const UNSPACED =
  '浏览|瀏覽|阅读|閱讀|评论|評論|回复|回覆|点赞|點讚|閲覧|コメント|いいね|조회|댓글|추천|좋아요|[❤♥👍💬🗨👁🔁⭐]';
const counted = new RegExp(`(?<!\\p{L})(?:${COUNTED})(?!\\p{L})|${UNSPACED}`, 'iu');

/** Longer ones are prose: a figure in it says something. */
const LONGEST_COUNTER = 100;

/** A number as it is written: `1,234`, `1 234`, `3.4k`. */
const figure = /\p{Nd}+(?:[.,'’\u00a0\u202f ]\p{Nd}{1,3})*(?:[.,]\p{Nd}+)?\s?[kKmM]?(?!\p{L})/gu;

const isCounter = (part: string): boolean =>
  part.length <= LONGEST_COUNTER && /\p{Nd}/u.test(part) && counted.test(part);

/** The text with `#` in place of the figures of each line, sentence or parenthesis that counts something. */
export function withoutCounters(text: string): string {
  if (!/\p{Nd}/u.test(text) || !counted.test(text)) return text;
  return text
    .split(/([\n\r()[\]{}|•·]|[.!?…](?=\s))/)
    .map((part) => (isCounter(part) ? part.replace(figure, '#') : part))
    .join('');
}
