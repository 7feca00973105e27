const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** `3 days ago`, in a language; what is not a minute old, or comes from a clock ahead of ours, is `now`. */
export function ageText(seconds: number, language: string): string {
  const [unit, length] = units.find((one) => seconds >= one[1]) ?? ['minute', Infinity];
  const format = new Intl.RelativeTimeFormat(language, { numeric: length === Infinity ? 'auto' : 'always' });
  return length === Infinity
    ? format.format(0, 'second')
    : format.format(-Math.floor(seconds / length), unit);
}

/** A digest that found nothing new for so long has probably stopped: a long weekend is not yet this long. */
export const staleSeconds = 5 * 86_400;
