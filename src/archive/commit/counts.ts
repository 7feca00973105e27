/** Items by what became of them. */
export interface Counts {
  readonly added: number;
  /** A later version replaced the text. */
  readonly revised: number;
  /** Only labels, access or the address changed. */
  readonly relabelled: number;
  readonly unchanged: number;
  /** Kept out by a removal request or the retention rule. */
  readonly refused: number;
}

export const kinds = ['added', 'revised', 'relabelled', 'unchanged', 'refused'] as const;

/** Counts by feed. */
export type Tally = Map<string, { -readonly [kind in keyof Counts]: number }>;

export const none = (): { -readonly [kind in keyof Counts]: number } => ({
  added: 0,
  revised: 0,
  relabelled: 0,
  unchanged: 0,
  refused: 0,
});
