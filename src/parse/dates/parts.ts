/** A date as its text gives it, before the calendar is asked. */
export interface DateParts {
  readonly year: number;
  readonly day:
    | { readonly month: number; readonly day: number }
    | { readonly week: number; readonly weekday: number }
    | { readonly ordinal: number };
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Minutes east of UTC, or an IANA name; `undefined` of a day without a time and a zone. */
  readonly zone: number | string | undefined;
}

/** Two- and three-digit years (RFC 5322 §4.3): 00 to 49 are 2000 on, 50 to 99 and three digits are 1900 on; `026` has a nought too many. */
export function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  if (text.length === 3) return year < 50 ? 2000 + year : 1900 + year;
  return year;
}

/** The days of a month, 1 to 12; 0 of another. */
export function daysOf(year: number, month: number): number {
  if (!(month >= 1 && month <= 12)) return 0;
  return month === 2 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 30 + ((month + (month >> 3)) & 1);
}
