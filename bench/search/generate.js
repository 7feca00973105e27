// Invented records, always the same: words of five made-up vocabularies by Zipf's law, over a year at 10,000 records, three at 100,000, and ten at more.
const five = ['en', 'en', 'en', 'fr', 'de', 'es', 'ru'];
const thirty =
  'ar bg cs da de el en es fi fr ga he hi hu hy id it ja lt nl no pl pt ro ru sr sv ta tr uk'.split(' ');
const cyrillic = new Set(['bg', 'ru', 'sr', 'uk']);

/** Languages of records, as often as each is taken. */
export const languagesOf = (kinds) => (kinds === 30 ? thirty : five);
const syllables = [
  'ka',
  'ro',
  'mi',
  'ten',
  'sol',
  'va',
  'dur',
  'pe',
  'lin',
  'gra',
  'sto',
  'qui',
  'ber',
  'na',
  'fo',
  'xi',
];
const dayMs = 86_400_000;

export function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

export function wordOf(language, rank) {
  let text = '';
  for (let rest = rank + 7; rest > 0; rest = Math.floor(rest / syllables.length))
    text += syllables[rest % syllables.length];
  if (cyrillic.has(language))
    return [...text].map((letter) => String.fromCharCode(0x0430 + (letter.charCodeAt(0) - 97))).join('');
  return text + (five.includes(language) ? language[0] : language);
}

/** A rank by Zipf's law over 200,000 words. */
export function rankOf(next) {
  return Math.floor(200_000 ** next()) - 1;
}

/** Years over which the records of a digest of some size arrived. */
const yearsOf = (count) => (count <= 10_000 ? 1 : count <= 100_000 ? 3 : 10);
const newest = Date.UTC(2026, 4, 20);

/** The day alone, for the parting into segments. */
export function dayOf(number, count) {
  const days = 365 * yearsOf(count);
  const age = days - 1 - Math.floor(((number + 0.5) / count) * days);
  return new Date(newest - age * dayMs).toISOString().slice(0, 10);
}

/** The day; of the newest one the hour, as news arrives over all of them. */
export function arrivalOf(number, count) {
  const day = dayOf(number, count);
  if (day !== dayOf(count - 1, count)) return day;
  const days = 365 * yearsOf(count);
  const share = (((number + 0.5) / count) * days) % 1;
  return `${day}T${String(Math.floor(share * 24)).padStart(2, '0')}`;
}

export function recordOf(number, count, languages = five) {
  const next = random(number * 7919 + 11);
  const language = languages[Math.floor(next() * languages.length)];
  const words = (length) => Array.from({ length }, () => wordOf(language, rankOf(next))).join(' ');
  const day = dayOf(number, count);
  const source = `feed-${Math.floor(next() * 100)}`;
  const text = words(60 + Math.floor(next() * 400));
  return {
    key: `k${number.toString(36)}`,
    day,
    published: day,
    date: `${day}T08:00:00Z`,
    dateText: day,
    link: `https://${source}.example/${number}`,
    title: words(5 + Math.floor(next() * 6)),
    text,
    shown: text,
    authors: [`${wordOf('en', Math.floor(next() * 900))} ${wordOf('en', Math.floor(next() * 900))}`],
    source,
    sourceTitle: `Source ${source}`,
    section: `s${number % 6}`,
    topics: [`topic ${Math.floor(next() ** 2 * 400)}`],
    labels: [],
    language,
    access: next() < 0.05 ? 'subscriber' : 'open',
  };
}
