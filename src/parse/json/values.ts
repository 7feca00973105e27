import { isRecord } from '../../model/record.ts';
import type { Repairs } from '../repairs.ts';
import { parseLooseJson, unwrapCallback } from './text.ts';

/** A text that says something; numbers count, because some feeds give numeric ids. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  if (value.trim() === '') return undefined;
  return /[\ud800-\udfff]/.test(value) ? value.replace(/\p{Surrogate}/gu, '\uFFFD') : value;
}

/** A positive number, also when it is written as a text. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

/** Whether an object was meant as a list: PHP writes one so that lost some of its members, by their numbers. */
export function isNumbered(value: unknown): value is Readonly<Record<string, unknown>> {
  const keys = isRecord(value) ? Object.keys(value) : [];
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key));
}

/**
 * The members of a list; a single object counts as one. Objects with nothing but objects in them name each member, by its id
 * say: what is one member itself has texts.
 */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return [];
  const members = Object.values(value);
  const isList = isNumbered(value) || (members.length > 0 && members.every(isRecord));
  return isList ? members : [value];
}

/** Ids that a number would round, so that two of them became one; inside a text the quotation marks would be escaped. */
const longNumber = /\d{16,100}(?=\s*[,}])/g;
const idBefore = /"(?:[\w-]{0,40}id|identifier)"\s{0,20}:\s{0,20}$/i;

function withLongIds(text: string): string {
  return text.replace(longNumber, (digits, at: number) =>
    idBefore.test(text.slice(Math.max(0, at - 90), at)) ? `"${digits}"` : digits,
  );
}

/** JSON by the standard, else read loosely with the faults noted. */
export function parseJson(text: string, repairs: Repairs): unknown {
  const inner = withLongIds(unwrapCallback(text, repairs));
  try {
    const value: unknown = JSON.parse(inner);
    return value;
  } catch {
    repairs.note('JSON_INVALID', 'The document is not valid JSON; it was read as far as it makes sense.');
    return parseLooseJson(inner, repairs);
  }
}
