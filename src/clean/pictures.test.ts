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

describe('a picture inside its address', () => {
  const data = `${'A'.repeat(76)}+/${'B'.repeat(10)}==`;
  const src = `data:image/jpeg;base64,${data}`;
  it.each([
    ['with the lines of a mail', `data:image/jpeg;base64,\n${data.slice(0, 76)}\r\n${data.slice(76)}\n`],
    ['with escaped signs', `data:image/jpeg;base64,${encodeURIComponent(data)}`],
    ['of another name', `data:image/jpg;base64,${data}`],
    ['in capitals', `DATA:IMAGE/JPEG;BASE64,${data}`],
    ['with parameters', `data:image/jpeg;charset=utf-8;name=a.jpg;base64,${data}`],
  ])('is shown %s', (_case, written) => {
    expect(cleanHtml(`<img alt="x" src="${written}">`)).toContain(` src="${src}"`);
  });

  it.each([
    `data:image/svg+xml;base64,${data}`,
    `data:image/jpeg;base64,${data}%22onerror=alert(1)`,
    `data:image/jpeg;base64,${data}%`,
    `data:image/jpg,${data}`,
    `data:text/html;base64,${data}`,
  ])('is none: %s', (written) => {
    expect(cleanHtml(`<p>x<img alt="" src="${written}"></p>`)).toBe('<p>x</p>');
  });

  it('is not shown where it only fills the place of the picture behind it', () => {
    const html = `<img aria-hidden="true" alt="" src="${src}"><img alt="x" src="${light}">`;
    expect(cleanHtml(html).match(/<img/g)).toHaveLength(1);
    expect(cleanHtml(html)).toContain(`src="${light}"`);
  });
});
