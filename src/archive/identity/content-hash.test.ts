import { describe, expect, it } from 'vitest';
import { type Content, contentHash } from './content-hash.ts';

const hashOf = (item: Partial<Content>): string => contentHash({ content_html: '', ...item } as Content);
const picture = (address: string): Partial<Content> => ({
  content_html: `<p>Fog.</p><img src="${address}" alt="">` as Content['content_html'],
});
const text = (words: string): Partial<Content> => ({
  title: words,
  summary: words,
  content_html: `<p>${words}</p>` as Content['content_html'],
});

describe('a version of an item', () => {
  it.each<[string, Partial<Content>, Partial<Content>]>([
    [
      'other quotation marks and dashes',
      text('“It’s here” – they said…'),
      text('"It\'s here" - they said...'),
    ],
    ['guillemets', text('«Ici»'), text('"Ici"')],
    [
      'another server of a store of pictures',
      picture('https://i0.wp.com/a.example/fog.jpg?resize=300'),
      picture('https://i2.wp.com/a.example/fog.jpg?resize=600'),
    ],
    [
      'the same of its own picture',
      { image: 'https://img1.a.example/f.jpg' },
      { image: 'https://img12.a.example/f.jpg' },
    ],
  ])('is not made by %s', (_case, before, after) => {
    expect(hashOf(after)).toBe(hashOf(before));
  });

  it.each<[string, Partial<Content>, Partial<Content>]>([
    ['another word', text('“It’s here”'), text('“It’s there”')],
    ['another picture', picture('https://i0.wp.com/fog.jpg'), picture('https://i0.wp.com/sun.jpg')],
    ['another site', picture('https://a1.example/fog.jpg'), picture('https://a2.example/fog.jpg')],
  ])('is made by %s', (_case, before, after) => {
    expect(hashOf(after)).not.toBe(hashOf(before));
  });
});
