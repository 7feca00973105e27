import { expect, it } from 'vitest';
import { cleanHtml } from '../index.ts';

const rel = ' rel="noopener noreferrer"';

it.each([
  [
    'a recording',
    '<div class="kg-card kg-audio-card"><img src="" alt="audio-thumbnail" class="kg-audio-thumbnail kg-audio-hide"><div class="kg-audio-player-container"><audio src="https://e.org/a.mp3"></audio><div class="kg-audio-title">Talk</div><div class="kg-audio-player"><span class="kg-audio-current-time">0:00</span><div>/<span class="kg-audio-duration">72.1</span></div><button>1×</button></div></div></div>',
    '<audio controls="" preload="none" src="https://e.org/a.mp3"></audio><p>Talk</p>',
  ],
  [
    'a film',
    '<figure class="kg-card kg-video-card"><div class="kg-video-container"><video src="https://e.org/v.mp4"></video><div class="kg-video-overlay"><button>Play</button></div><div class="kg-video-player-container"><span>0:00</span><div>/<span>0:12</span></div></div></div><figcaption>A clip</figcaption></figure>',
    '<figure><video controls="" preload="none" src="https://e.org/v.mp4"></video><figcaption>A clip</figcaption></figure>',
  ],
  [
    'a page',
    '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://e.org/"><div class="kg-bookmark-title">Name</div><div class="kg-bookmark-metadata"><img class="kg-bookmark-icon" src="https://e.org/favicon.ico"><span class="kg-bookmark-author">Paper</span><span class="kg-bookmark-publisher">Ann Lee</span></div></a></figure>',
    `<figure><a href="https://e.org/"${rel}><p>Name</p><p>Paper</p></a></figure>`,
  ],
  [
    'a form to sign up',
    '<p>a</p><div class="subscription-widget-wrap-editor"><div class="subscription-widget"><p>Subscribe for free.</p></div></div><div class="kg-card kg-signup-card"><h2>Join</h2></div>',
    '<p>a</p>',
  ],
])('the card of %s shows no buttons, times and icons', (_case, html, expected) => {
  expect(cleanHtml(html)).toBe(expected);
});
