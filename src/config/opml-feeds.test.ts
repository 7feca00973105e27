import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KeptList, keptListPath, keptListText, parseKeptList } from './kept-list.ts';
import { readConfig } from './read-config.ts';

const url = 'https://lists.example/feeds.opml';
const config = (more = '', address = url): string =>
  `title: T\nurl: https://t.example/\nsections: [{ id: tech, title: Technology }]\nopml: ${address}\n${more}`;

function read(text: string, kept?: KeptList) {
  return readConfig(text, async (path) =>
    path === keptListPath && kept !== undefined ? keptListText(kept) : undefined,
  );
}

describe('a list of feeds with an address', () => {
  it('gives the feeds of the list that was fetched last', async () => {
    const feeds = [
      { url: 'https://own.example/feed', title: 'Left to the configuration', groups: [] },
      { url: 'https://a.example/feed', title: 'A', groups: ['Technology'], attributes: { category: '/x' } },
    ];
    const result = await read(config('feeds: [https://own.example/feed]'), { url, feeds });
    expect(result).toMatchObject({
      config: {
        opmlUrl: url,
        feeds: [
          { url: 'https://own.example/feed' },
          { id: 'a-example', title: 'A', section: 'tech', opml: { category: '/x' }, where: `${url}, feed 2` },
        ],
      },
      notices: [],
    });
  });

  it('that never came is a notice, and no fault, even where it is all there is', async () => {
    expect(await read(config())).toMatchObject({
      config: { feeds: [], opmlUrl: url },
      notices: [{ code: 'OPML_NOT_FETCHED' }],
    });
  });

  it('of another address is not taken for the one that is configured', async () => {
    const kept = { url: 'https://other.example/', feeds: [{ url: 'https://a.example/feed', groups: [] }] };
    expect(await read(config(), kept)).toMatchObject({ config: { feeds: [] } });
  });

  it('cannot name files of the site folder', async () => {
    const feeds = ['private.xml', '../x.xml', 'file:///etc/passwd', 'https://a.example/feed'].map((one) => ({
      url: one,
      groups: [],
    }));
    const result = await read(config(), { url, feeds });
    expect(result).toMatchObject({ config: { feeds: [{ url: 'https://a.example/feed' }] } });
    const notices = 'notices' in result ? result.notices : [];
    expect(notices.map(({ code }) => code)).toEqual(Array(3).fill('OPML_FEED_SKIPPED'));
  });

  it('has no settings of somebody else’s digest, wherever they stood in it', () => {
    const feed = { url: 'https://a.example/feed', groups: [], title: 'A' };
    const kept = keptListText({ url, feeds: [{ ...feed, settings: '{"id":"x"}' }] });
    expect(kept).toBe(keptListText({ url, feeds: [{ url: feed.url, title: 'A', groups: [] }] }));
  });

  it('keeps its password out of files and messages', async () => {
    const secret = 'https://me:secret@lists.example/feeds.opml';
    const result = await read(config('', secret), { url, feeds: [{ url: 'x.xml', groups: [] }] });
    expect(result).toMatchObject({ config: { opmlUrl: secret } });
    expect('notices' in result && JSON.stringify(result.notices)).not.toContain('secret');
  });
});

describe('the kept list', () => {
  const text = fc.string({ minLength: 1 });
  const attribute = fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.string());
  const feed = fc.record(
    {
      url: text,
      title: text,
      groups: fc.array(fc.string()),
      attributes: fc.array(attribute, { minLength: 1 }).map((pairs) => Object.fromEntries(pairs)),
    },
    { requiredKeys: ['url', 'groups'] },
  );

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(fc.array(feed), (feeds) => {
        const list = { url, feeds, fetch: { schema: 1, url } };
        expect(parseKeptList(keptListText(list), url)).toEqual(list);
      }),
    );
  });

  it('never throws, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (json) => {
        parseKeptList(json, url);
      }),
    );
  });
});
