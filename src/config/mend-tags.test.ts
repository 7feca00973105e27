import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mendTags } from './mend-tags.ts';
import { parseOpml } from './opml.ts';

const start = '<opml version="2.0"><head><title>Mine</title></head><body>';
const outlines =
  '<outline text="G"><outline text="A" xmlUrl="https://a.example/"/></outline><outline text="B" xmlUrl="https://b.example/"/>';

describe('a list with tags that are wrong', () => {
  it.each([
    ['ends as a feed does', `${start}${outlines}</body></rss>`],
    ['ends as a page does', `${start}${outlines}</body></html>`],
    ['ends without its body', `${start}${outlines}</rss>`],
    ['has its end misspelt', `${start}${outlines}</body></oplm>`],
    ['has the end of its body misspelt', `${start}${outlines}</bdoy></opml>`],
    ['has its two ends the wrong way round', `${start}${outlines}</opml></body>`],
    ['has the end of its body twice', `${start}${outlines}</body></body></opml>`],
    ['has the end of an outline for its own', `${start}${outlines}</outline>`],
    [
      'has ends of outlines misspelt',
      `${start}${outlines.replace('</outline>', '</outlines>')}</body></opml>`,
    ],
    ['breaks off inside its last tag', `${start}${outlines}</body></op`],
    ['has the end of its head misspelt', `${start.replace('</head>', '</haed>')}${outlines}</body></opml>`],
    ['has no end of its head', `${start.replace('</head>', '')}${outlines}</body></opml>`],
    ['has no end of its title', `${start.replace('</title>', '')}${outlines}</body></opml>`],
    ['has no start of its body', `${start.replace('<body>', '')}${outlines}</body></opml>`],
    [
      'is in capitals',
      `${start}${outlines}</body></opml>`.replace(/<\/?(?:opml|head|body|outline)/g, (tag) =>
        tag.toUpperCase(),
      ),
    ],
    [
      'has outlines in capitals',
      `${start}${outlines}</body></opml>`.replace(/<\/?outline/g, (tag) => tag.toUpperCase()),
    ],
    [
      'has a prefix',
      `${start}${outlines}</body></opml>`
        .replace(/(<\/?)(opml|head|body|outline)/g, '$1o:$2')
        .replace('<o:opml', '<o:opml xmlns:o="http://opml.example/"'),
    ],
  ])('is read whole when it %s', (_case, text) => {
    const read = parseOpml(text, 'list.opml');
    if ('problem' in read) throw new Error(read.problem.why);
    expect(read.title).toBe('Mine');
    expect(read.feeds).toMatchObject([
      { url: 'https://a.example/', groups: ['G'] },
      { url: 'https://b.example/', groups: [] },
    ]);
    expect(read.notes).toMatchObject([
      { code: 'OPML_MENDED', why: 'This was needed: tags spelt and ended as OPML has them.' },
    ]);
  });

  it.each([
    ['behind a feed', `${start}<outline text="G"><outline xmlUrl="https://a.example/"></outline>`],
    ['inside the end of an outline', `${start}<outline text="G"></outl`],
    ['behind a wrong end tag in the middle', `${start}</outlines><outline xmlUrl="https://a.example/"/>`],
    ['inside a comment', `${start}${outlines}<!-- </body></opml>`],
  ])('is still refused when it is cut off %s', (_case, text) => {
    expect(parseOpml(text, 'list.opml')).toHaveProperty('problem.code', 'OPML_UNREADABLE');
  });

  it('is read where outlines stand alone, with nothing around them', () => {
    const read = parseOpml(`<?xml version="1.0"?>\n${outlines}`, 'list.opml');
    expect(read).toMatchObject({
      feeds: [{ url: 'https://a.example/' }, { url: 'https://b.example/' }],
      notes: [{ why: 'This was needed: a document put around the outlines.' }],
    });
  });

  it('keeps what stands behind the end of its body', () => {
    const text = `${start}${outlines}</body><outline xmlUrl="https://c.example/"/></opml></opml>`;
    expect(parseOpml(text, 'list.opml')).toHaveProperty('feeds.length', 3);
  });

  it('never throws, and takes time in proportion', () => {
    const pieces = [
      '<outline ',
      '<body>',
      '</body>',
      '</x>',
      '<x a="',
      '"',
      '>',
      '</',
      '<!--',
      '<?',
      '</outline>',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
        mendTags(parts.join(''));
      }),
    );
    for (const piece of [...pieces, '<x>', '</ ', ' </opml'])
      mendTags(`${piece.repeat(400_000 / piece.length)}</opml>`);
    mendTags(`<opml>${'<x>'.repeat(100_000)}${'</y>'.repeat(100_000)}</opml>`);
    mendTags(`<opml>${'<x>'.repeat(40)}${'</y>'.repeat(100_000)}</opml>`);
  });
});
