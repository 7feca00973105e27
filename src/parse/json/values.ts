import { isRecord } from '../../model/record.ts';
import type { Repairs } from '../repairs.ts';
import { parseLooseJson, unwrapCallback } from './text.ts';

/** A text that says something; numbers count, because some feeds give numeric ids. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  return value.trim() === '' ? undefined : value.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** A positive number, also when it is written as a text. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

/** The members of a list; a single object counts as one. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isRecord(value) ? [value] : [];
}

/** Ids that a number would round, so that two of them became one; inside a text the quotation marks would be escaped. */
const longId = /("id"\s*:\s*)(\d{16,100})(?=\s*[,}])/g;

/** JSON by the standard, else read loosely with the faults noted. */
export function parseJson(text: string, repairs: Repairs): unknown {
  const inner = unwrapCallback(text, repairs).replace(longId, '$1"$2"');
  try {
    const value: unknown = JSON.parse(inner);
    return value;
  } catch {
    repairs.note('JSON_INVALID', 'The document is not valid JSON; it was read as far as it makes sense.');
    return parseLooseJson(inner, repairs);
  }
}
