/** What a repeated test costs: `quick` by default, `full` where there is time for it. */
interface Runs {
  readonly quick: number;
  readonly full: number;
}

/**
 * How often a test is repeated (kills, damaged feeds, generated inputs), by the variable `DAYBOOK_TEST_RUNS`: absent for
 * the quick count, `full` for the full one, a number for that many times the quick one.
 */
export function testRuns({ quick, full }: Runs): number {
  const wanted = process.env.DAYBOOK_TEST_RUNS ?? '1';
  if (wanted === 'full') return full;
  const times = Number(wanted);
  if (!(times > 0)) throw new Error(`DAYBOOK_TEST_RUNS is "full" or a number above 0, not "${wanted}".`);
  return Math.max(1, Math.min(full, Math.round(quick * times)));
}
