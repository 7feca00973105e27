import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testSite } from '../outputs/site.test-kit.ts';
import { structuredData } from './structured-data.ts';

describe('structured data', () => {
  it('names the page, the digest and the items at their sources', async () => {
    const site = await testSite({ items: [{ key: 'one' }, { key: 'two' }] });
    const items = site.ledger.day('2026-05-18');
    const url = 'https://daybook.example/kernel/2026/05/18/';
    expect(JSON.parse(structuredData({ title: 'Monday', url, items }, site))).toEqual({
      '@context': 'https://schema.org',
      '@type': 'CollectionPage',
      url,
      name: 'Monday',
      mainEntity: {
        '@type': 'ItemList',
        numberOfItems: 2,
        itemListElement: ['https://alpha.example/one', 'https://alpha.example/two'],
      },
    });
  });

  it('cannot end its element or begin a comment, and says what it was given, whatever that is', async () => {
    const site = await testSite();
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('</script><script>alert(1)', '<!--<script>', '\u2028', '&lt;/script&gt;'),
    );
    fc.assert(
      fc.property(hostile, (title) => {
        const url = 'https://daybook.example/';
        const json = structuredData({ title, url, items: [] }, site);
        expect(json).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(json).name).toBe(title);
      }),
    );
  });
});
