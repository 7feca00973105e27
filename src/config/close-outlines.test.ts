import { describe, expect, it } from 'vitest';
import { closeOutlines } from './close-outlines.ts';
import { type OpmlList, parseOpml } from './opml.ts';

function listOf(text: string): OpmlList {
  const read = parseOpml(text, 'list.opml');
  if ('problem' in read) throw new Error(read.problem.why);
  return read;
}

const opml = (body: string): string => `<opml version="1.1"><body>${body}</body></opml>`;
const feed = (name: string, end = ''): string =>
  `<outline type="rss" text="${name}" xmlUrl="https://${name}.example/">${end}`;
const group = (name: string): string => `<outline text="${name}">`;
const end = '</outline>';

describe('a list whose outlines have no end tags', () => {
  it.each([
    ['no outline has one', `${feed('a')}${feed('b')}`, ['a', 'b']],
    ['only groups have one', `${group('G')}${feed('a')}${feed('b')}${end}${feed('c')}`, ['a G', 'b G', 'c']],
    [
      'only groups in each other have one',
      `${group('G')}${feed('a')}${group('H')}${feed('b')}${end}${feed('c')}${end}`,
      ['a G', 'b G H', 'c G'],
    ],
    ['only feeds have one', `${group('G')}${feed('a', end)}${group('H')}${feed('b', end)}`, ['a G', 'b H']],
    [
      'groups have none and feeds end in themselves',
      `${group('G')}<outline xmlUrl="https://a.example/"/>${group('H')}<outline xmlUrl="https://b.example/"/>`,
      ['a G', 'b H'],
    ],
    [
      'neither groups nor feeds have one',
      `${group('G')}${feed('a')}${group('H')}${feed('b')}`,
      ['a G', 'b H'],
    ],
    ['one comes too often', `${group('G')}${feed('a', end)}${end}${end}${feed('b', end)}`, ['a G', 'b']],
    ['one stands in a comment', `${feed('a')}<!-- </outline><outline> -->${feed('b')}`, ['a', 'b']],
  ])('is read whole when %s', (_case, body, expected) => {
    const { feeds, notes } = listOf(opml(body));
    expect(feeds.map(({ url, groups }) => [url.slice(8, 9), ...groups].join(' '))).toEqual(expected);
    expect(notes).toMatchObject([
      { code: 'OPML_MENDED', why: expect.stringContaining('outlines without an end tag closed') },
    ]);
  });

  it('may lack the end of its body or of itself', () => {
    const body = `<opml><body>${feed('a')}`;
    for (const text of [`${body}</opml>`, `${body}</body>`]) expect(listOf(text).feeds).toHaveLength(1);
  });

  it('is not guessed at where its end is missing', () => {
    expect(closeOutlines(`<opml><body>${feed('a')}`)).toBeUndefined();
    expect(closeOutlines(`<opml><body>${feed('a')}</body><!-- `)).toBeDefined();
  });

  it('takes time in proportion', () => {
    for (const piece of ['<outline "', '<outline a="b">', '</outline>', '<!--', '<outline xmlUrl="'])
      closeOutlines(`${piece.repeat(400_000 / piece.length)}</opml>`);
  });
});

describe('a list that includes others', () => {
  it('says which were not read', () => {
    const { feeds, notes } = listOf(
      opml(
        `${feed('a', end)}<outline type="include" text="Friends" url="https://b.example/friends.opml"/>` +
          '<outline type="link" url="https://c.example/more.OPML?x"/><outline type="link" url="https://d.example/"/>',
      ),
    );
    expect(feeds).toHaveLength(1);
    expect(notes).toMatchObject([
      {
        code: 'OPML_INCLUDES_LIST',
        why: expect.stringMatching(
          /: https:\/\/b\.example\/friends\.opml, https:\/\/c\.example\/more\.OPML\?x\.$/,
        ),
      },
    ]);
  });

  it('names five of many, each once', () => {
    const lists = [1, 2, 3, 4, 5, 6, 7, 7].map(
      (n) => `<outline type="include" url="https://l${n}.example/x.opml"/>`,
    );
    expect(listOf(opml(lists.join(''))).notes[0]?.why).toMatch(/l5\.example\/x\.opml and 2 more\.$/);
  });
});
