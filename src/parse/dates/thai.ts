import type { DateParts } from './parts.ts';

/** Thailand counts years from the Buddha's death, also in digits and between English names of months. */

/** Years from then to our first. */
const yearsBefore = 543;

/** Whether an RFC 3339 date of a feed in this language counts so: no feed has an item of that age. */
export function isThai(date: string, language: string | undefined): boolean {
  return /^th(?:-|$)/i.test(language ?? '') && /^2(?:4[5-9]|[56]\d)/.test(date);
}

/** A date with our year, of a Thai feed or in Thai letters. */
export function withoutThai(
  parts: DateParts | undefined,
  text: string,
  language: string | undefined,
): DateParts | undefined {
  if (parts === undefined || parts.year < 2450 || parts.year >= 2700) return parts;
  const counts = isThai(String(parts.year), language) || /\p{Script=Thai}/u.test(text);
  return counts ? { ...parts, year: parts.year - yearsBefore } : parts;
}
