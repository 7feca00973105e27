import { describe, expect, it } from 'vitest';
import { growsLinearly } from '../../model/growth.test-kit.ts';
import { cleanFeed, cleanHtml } from '../index.ts';
import { withoutShortcodes } from './shortcodes.ts';

const film = 'https://www.youtube.com/watch?v=abcdefghijk';

describe('marks of plug-ins that are gone', () => {
  it.each([
    ['[vc_row][vc_column width="1/2"]Text.[/vc_column][/vc_row]', 'Text.'],
    ['[et_pb_section admin_label=”section” fullwidth=”off”]Text.[/et_pb_section]', 'Text.'],
    ['Text. [gallery ids="1,2,3"]', 'Text. '],
    ['[contact-form-7 id="12" title="Contact"]', ''],
    ['[caption id="attachment_1" width="300"] Rain[/caption]', ' Rain'],
    [`[youtube ${film}]`, film],
    [`[youtube=${film}]`, film],
    ['[embed]https://vimeo.com/1234[/embed]', 'https://vimeo.com/1234'],
    ['[audio mp3="https://e.org/1.mp3"][/audio]', 'https://e.org/1.mp3'],
  ])('go: %s', (written, text) => {
    expect(withoutShortcodes(written)).toBe(text);
  });

  it.each([
    ['Text {loadposition ad1} and more', 'Text  and more'],
    ['{jcomments on}{mosimage}{phocagallery view=category|id=1}{module 12}', ''],
    ['{youtube}abcdefghijk{/youtube}', film],
    ['{vimeo width=300}1234{/vimeo}', 'https://vimeo.com/1234'],
    ['{gallery}2026/may{/gallery}', ''],
    ['{modal url="a.html"}Open{/modal}', 'Open'],
  ])('go if they are Joomla’s: %s', (written, text) => {
    expect(withoutShortcodes(written)).toBe(text);
  });

  it.each([
    'The set {1, 2}, {gallery} and {youtube}, {name}, { module }',
    '{tab one} {source} {gallery}two words{/gallery}',
  ])('stay where braces mean something: %s', (text) => {
    expect(withoutShortcodes(text)).toBe(text);
  });

  it.each([
    'He said [sic] and [the author] wrote [1] in a [video] [...]',
    'Put [gallery ids="1"] where pictures belong, and (see [vc_row]), too',
    'a[audio] [playlist] [table] [button]',
    '[VC_row] [vc-row] [vcrow]',
  ])('stay where a sentence speaks of them or they are words: %s', (text) => {
    expect(withoutShortcodes(text)).toBe(text);
  });

  it('go from bodies, with the paragraphs that they leave empty, and from summaries', () => {
    expect(cleanHtml('<p>[vc_row][vc_column]</p><p>Text <b>[vc_icon]bold</b></p><p>[/vc_row]</p>')).toBe(
      '<p>Text <b>bold</b></p>',
    );
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      items: [{ content_html: '<p>x</p>', summary: '[vc_row]Short.[/vc_row]' }],
      _daybook: { format: 'rss 2.0', charset: 'utf-8' },
    } as const;
    expect(cleanFeed(feed, { feedUrl: 'https://e.org/f' }).items[0]?.summary).toBe('Short.');
  });

  it('stay in code', () => {
    const html = '<pre><code>[vc_row]</code></pre><p><code>[gallery ids="1"]</code></p>';
    expect(cleanHtml(html)).toBe(html);
  });

  it('lead to what they play', () => {
    expect(cleanHtml(`<p>[youtube ${film}]</p>`)).toContain(`<a href="${film}"`);
  });

  it('take a time that grows with the text', () => {
    const hostile = [
      (size: number) => withoutShortcodes('[vc_row '.repeat(size / 8)),
      (size: number) => withoutShortcodes(`}${'{gallery '.repeat(size / 9)}`),
      (size: number) => withoutShortcodes('{gallery}x'.repeat(size / 10)),
      (size: number) => withoutShortcodes(`[vc_row ${'a="b" '.repeat(size / 6)}`),
    ];
    for (const work of hostile) expect(growsLinearly(work, 400_000)).toBe(true);
  });
});
