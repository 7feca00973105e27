import { describe, expect, it } from 'vitest';
import { decodeIn } from './charset.ts';
import { encodingOf } from './labels.ts';

describe('labels that programs of one language write', () => {
  it.each([
    ['ujis', 'euc-jp'],
    ['eucJP-win', 'euc-jp'],
    ['SJIS-win', 'shift_jis'],
    ['x-ms-cp932', 'shift_jis'],
    ['x-windows-949', 'euc-kr'],
    ['big5-eten', 'big5'],
    ['GB13000', 'gb18030'],
    ['8859-2', 'iso-8859-2'],
  ])('%s means %s', (label, encoding) => {
    expect(encodingOf(label)).toBe(encoding);
  });

  it('of Cyrillic on old Macs are not those of Windows', () => {
    expect(decodeIn(Uint8Array.of(0x8f, 0xf0), 'x-mac-cyrillic')).toBe('Пр');
  });

  it('that nobody knows, or that hide markup, decode nothing', () => {
    expect(decodeIn(Uint8Array.of(0x41), 'no-such-set')).toBeUndefined();
    expect(decodeIn(Uint8Array.of(0x41), 'utf-7')).toBeUndefined();
  });
});
