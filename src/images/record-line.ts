import type { ImageFile, ImageRecord } from './types.ts';

/** How a picture's record is written: one JSON object a line, its keys in one order. */

const fileName = /^[0-9a-f]{32}\.webp$/;

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

/**
 * Reads a line of a list, whoever wrote or merged it: `undefined` for one that is not a record. Names of files are hashes
 * and nothing else, so that no path gets out of its folder.
 */
export function parseRecord(line: string): NamedRecord | undefined {
  const fields = parseFields(line.trim().replace(/,$/, ''));
  const url = fields?.get('url');
  if (fields === undefined || typeof url !== 'string' || !/^https?:\/\//.test(url)) return undefined;
  const record = fields.get('pixel') === true ? ({ kind: 'pixel' } as const) : readRecord(fields);
  return record && { url, record };
}

function readRecord(fields: ReadonlyMap<string, unknown>): ImageRecord | undefined {
  const [code, tries, last] = ['failed', 'tries', 'last'].map((name) => fields.get(name));
  if (
    typeof code === 'string' &&
    isCount(tries) &&
    typeof last === 'string' &&
    !Number.isNaN(Date.parse(last))
  ) {
    return { kind: 'failed', code, tries, last };
  }
  const [width, height, list] = ['width', 'height', 'files'].map((name) => fields.get(name));
  if (!isCount(width) || !isCount(height) || !Array.isArray(list)) return undefined;
  const files = list.flatMap(readFile);
  return files.length === 0 || files.length < list.length
    ? undefined
    : { kind: 'copy', width, height, files };
}

function readFile(value: unknown): ImageFile[] {
  if (typeof value !== 'object' || value === null) return [];
  const fields = new Map<string, unknown>(Object.entries(value));
  const name = fields.get('name');
  const width = fields.get('width');
  return typeof name === 'string' && fileName.test(name) && isCount(width) ? [{ name, width }] : [];
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 99_999;
}

function parseFields(text: string): ReadonlyMap<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}

/** Of two records of one address, as a merge leaves them, the one that shows more. */
export function betterOf(one: ImageRecord, other: ImageRecord): ImageRecord {
  const rank = ({ kind }: ImageRecord): number => (kind === 'copy' ? 2 : kind === 'pixel' ? 1 : 0);
  if (rank(one) !== rank(other)) return rank(one) > rank(other) ? one : other;
  return formatRecord('', one) >= formatRecord('', other) ? one : other;
}
