import { describe, expect, it } from 'vitest';
import type { StoredItem } from '../archive/index.ts';
import { cleanerVersion, cleanHtml } from '../clean/index.ts';
import { dayReader, trusted } from './day-cache.ts';

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
    const items = [stored(tidiedLess, cleanerVersion), stored(tidiedLess, 0)];
    const reader = dayReader({
      days: async () => ['2026-05-18'],
      readDay: async (_day, trust) => ({
        items: items.map((item) => ({ ...item, content_html: trust(item.content_html, item) })),
      }),
    });
    const read = await reader.readDay('2026-05-18');
    expect(read.map((item) => item.content_html)).toEqual([tidiedLess, '<p>Text.</p>']);
  });
});
