import type { TransportLimits } from './types.ts';

/** The bounds of `docs/politeness.md`, "Bounds". */
export const defaultLimits: TransportLimits = {
  connectMs: 10_000,
  headersMs: 10_000,
  idleMs: 10_000,
  maxHeaderBytes: 65_536,
  maxHeaderFields: 100,
  maxRedirects: 5,
  inflation: 5,
  maxPauseMs: 30_000,
};

/** The whole run: what is not finished then stays due. */
export const runDeadlineMs = 600_000;

/** Requests at once to one host. */
export const perHost = 2;

/** `10 MB`, `1.5 KB`: for people. */
export function showBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB'];
  return `${Number(value.toFixed(1))} ${unit}`;
}

/** `20 s`, `1.5 s`: for people. */
export function showSeconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(1))} s`;
}
