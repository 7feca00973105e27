import { isRecord } from '../model/record.ts';
import { isPictureName, parseLine } from './list-file.ts';
import type { ImageFile, ImageRecord } from './types.ts';

/** How a picture's record is written: one JSON object a line, its keys in one order. */

interface NamedRecord {
  readonly url: string;
  readonly record: ImageRecord;
}

export function formatRecord(url: string, record: ImageRecord): string {
  switch (record.kind) {
    case 'copy': {
      const { width, height } = record;
      const files = record.files.map((file) => ({ name: file.name, width: file.width }));
      return JSON.stringify({ url, width, height, files });
    }
    case 'pixel':
      return JSON.stringify({ url, pixel: true });
    case 'failed': {
      const { code, tries, last } = record;
      return JSON.stringify({ url, failed: code, tries, last });
    }
  }
}

/** Reads a line of a list: `undefined` for one that is not a record. */
export function parseRecord(line: string): NamedRecord | undefined {
  const { url, ...fields } = parseLine(line) ?? {};
  if (typeof url !== 'string' || !/^https?:\/\//.test(url)) return undefined;
  const record = fields.pixel === true ? ({ kind: 'pixel' } as const) : readRecord(fields);
  return record && { url, record };
}

function readRecord(fields: Readonly<Record<string, unknown>>): ImageRecord | undefined {
  const { failed: code, tries, last, width, height, files: list } = fields;
  if (
    typeof code === 'string' &&
    isCount(tries) &&
    typeof last === 'string' &&
    !Number.isNaN(Date.parse(last))
  ) {
    return { kind: 'failed', code, tries, last };
  }
  if (!isCount(width) || !isCount(height) || !Array.isArray(list)) return undefined;
  const files = list.flatMap(readFile);
  return files.length === 0 || files.length < list.length
    ? undefined
    : { kind: 'copy', width, height, files };
}

function readFile(value: unknown): ImageFile[] {
  const { name, width }: Readonly<Record<string, unknown>> = isRecord(value) ? value : {};
  return isPictureName(name) && isCount(width) ? [{ name, width }] : [];
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 99_999;
}

/** Of two records of one address, as a merge leaves them, the one that shows more. */
export function betterOf(one: ImageRecord, other: ImageRecord): ImageRecord {
  const rank = ({ kind }: ImageRecord): number => (kind === 'copy' ? 2 : kind === 'pixel' ? 1 : 0);
  if (rank(one) !== rank(other)) return rank(one) > rank(other) ? one : other;
  return formatRecord('', one) >= formatRecord('', other) ? one : other;
}
