import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxKeys, parseState, type State } from './state.ts';
import { exportText, imported, webAddress } from './transfer.ts';

const empty = parseState(null);
const item = (title: string, url = 'https://example.org/2026/05/18/#a'): State['saved'][string] => ({
  time: 1,
  title,
  url,
  date: '2026-05-18T07:30:00Z',
});
const fileOf = (saved: unknown, read: unknown = {}): string => JSON.stringify({ version: 1, saved, read });

describe('an export', () => {
  it('comes back whole in another browser', () => {
    const state: State = {
      read: { a: 3, b: 4 },
      saved: { a: item('A'), b: item('B') },
      prefs: { theme: 'dark' },
    };
    expect(imported(exportText(state, 'https://example.org/'), empty)).toEqual({
      state: { ...empty, read: state.read, saved: state.saved },
      added: 2,
    });
  });

  it('takes the searches along that are kept, without what was counted here', () => {
    const searches = {
      '?q=swap': { name: 'Swap', time: 1, seen: { time: 2, day: '2026-05-18', n: 4 } },
      '?q=': { name: 'None', time: 1 },
    };
    const found = imported(exportText({ ...empty, searches }, '/'), { ...empty, since: 9 });
    expect(found).toEqual({
      state: { ...empty, since: 9, searches: { '?q=swap': { name: 'Swap', time: 1 } } },
      added: 0,
      searches: 1,
    });
  });

  it('changes nothing where it was made', () => {
    const state: State = { ...empty, saved: { a: item('A') }, read: { a: 1 } };
    expect(imported(exportText(state, '/'), state)).toEqual({ state, added: 0 });
  });
});

describe('a file from anybody', () => {
  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['nothing saved', '{"version":1}'],
    ['null', 'null'],
    ['a state whose saved items are a list', fileOf([1])],
  ])('is refused when it is %s', (_case, text) => {
    expect(imported(text, empty)).toBeUndefined();
  });

  it.each([
    ['a script', 'javascript:alert(1)'],
    ['a page inside the address', 'data:text/html,<script>alert(1)</script>'],
    ['a file', 'file:///etc/passwd'],
    ['a relative address', '/2026/05/18/#a'],
    ['an endless address', `https://example.org/${'a'.repeat(9000)}`],
  ])('gives no item whose address is %s', (_case, url) => {
    expect(webAddress(url)).toBeUndefined();
    expect(imported(fileOf({ a: item('A', url), b: item('B') }), empty)?.state.saved).toEqual({
      b: item('B'),
    });
  });

  it('cuts what is too long, drops strange keys, and forgets dates that are none', () => {
    const saved = JSON.parse(
      `{"a":${JSON.stringify({ ...item('x'.repeat(900)), date: 'soon' })},"__proto__":${JSON.stringify(item('P'))},"<b>":${JSON.stringify(item('Q'))}}`,
    );
    const found = imported(`{"saved":${JSON.stringify(saved)}}`, empty);
    expect(found?.state.saved).toEqual({ a: { ...item('x'.repeat(500)), date: '' } });
    expect(Object.getPrototypeOf(found?.state.saved)).toBe(Object.prototype);
  });

  it('goes no further than the bound, and never drops what is there', () => {
    const many = Object.fromEntries(Array.from({ length: maxKeys + 500 }, (_, i) => [`k${i}`, item(`${i}`)]));
    const mine: State = { ...empty, saved: { mine: item('Mine') } };
    const found = imported(fileOf(many, Object.fromEntries(Object.keys(many).map((key) => [key, 1]))), mine);
    expect(Object.keys(found?.state.saved ?? {})).toHaveLength(maxKeys);
    expect(found?.state.saved.mine).toEqual(item('Mine'));
  });

  it('never throws, and never loses a saved item', () => {
    const mine: State = { ...empty, saved: { mine: item('Mine') } };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const found = imported(fileOf(value), mine);
        if (found) expect(found.state.saved.mine).toEqual(item('Mine'));
      }),
    );
  });
});
