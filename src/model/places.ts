/** A stretch of a file's bytes: from one to another, the last excluded. */
export type Place = readonly [from: number, to: number];

/** Places in their order; those that overlap, or are no more than so many bytes apart, in one. */
export function joinedPlaces(places: readonly Place[], maxGap: number): Place[] {
  const stretches: [number, number][] = [];
  for (const [from, to] of [...places].sort(([one], [other]) => one - other)) {
    const last = stretches.at(-1);
    if (last && from <= last[1] + maxGap) last[1] = Math.max(last[1], to);
    else stretches.push([from, to]);
  }
  return stretches;
}
