/** What the process tells its caller. Part of the contract: scripts and schedules depend on it. */
export const exitCodes = {
  /** Done; some feeds may have failed. */
  done: 0,
  /** The build failed. */
  failed: 1,
  /** Usage or configuration. */
  usage: 2,
  /** Every feed failed, or any with `--strict`; the site was still rendered. */
  feedsFailed: 3,
  /** Another run holds the site folder. */
  locked: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
