import { describe, expect, it } from 'vitest';
import { linkedIcons } from './linked-icons.ts';

const page = 'https://ada.example/blog/';
const at = (path: string): string => `https://ada.example${path}`;

describe('linkedIcons', () => {
  it.each([
    ['an icon', '<link rel="icon" href="/i.png">', ['/i.png']],
    ['what old pages write', '<LINK REL="Shortcut Icon" HREF=i.ico>', ['/blog/i.ico']],
    ['no icon of another use', '<link rel="mask-icon" href=a.svg><link rel=stylesheet href=icon.css>', []],
    [
      'the smallest that is large enough, then the largest of the others',
      '<link rel=icon sizes=16x16 href=/16><link rel=icon sizes=512x512 href=/512><link rel=icon sizes="32x32 48x48" href=/48><link rel=apple-touch-icon href=/touch>',
      ['/touch', '/512', '/48', '/16'],
    ],
    [
      'a drawing before a picture of no known size',
      '<link rel=icon href=/a.ico><link rel=icon type=image/svg+xml href=/a.svg?v=2>',
      ['/a.svg?v=2', '/a.ico'],
    ],
    ['addresses below the base', '<base href=/x/><base href=/y/><link rel=icon href=i.png>', ['/x/i.png']],
    ['each once', '<link rel=icon href=/i.png><link rel="shortcut icon" href=/i.png>', ['/i.png']],
    [
      'nothing but addresses of the web',
      '<link rel=icon href="data:image/png;base64,AA"><link rel=icon href=javascript:x>',
      [],
    ],
    ['nothing of no page', 'PNG\0\0', []],
  ])('finds %s', (_case, html, expected) => {
    expect(linkedIcons(html, page)).toEqual(expected.map(at));
    expect(linkedIcons(Buffer.from(html), page)).toEqual(expected.map(at));
  });

  it('comes to an end on whatever a page holds', () => {
    const many = '<link rel=icon href=/a.png sizes=1x1>'.repeat(50_000);
    expect(linkedIcons(many, page)).toEqual([at('/a.png')]);
  });
});
