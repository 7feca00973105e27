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

it('leaves out what Drupal writes around a text, and the label of its picture', () => {
  const html =
    '<span class="field field--name-title field--type-string">News</span> <span class="field field--name-uid"><span about="/user/1">admin</span></span> ' +
    '<span class="field field--name-created"><time datetime="2026-03-03T10:00:00Z">Tue, 03/03/2026 - 10:00</time></span>' +
    '<div class="field field--name-body field__item"><p>Rain over Paris.</p></div>' +
    '<div class="field field--name-field-image field--type-image"><div class="field__label">Image</div><div class="field__item"><p>A photo</p></div></div>' +
    '<div class="field field--name-field-place"><div class="field__label">Place</div><div class="field__item">Paris</div></div>' +
    '<ul class="links inline"><li class="node-readmore"><a href="/1">Read more</a></li><li class="comment-add"><a href="/1#c">Add new comment</a></li></ul>';
  expect(cleanHtml(html, { baseUrl: 'https://e.org/' })).toBe(
    '<p>Rain over Paris.</p><p>A photo</p><p>Place</p><p>Paris</p>',
  );
});

it.each([
  '<div class="tptn_counter" id="tptn_counter_4">(Visited 899 times, 1 visits today)</div>',
  '<div id="ez-toc-container" class="ez-toc-v2_0_50 ez-toc-counter"><p>Contents</p><ul><li><a href="#a">A</a></li></ul></div>',
  '<div id="toc_container"><p class="toc_title">Contents</p><ul class="toc_list"><li><a href="#a">A</a></li></ul></div>',
  '<span class="span-reading-time rt-reading-time">Reading Time: 3 minutes</span>',
  '<p class="pvc_stats total_only">1,234 total views</p>',
  '<div class="post-views content-post"><span>Post Views:</span> 1,234</div>',
  '<div class="kk-star-ratings kksr-auto"><div>5/5 - (3 votes)</div></div>',
  '<div class="wpulike wpulike-default"><span>3</span></div>',
  '<div class="ssba ssba-wrap"><div>Share this...</div></div>',
  '<div class="swp_social_panel"><div>5 Shares</div></div>',
  '<aside class="mashsb-container"><span>SHARES</span></aside>',
  '<div class="crp_related"><h3>Related Posts:</h3></div>',
  '<div class="saboxplugin-wrap"><div>About Ann</div></div>',
  '<div class="wp-block-jetpack-subscriptions__container"><p>Join 500 other subscribers</p></div>',
  '<div><a href="https://feeds.feedblitz.com/_/28/1/x" title="Like on Facebook"><img src="https://e.org/i.png"></a></div>',
  '<noscript>Please enable JavaScript to view the <a href="https://disqus.com/">comments powered by Disqus.</a></noscript>',
])('leaves out boxes of plug-ins below a text: %s', (box) => {
  expect(cleanHtml(`<p>a</p>${box}`)).toBe('<p>a</p>');
});

it.each([
  '<p class="post-views-of-paris">Views of Paris</p>',
  '<p class="ssbar">A bar</p>',
  '<p>5 Shares</p>',
])('keeps what is only called alike: %s', (html) => {
  expect(cleanHtml(html)).toBe(`<p>${html.replace(/<[^>]*>/g, '')}</p>`);
});
