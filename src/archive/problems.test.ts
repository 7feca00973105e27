import { expect, it } from 'vitest';
import { doubtful } from './problems.ts';

const lost = { code: 'X', one: 'feed lost its list', many: 'feeds lost their list', why: 'It was removed.' };

it('counts what may be wrong, and names the first of it', () => {
  expect(doubtful(lost, ['a'], 'archive').what).toBe('1 feed lost its list: a.');
  expect(doubtful(lost, ['a', 'b'], 'archive').what).toBe('2 feeds lost their list: a, b.');
  expect(doubtful(lost, ['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'archive').what).toBe(
    '7 feeds lost their list: a, b, c, d, e and 2 more.',
  );
});
