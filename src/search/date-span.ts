/** Days from and to, both included; an end that is missing is open. */
export interface DateSpan {
  /** `2026-05-18` */
  readonly from?: string;
  readonly to?: string;
}

/** Whether a day is in a span. */
export function isWithin(day: string, { from, to }: DateSpan): boolean {
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}

/** Whoever names the later day first means the days between. */
export function inOrder(span: DateSpan): DateSpan {
  const { from, to } = span;
  return from !== undefined && to !== undefined && from > to ? { from: to, to: from } : span;
}

const isoDate = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const duration = /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/i;

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** The first or the last day of `2026`, `2026-05` or `2026-05-18`; none where there is no such day. */
function edge(text: string, which: 'first' | 'last'): string | undefined {
  const [, year, month, day] = isoDate.exec(text) ?? [];
  if (year === undefined) return undefined;
  const given = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const time = Date.parse(`${given}T00:00:00Z`);
  if (Number.isNaN(time) || dayOf(new Date(time)) !== given) return undefined;
  if (which === 'first' || day !== undefined) return given;
  if (month === undefined) return `${year}-12-31`;
  return dayOf(new Date(Date.UTC(Number(year), Number(month), 0)));
}

/** So many years, months, weeks and days before a day (ISO 8601 durations); none for an empty one. */
function before(today: string, text: string): string | undefined {
  const [whole = '', years, months, weeks, days] = duration.exec(text) ?? [];
  if (whole.length < 3) return undefined;
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() - Number(years ?? 0));
  date.setUTCMonth(date.getUTCMonth() - Number(months ?? 0));
  date.setUTCDate(date.getUTCDate() - 7 * Number(weeks ?? 0) - Number(days ?? 0));
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 0 ? undefined : dayOf(date);
}

/**
 * Reads a day, month or year, or two of them with `/` or `..` between, in either order, of which one may be missing; or
 * `P7D/` and `P7D`: the last seven days, and `/P1M`: until a month ago. Nothing where it is none of these, or no such day.
 *
 * @param today the day that durations count from
 */
export function parseSpan(text: string, today: string): DateSpan | undefined {
  const [one = '', other, more] = text.trim().split(/\/|\.\./);
  if (more !== undefined || (one === '' && (other ?? '') === '')) return undefined;
  const isAgo = /^P/i.test(one) && other === undefined;
  const end = other ?? (isAgo ? '' : one);
  const from = one === '' ? undefined : (before(today, one) ?? edge(one, 'first'));
  const to = end === '' ? undefined : (before(today, end) ?? edge(end, 'last'));
  if ((one !== '' && from === undefined) || (end !== '' && to === undefined)) return undefined;
  if (from !== undefined && to !== undefined && from > to) return parseSpan(`${end}/${one}`, today);
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
