import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';

const clean = (html: string): string => cleanHtml(html, { rel: '' });
const card = (href: string, name: string): string =>
  `<p data-daybook="embed"><a href="${href.replaceAll('&', '&amp;')}">${name}</a></p>`;

describe('frames of posts, maps and drawings', () => {
  it.each([
    [
      'https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d2624!2d2.2945!3d-48.858!2m3!1f0',
      'https://www.google.com/maps?q=-48.858,2.2945',
      'Google Maps',
    ],
    [
      'https://www.google.com/maps/embed/v1/place?key=SECRET&q=Paris,France',
      'https://www.google.com/maps?q=Paris,France',
      'Google Maps',
    ],
    [
      'https://www.openstreetmap.org/export/embed.html?bbox=1,2,3,4&layer=mapnik&marker=48.8%2C2.3',
      'https://www.openstreetmap.org/?mlat=48.8&mlon=2.3',
      'OpenStreetMap',
    ],
    [
      'https://embed.reddit.com/r/a/comments/1/b/?embed=true',
      'https://www.reddit.com/r/a/comments/1/b/',
      'Reddit',
    ],
    [
      'https://embed.bsky.app/embed/did:plc:abc/app.bsky.feed.post/3kabcde?id=1',
      'https://bsky.app/profile/did:plc:abc/post/3kabcde',
      'Bluesky',
    ],
    ['https://social.example/@ann/110000001/embed', 'https://social.example/@ann/110000001', 'Mastodon'],
    ['https://store.steampowered.com/widget/730/', 'https://store.steampowered.com/app/730/', 'Steam'],
    [
      'https://flo.uri.sh/visualisation/123/embed',
      'https://public.flourish.studio/visualisation/123/',
      'Flourish',
    ],
  ])('lead to the page for people: %s', (src, href, name) => {
    expect(clean(`<iframe src="${src.replaceAll('&', '&amp;')}"></iframe>`)).toBe(card(href, name));
  });

  it('are found in the elements that scripts fill', () => {
    expect(clean('<div class="infogram-embed" data-id="abc-def-1" data-title="Rain"></div>')).toBe(
      card('https://infogram.com/abc-def-1', 'Rain'),
    );
    const picture = '<noscript><img src="https://e.org/a.png" alt="chart"></noscript>';
    expect(clean(`<div class="flourish-embed" data-src="visualisation/12">${picture}</div>`)).toMatch(
      /a\.png.*public\.flourish\.studio\/visualisation\/12\//s,
    );
    expect(clean('<div class="flourish-embed" data-src="../x"></div>')).toBe('');
  });
});
