import { describe, expect, it } from 'vitest';
import { joinLists } from './join-lists.ts';
import { type OpmlList, parseOpml } from './opml.ts';

const feed = (name: string) => `<outline text="${name}" xmlUrl="https://${name}.example/feed"/>`;
const list = (outlines: string) =>
  `<?xml version="1.0"?>\n<opml version="2.0"><head><title>Mine</title></head><body>${outlines}</body>\n</opml>\n`;

function read(text: string): OpmlList {
  const result = parseOpml(text, 'list.opml');
  if ('problem' in result) throw new Error(result.problem.why);
  return result;
}

const titles = (text: string) => read(text).feeds.map(({ title }) => title);

describe('lists one behind the other', () => {
  it('are one list, under the first title', () => {
    const both = read(
      list(`<outline text="News">${feed('a')}</outline>`) +
        list(feed('b')).replace('<body>', '<body class="x">'),
    );
    expect(both).toMatchObject({
      title: 'Mine',
      feeds: [
        { title: 'a', groups: ['News'] },
        { title: 'b', groups: [] },
      ],
      notes: [{ code: 'OPML_MENDED', why: expect.stringContaining('one behind the other') }],
    });
  });

  it('may be many, and have outlines without end tags', () => {
    const many = [feed('a'), feed('b').replace('/>', '>'), feed('c')].map(list).join('');
    expect(titles(many)).toEqual(['a', 'b', 'c']);
  });

  it('are refused when the last one is cut off', () => {
    const cut = list(feed('a')) + list(feed('b')).replace('</body>\n</opml>', '');
    expect(parseOpml(cut, 'list.opml')).toHaveProperty('problem');
  });
});

describe('what stands behind a list', () => {
  it.each(['<script>x()</script>', '<img src=x>', 'Warning: a & b', '</html>', '</body></opml>'])(
    '%s',
    (rest) => {
      const { feeds, notes } = read(list(feed('a')) + rest);
      expect(feeds).toHaveLength(1);
      expect(notes).toMatchObject([{ code: 'OPML_MENDED', why: expect.stringContaining('behind') }]);
    },
  );

  it('is a comment or a processing instruction without a word', () => {
    expect(read(`${list(feed('a'))}<!-- served in 3 ms --><?end?>`).notes).toEqual([]);
  });
});

it('takes time in proportion', () => {
  for (const piece of ['</body></opml>', '</body>', '</body \n', '<body', '</body></opml><opml><body>'])
    joinLists(piece.repeat(2_000_000 / piece.length));
});

describe('a page without the address of its feed', () => {
  it('is named', () => {
    const page = '<outline type="rss" text="A" xmlUrl="" htmlUrl="https://a.example/"/>';
    const link = '<outline type="link" text="L" htmlUrl="https://l.example/"/>';
    const group = `<outline text="G" htmlUrl="https://g.example/">${feed('b')}</outline>`;
    const { feeds, notes } = read(list(page + link + group));
    expect(feeds).toHaveLength(1);
    expect(notes).toMatchObject([
      { code: 'OPML_PAGE_WITHOUT_FEED', why: expect.stringMatching(/feed: https:\/\/a\.example\/\.$/) },
    ]);
  });
});
