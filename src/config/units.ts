import { DAY, HOUR, MINUTE } from '../model/instant.ts';

const msPerUnit: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: MINUTE,
  min: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
};

const bytesPerUnit: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1000,
  mb: 1_000_000,
  gb: 1_000_000_000,
  kib: 1024,
  mib: 1_048_576,
};

function parseUnit(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const found = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text.trim());
  if (!found) return undefined;
  const name = (found[2] ?? '').toLowerCase();
  const unit = Object.hasOwn(units, name) ? units[name] : undefined;
  return unit === undefined ? undefined : Math.round(Number(found[1]) * unit);
}

/** Reads `20s`, `6h`, `10d` into milliseconds, or `undefined`. Units: ms, s, m, min, h, d, w. */
export function parseDuration(text: string): number | undefined {
  return parseUnit(text, msPerUnit);
}

/** Reads how long items are kept: a duration, or `forever`, which is `Infinity`. */
export function parseKeep(text: string): number | undefined {
  return text === 'forever' ? Number.POSITIVE_INFINITY : parseDuration(text);
}

/** Reads `10MB`, `512 KiB` into bytes, or `undefined`. */
export function parseByteSize(text: string): number | undefined {
  return parseUnit(text, bytesPerUnit);
}
