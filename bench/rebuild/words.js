// Made-up words, always the same: five languages, common words often and rare ones seldom, as in any language.

const syllables = {
  en: 'the ing er in re on at ed it is al or le st ar ti en ra de co un me be com li per ver ter'.split(' '),
  fr: 'le en re de ti on es er ai ou an que men tion par con é in eur qui la ma ré ve pa'.split(' '),
  de: 'en er ch sch un ge be ver auf ein ung keit te st ich an ab zu or ung ö ber mit lich'.split(' '),
  ja: [...'のにはをたがでてとしれさいるこ日本語新聞時間国会社長年月分人大学'],
  ar: [...'اليمونرتبةعدسفهكحجقطشصضغ'],
};

/** A source of numbers that are the same at every run: `random(n)` is below n, `random()` from 0 up to 1. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const share = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    return below === undefined ? share : Math.floor(share * below);
  };
}

/** Ranks from 0 to `count` - 1 by Zipf's law: a table that is drawn from evenly. */
export function zipfTable(count, exponent = 1, size = 2 ** 16) {
  const weights = Array.from({ length: count }, (_, rank) => 1 / (rank + 1) ** exponent);
  const sum = weights.reduce((all, one) => all + one, 0);
  const table = new Uint32Array(size);
  let [rank, reached] = [0, weights[0] / sum];
  for (let at = 0; at < size; at++) {
    while ((at + 0.5) / size > reached && rank < count - 1) {
      rank += 1;
      reached += weights[rank] / sum;
    }
    table[at] = rank;
  }
  return table;
}

function vocabulary(language) {
  const random = randomFrom(language.charCodeAt(0) * 131 + language.charCodeAt(1));
  const parts = syllables[language];
  // Common words are short.
  const lengthAt = (rank) => 1 + random(rank < 200 ? 2 : 4);
  return Array.from({ length: 30_000 }, (_, rank) =>
    Array.from({ length: lengthAt(rank) }, () => parts[random(parts.length)]).join(''),
  );
}

const tables = new Map();
const ranks = zipfTable(30_000, 1, 2 ** 18);

/** Draws words of a language: `draw(random, count)` gives so many, ready to be shown. */
export function wordsOf(language) {
  const words = tables.get(language) ?? vocabulary(language);
  tables.set(language, words);
  const joint = language === 'ja' ? '' : ' ';
  return (random, count) => {
    let text = words[ranks[random(ranks.length)]];
    for (let at = 1; at < count; at++) text += joint + words[ranks[random(ranks.length)]];
    return text;
  };
}

/** A name that is never a common word. */
export function nameOf(number) {
  const random = randomFrom(number * 7919 + 5);
  const part = () => {
    const text = Array.from({ length: 2 + random(2) }, () => syllables.en[random(syllables.en.length)]).join(
      '',
    );
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  return `${part()} ${part()}`;
}

/** Numbers around a bell curve: 0 on average, 1 the usual distance. */
export function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
