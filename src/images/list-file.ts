import { hash } from 'node:crypto';
import { parseJson } from '../model/json.ts';
import { isRecord } from '../model/record.ts';
import { sortedByKey } from '../model/sorted.ts';

/** What the lists of kept pictures and of portraits share: one record a line, so that git merges them line by line. */

/** A picture's file is named by the hash of its bytes: `3f…9c.webp`. */
export function pictureName(bytes: Uint8Array): string {
  return `${hash('sha256', bytes, 'hex').slice(0, 32)}.webp`;
}

/** Whether a list may name a file so: no path gets out of its folder. */
export function isPictureName(name: unknown): name is string {
  return typeof name === 'string' && /^[0-9a-f]{32}\.webp$/.test(name);
}

/** The fields of a line, whoever wrote or merged it; `undefined` for one that is not a record. */
export function parseLine(line: string): Readonly<Record<string, unknown>> | undefined {
  const value = parseJson(line.trim().replace(/,$/, ''));
  return isRecord(value) ? value : undefined;
}

/** @param lines of records, by their keys */
export function formatList(of: 'images' | 'portraits', lines: ReadonlyMap<string, string>): string {
  const sorted = sortedByKey(lines).map(([, line]) => line);
  return `{\n"title": "Daybook ${of}",\n"${of}": [\n${sorted.join(',\n')}\n]\n}\n`;
}
