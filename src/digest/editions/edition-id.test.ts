import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import type { EditionKind } from '../../model/types.ts';
import { daysOfEdition, editionIdOf, editionNumber, parseEditionId } from './edition-id.ts';

const dayAfter = (days: number): string =>
  DateTime.fromISO('1990-01-01', { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
const anyDay = fc.integer({ min: 0, max: 40_000 }).map(dayAfter);
const anyKind = fc.constantFrom<EditionKind>('day', 'week', 'month');

describe('editionNumber', () => {
  it.each<[EditionKind, string, string, number | undefined]>([
    ['day', '2026-05-18', '2026-05-18', 1],
    ['day', '2026-05-19', '2026-05-18', 2],
    ['day', '2026-05-17', '2026-05-18', undefined],
    ['day', '2027-01-01', '2026-12-31', 2],
    ['day', '2024-03-01', '2024-02-28', 3],
    ['week', '2026-w21', '2026-05-24', 1],
    ['week', '2026-w22', '2026-05-24', 2],
    ['week', '2026-w20', '2026-05-24', undefined],
    ['week', '2026-w53', '2026-12-21', 2],
    ['week', '2027-w01', '2026-12-31', 2],
    ['week', '2026-w01', '2025-12-29', 1],
    ['month', '2026-05', '2026-05-31', 1],
    ['month', '2027-01', '2026-12-31', 2],
    ['month', '2026-04', '2026-05-31', undefined],
  ])('of the %s %s, in a digest since %s, is %s', (kind, id, firstDay, expected) => {
    expect(editionNumber({ kind, id }, firstDay)).toBe(expected);
  });

  it('counts one on from each edition to the next, whatever year or month ends between them', () => {
    fc.assert(
      fc.property(anyKind, anyDay, fc.integer({ min: 0, max: 5000 }), (kind, first, days) => {
        const day = DateTime.fromISO(first, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
        const id = editionIdOf(kind, day);
        const last = daysOfEdition({ kind, id }).at(-1) ?? '';
        const nextDay = DateTime.fromISO(last, { zone: 'utc' }).plus({ days: 1 }).toFormat('yyyy-MM-dd');
        const number = editionNumber({ kind, id }, first) ?? Number.NaN;
        expect(number).toBeGreaterThanOrEqual(1);
        expect(editionNumber({ kind, id: editionIdOf(kind, nextDay) }, first)).toBe(number + 1);
      }),
    );
  });
});

describe('an edition', () => {
  it('holds each of its days, and each day is in one edition of a kind', () => {
    fc.assert(
      fc.property(anyKind, anyDay, (kind, day) => {
        const id = editionIdOf(kind, day);
        const days = daysOfEdition({ kind, id });
        expect(days).toContain(day);
        expect(days).toEqual([...days].sort());
        for (const other of days) expect(editionIdOf(kind, other)).toBe(id);
        expect(parseEditionId(id)).toEqual({ kind, id });
      }),
    );
  });

  it.each([
    ['a day', '2026-05-18', { kind: 'day', id: '2026-05-18' }],
    ['a leap day', '2024-02-29', { kind: 'day', id: '2024-02-29' }],
    ['no leap day', '2026-02-29', undefined],
    ['week 53 of a year that has one', '2026-w53', { kind: 'week', id: '2026-w53' }],
    ['week 53 of a year that has none', '2025-w53', undefined],
    ['week 0', '2026-w00', undefined],
    ['a week in capitals', '2026-W21', undefined],
    ['a month', '2026-12', { kind: 'month', id: '2026-12' }],
    ['month 13', '2026-13', undefined],
    ['a year', '2026', undefined],
    ['a path', '../2026-05', undefined],
    ['nothing', '', undefined],
  ])('is named by its id: %s', (_case, id, expected) => {
    expect(parseEditionId(id)).toEqual(expected);
  });
});
