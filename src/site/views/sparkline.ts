import type { Site } from '../site.ts';

/** A series as a picture of a few bytes, with its numbers as text for those who do not see it. */
export interface Sparkline {
  readonly width: number;
  readonly height: number;
  /** The `d` of an SVG path: one bar a value. */
  readonly path: string;
  readonly label: string;
}

const barPx = 3;
const gapPx = 1;
const heightPx = 18;

/** Items a week or month as a sparkline; `undefined` where there are none. */
export function sparkOf(
  message: 'perWeekSeries' | 'perMonthSeries',
  counts: readonly number[],
  { t, language }: Site,
): Sparkline | undefined {
  if (counts.every((count) => count === 0)) return undefined;
  const numbers = new Intl.NumberFormat(language);
  const series = counts.map((count) => numbers.format(count)).join(' ');
  return sparkline(counts, t(message, { n: counts.length, series }));
}

/**
 * Bars and not a line, because each value is a count of its own. A value above nought is never drawn as nothing, and
 * nought leaves a trace, so that the weeks can be told apart.
 */
function sparkline(series: readonly number[], label: string): Sparkline {
  const most = Math.max(1, ...series);
  const path = series
    .map((value, at) => {
      const height = value === 0 ? 1 : Math.max(2, Math.round((value / most) * heightPx));
      return `M${at * (barPx + gapPx)} ${heightPx}v-${height}h${barPx}v${height}z`;
    })
    .join('');
  return { width: series.length * (barPx + gapPx) - gapPx, height: heightPx, path, label };
}
