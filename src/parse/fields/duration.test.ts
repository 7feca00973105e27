import { expect, it } from 'vitest';
import { parseDuration } from './duration.ts';

it.each([
  ['3723', 3723],
  ['62:03', 3723],
  ['1:02:03', 3723],
  ['1:02:03.5', 3723],
  ['PT1H2M3S', 3723],
  ['PT62M', 3720],
  ['1h 2m 3s', 3723],
  ['1h2m', 3720],
  ['62 min', 3720],
  ['62 mins.', 3720],
  ['1 hour, 2 minutes', 3720],
  ['3723s', 3723],
  ['0', undefined],
  ['0:00', undefined],
  ['PT', undefined],
  ['P1D', undefined],
  ['', undefined],
  ['soon', undefined],
  [undefined, undefined],
])('a duration of %s is %s', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});
