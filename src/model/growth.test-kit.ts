/** The large input is so many times the small one: what is linear takes 16 times as long, what is quadratic 256 times. */
const GROWTH = 16;
/** Four times what is linear, a quarter of what is quadratic. */
const ROOM = 4;
/** Below this a measurement is noise. It only ever lets more pass. */
const FLOOR_MS = 1;
const ROUNDS = 5;

/** The processor's time of one call, in ms: other programs do not count. */
export function costOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

/**
 * Whether work on a large input takes as much longer than on a sixteenth of it as the input is larger, and not the square
 * of that. The quickest of several rounds counts for each size, so that neither warming up nor a busy machine decides;
 * rounds end as soon as the answer is yes. For what no counter can tell, as time inside a regular expression.
 */
export function growsLinearly(work: (size: number) => void, largeSize: number): boolean {
  const smallSize = Math.floor(largeSize / GROWTH);
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round += 1) {
    small = Math.min(
      small,
      costOf(() => work(smallSize)),
    );
    large = Math.min(
      large,
      costOf(() => work(largeSize)),
    );
    if (large < GROWTH * ROOM * Math.max(small, FLOOR_MS)) return true;
  }
  return false;
}
