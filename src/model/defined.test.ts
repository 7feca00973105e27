import { expect, it } from 'vitest';
import { defined } from './defined.ts';

it('keeps the fields that have a value, whatever it is', () => {
  const absent: string | undefined = undefined;
  const found: { readonly a?: string; readonly b: null; readonly c: number; readonly d: false } = defined({
    a: absent as string | undefined,
    b: null,
    c: 0,
    d: false as const,
  });
  expect(Object.entries(found)).toEqual([
    ['b', null],
    ['c', 0],
    ['d', false],
  ]);
});
