import { expect, it } from 'vitest';
import { feed, START } from '../hostile-server.test-kit.ts';
import { askedOf } from './outcome.ts';
import { hostPauses } from './plan.ts';
import { emptyState } from './state.ts';

const url = 'https://example.org/feed';

it.each([
  ['an address that was asked', emptyState(url), START],
  ['one of which nothing is kept', undefined, START],
  ['one that was put in the place of another', emptyState('https://example.org/typo'), undefined],
  ['one whose password was changed', emptyState(url), START],
])('counts the last question for %s', (name, state, expected) => {
  const own = name.includes('password') ? 'https://ann:new@example.org/feed' : url;
  expect(askedOf({ feed: feed(own), asked: START, ...(state && { state }) })).toBe(expected);
});

it('leaves a host alone as long as it said, whatever address of it is configured by now', () => {
  const until = '2026-05-18T23:00:00Z';
  const failing = {
    code: 'FETCH_TOO_MANY',
    cause: 'server-error' as const,
    first: START,
    last: START,
    count: 1,
    pause: { host: 'example.org', until },
  };
  const state = { ...emptyState('https://example.org/typo'), failing };
  expect(hostPauses([{ feed: feed(url), asked: START, state }], START).has('example.org')).toBe(true);
});
