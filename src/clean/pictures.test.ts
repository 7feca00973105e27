import { describe, expect, it } from 'vitest';
import { cleanHtml, ownPictures, withPictures } from './index.ts';

const light = 'https://img.example/light.jpg';
const file = (url: string, title?: string) => ({
  url,
  mime_type: 'image/jpeg',
  ...(title !== undefined && { title }),
});

describe('the pictures beside a text', () => {
  it.each([
    ['the item’s image', { image: light }, [{ src: light }]],
    ['its banner', { banner_image: light }, [{ src: light }]],
    [
      'enclosures that are pictures',
      { attachments: [file(light, 'A light'), file('https://img.example/2.jpg')] },
      [{ src: light, description: 'A light' }, { src: 'https://img.example/2.jpg' }],
    ],
    [
      'image and enclosure once',
      { image: light, attachments: [file(light, 'A light')] },
      [{ src: light, description: 'A light' }],
    ],
    ['no sound', { attachments: [{ url: 'https://a.example/1.mp3', mime_type: 'audio/mpeg' }] }, []],
    [
      'no address that does harm',
      { image: 'javascript:alert(1)', attachments: [file('data:image/svg+xml,<svg>')] },
      [],
    ],
  ])('are %s', (_case, fields, expected) => {
    expect(ownPictures({ content_html: cleanHtml(''), ...fields }, 'remote')).toEqual(expected);
  });

  it.each([
    '<p>a <img src="https://img.example/b.jpg"></p>',
    '<video src="https://img.example/b.mp4"></video>',
  ])('are left out where the text has one: %s', (html) =>
    expect(ownPictures({ content_html: cleanHtml(html), image: light }, 'remote')).toEqual([]),
  );

  it('are those that are described where pictures are left out', () => {
    const attachments = [file(light, 'A light'), file('https://img.example/2.jpg')];
    const found = ownPictures({ content_html: cleanHtml(''), attachments }, 'none');
    expect(found).toEqual([{ src: light, description: 'A light' }]);
  });

  it('stand before the text, in the form that the cleaner writes', () => {
    const html = withPictures(cleanHtml('<p>Fog.</p>'), [{ src: `${light}?a=1&b="2"` }], 'A "light" & fog');
    expect(html).toMatch(
      /^<p><img src="https:\/\/img\.example\/light\.jpg\?a=1&amp;b=%222%22" alt="A &quot;light&quot; &amp; fog"[^>]*><\/p><p>Fog\.<\/p>$/,
    );
    expect(cleanHtml(html)).toBe(html);
  });
});
