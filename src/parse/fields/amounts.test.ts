import { describe, expect, it } from 'vitest';
import { parseDuration, parseSize } from './amounts.ts';

describe('the length of a recording', () => {
  it.each([
    ['2794', 2794],
    ['90.5', 90],
    ['46:34', 2794],
    ['1:02:03', 3723],
    ['1:02:03.500', 3723],
    [' 46:34 ', 2794],
    ['46:34 min', 2794],
    ['１：０２', 62],
    ['1h 2m 3s', 3723],
    ['1h02', 3720],
    ['2 hours', 7200],
    ['62 min', 3720],
    ['62 minutes', 3720],
    ['46m34s', 2794],
    ['46\'34"', 2794],
    ['46’34', 2794],
    ['46′34″', 2794],
    ['PT1H2M3S', 3723],
    ['PT62M', 3720],
    ['62 mins.', 3720],
    ['1 hour, 2 minutes', 3720],
    ['3723s', 3723],
    ['PT', undefined],
    ['P1D', undefined],
    ['soon', undefined],
    ['PT2M', 120],
    ['30 sec', 30],
    ['00:00:00', undefined],
    ['0', undefined],
    ['', undefined],
    ['1:02:03:04', undefined],
    ['1.02.03', undefined],
    ['soon', undefined],
    ['1e9', undefined],
    ['-5', undefined],
  ])('%s is %s seconds', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });
});

describe('the size of a file', () => {
  it.each([
    ['1234567', 1_234_567],
    ['1,234,567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1 234 567', 1_234_567],
    ['1234567 bytes', 1_234_567],
    ['1234567.0', 1_234_567],
    ['12.5 MB', 12_500_000],
    ['12,5 Mo', 12_500_000],
    ['1GB', 1_000_000_000],
    ['300 KiB', 300_000],
    ['0', undefined],
    ['-1', undefined],
    ['', undefined],
    ['1.2e7', undefined],
    ['large', undefined],
  ])('%s is %s bytes', (text, expected) => {
    expect(parseSize(text)).toBe(expected);
  });
});
