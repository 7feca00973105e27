import { describe, expect, it } from 'vitest';
import { cleanHtml } from './index.ts';

const clean = (html: string): string => {
  const cleaned = cleanHtml(html, { baseUrl: 'https://a.example/post' });
  expect(cleanHtml(cleaned, { baseUrl: 'https://a.example/post' })).toBe(cleaned);
  return cleaned;
};

const page = 'https://www.youtube.com/watch?v=abcdefghijk';
const frame = 'https://www.youtube.com/embed/abcdefghijk';
const card = (label: string): string =>
  `<p data-daybook="video"><a href="${page}" rel="noopener noreferrer">${label}</a></p>`;

describe('films that wait for a script', () => {
  it.each([
    [
      'a frame',
      `<iframe data-src="${frame}"></iframe> <noscript><iframe src="${frame}"></iframe></noscript>`,
    ],
    [
      'an element that becomes a frame',
      `<div class="player" data-src="${frame}"></div><noscript><iframe src="${frame}"></iframe></noscript>`,
    ],
    [
      'a frame between others',
      `<span><iframe src="${frame}"></iframe><br></span><iframe src="${frame}"></iframe>`,
    ],
  ])('stand once where another is for pages without scripts: %s', (_case, html) => {
    expect(clean(html)).toBe(card('YouTube'));
  });

  it('stand once with the title that one of the two has', () => {
    const late = `<iframe data-src="${frame}"></iframe>`;
    const noscript = `<noscript><iframe title="Rain over Paris" src="${frame}"></iframe></noscript>`;
    expect(clean(late + noscript)).toBe(card('Rain over Paris'));
    expect(clean(noscript + late)).toBe(card('Rain over Paris'));
  });

  it('stand once as recordings, too', () => {
    const video = '<video src="https://a.example/1.mp4"></video>';
    const sources = '<audio><source src="/1.mp3"><source src="/1.ogg"></audio>';
    expect(clean(`${video}<noscript>${video}</noscript>`).match(/<video/g)).toHaveLength(1);
    expect(clean(`${sources}<noscript>${sources}</noscript>`).match(/<audio/g)).toHaveLength(1);
  });

  it('stay where words, another film or a picture stand between', () => {
    const one = `<iframe src="${frame}"></iframe>`;
    expect(clean(`${one}<p>Once more:</p>${one}`).match(/data-daybook/g)).toHaveLength(2);
    expect(clean(one + one.replace('abc', 'xyz')).match(/data-daybook/g)).toHaveLength(2);
    expect(clean('<audio src="/1.mp3"></audio><audio src="/2.mp3"></audio>').match(/<audio/g)).toHaveLength(
      2,
    );
  });

  it.each([
    ['in an attribute', `<div data-src="${frame}"></div>`, card('YouTube')],
    ['without a scheme', '<p data-embed="//www.youtube.com/embed/abcdefghijk"></p>', card('YouTube')],
    ['with a title', `<div data-src="${frame}" data-alt="Rain"> </div>`, card('Rain')],
    ['of a host without films', '<div data-src="https://maps.example/1"></div><p>a</p>', '<p>a</p>'],
    ['beside words', `<div data-src="${frame}">Watch</div>`, '<p>Watch</p>'],
  ])('are found %s of an element without words', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it('are linked behind the picture that stands for them', () => {
    const html = clean(`<div data-src="${frame}"><div data-src="${frame}"><img src="/1.jpg"></div></div>`);
    expect(html).toMatch(/^<p><img src="https:\/\/a\.example\/1\.jpg"[^>]*><\/p><p data-daybook="video">/);
    expect(html.match(/data-daybook/g)).toHaveLength(1);
  });
});

describe('parts of a line that a style puts on lines of their own', () => {
  it.each([
    ['<span style="display:block">a</span><span style="display: block;">b</span>', '<p>a</p><p>b</p>'],
    ['<p>a<span style="color:red; display:block !important">b</span>c</p>', '<p>a</p><p>b</p><p>c</p>'],
    ['<p>a<span style="display:inline-block">b</span></p>', '<p>ab</p>'],
  ])('do not hug the next word: %s', (html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it('do not as links, either', () => {
    expect(clean('<a style="display:block" href="/1">a</a><a style="display:block" href="/2">b</a>')).toMatch(
      /^<p><a [^>]*>a<\/a><\/p><p><a [^>]*>b<\/a><\/p>$/,
    );
  });
});
