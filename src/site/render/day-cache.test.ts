import { describe, expect, it } from 'vitest';
import type { StoredItem } from '../../archive/index.ts';
import { cleanerVersion, cleanHtml } from '../../clean/index.ts';
import { trusted } from '../content/trusted.ts';
import { dayReader } from './day-cache.ts';

function stored(content_html: string, cleaner?: number): StoredItem {
  return {
    id: 'a:1',
    url: 'https://a.example/posts/1',
    title: 'The title',
    content_html,
    _daybook: {
      feed: 'a',
      key: 'k1',
      first_seen: '2026-05-18T12:00:00Z',
      dated_by: 'published',
      access: 'open',
      ...(cleaner !== undefined && { cleaner }),
    },
  };
}

/** Has the cleaner's form and is safe, but today's rules would take out the title and its wrapper. */
const tidiedLess = '<h4>The title</h4><p>Text.</p>';

describe('HTML read from the archive', () => {
  it('passes as it is when this version wrote it, even where cleaning would tidy it', () => {
    expect(trusted(tidiedLess, stored(tidiedLess, cleanerVersion))).toBe(tidiedLess);
    expect(cleanHtml(tidiedLess, { title: 'The title' })).toBe('<p>Text.</p>');
  });

  it.each([0, cleanerVersion - 1, cleanerVersion + 1])(
    'is cleaned again when version %i wrote it',
    (version) => {
      expect(trusted(tidiedLess, stored(tidiedLess, version))).toBe('<p>Text.</p>');
    },
  );

  it('is cleaned again when it is not what the cleaner writes, whoever is said to have written it', () => {
    const attacked = '<p onclick="alert(1)">Text.<script>alert(2)</script><a href="/about">About</a></p>';
    expect(trusted(attacked, stored(attacked, cleanerVersion))).toBe(
      '<p>Text.<a href="https://a.example/about" rel="noopener noreferrer">About</a></p>',
    );
  });

  it('reaches pages through the reader of days, with the version of each item', async () => {
    const old = stored(tidiedLess, 0);
    const items = [stored(tidiedLess, cleanerVersion), { ...old, _daybook: { ...old._daybook, key: 'k2' } }];
    const reader = dayReader({ openStored: async () => ({ size: 1, read: async () => ({ items }) }) });
    const expected = [tidiedLess, '<p>Text.</p>'];
    const read = await reader.readDay('2026-05-18');
    expect(read.items.map((item) => item.content_html)).toEqual(expected);
    const shown = await reader.readItems('2026-05-18');
    expect(shown.map((item) => item.content_html)).toEqual(expected);
  });

  it('is read only where it is asked for, and once', async () => {
    const asked: (string[] | undefined)[] = [];
    const items = ['k1', 'k2', 'k3'].map((key) => {
      const one = stored(`<p>${key}</p>`, cleanerVersion);
      return { ...one, _daybook: { ...one._daybook, key } };
    });
    const reader = dayReader({
      openStored: async () => ({
        size: 1,
        read: async (wanted) => {
          const keys = wanted && [...wanted];
          asked.push(keys);
          return { items: items.filter(({ _daybook }) => keys?.includes(_daybook.key) ?? true) };
        },
      }),
    });
    const read = async (...keys: string[]): Promise<string[]> =>
      (await reader.readItems('2026-05-18', new Set(keys))).map((item) => item.content_html);
    expect(await read('k2')).toEqual(['<p>k2</p>']);
    expect(await read('k2', 'k1')).toEqual(['<p>k2</p>', '<p>k1</p>']);
    expect(await read('k1')).toEqual(['<p>k1</p>']);
    expect(await reader.readItems('2026-05-18')).toHaveLength(3);
    expect(await read('k3')).toEqual(['<p>k3</p>']);
    expect(asked).toEqual([['k2'], ['k1'], undefined]);
  });

  it('is opened again only where days of a certain size were opened since', async () => {
    const opened: string[] = [];
    const reader = dayReader({
      openStored: async (day) => {
        opened.push(day);
        return { size: 10_000_000, read: async () => ({ items: [] }) };
      },
    });
    for (const day of ['1', '2', '1', '3', '1', '2'])
      await reader.readItems(`2026-05-0${day}`, new Set(['k']));
    expect(opened).toEqual(['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-02']);
  });

  it('has its items in the order of their keys, and what is wrong with it, whatever was asked for before', async () => {
    const [first, second] = ['k1', 'k2'].map((key) => {
      const one = stored(`<p>${key}</p>`, cleanerVersion);
      return { ...one, _daybook: { ...one._daybook, key } };
    });
    const problem = { code: 'C', what: 'w', where: 'w', why: 'w', fix: 'f' };
    const reader = dayReader({
      openStored: async () => ({
        size: 1,
        read: async (keys) =>
          keys === undefined
            ? { items: [first, second].filter((one) => one !== undefined), problem }
            : { items: second ? [second] : [] },
      }),
    });
    await reader.readItems('2026-05-18', new Set(['k2']));
    for (let time = 0; time < 2; time++) {
      const read = await reader.readDay('2026-05-18');
      expect(read.items.map(({ content_html }) => content_html)).toEqual(['<p>k1</p>', '<p>k2</p>']);
      expect(read.problem).toBe(problem);
    }
  });
});
