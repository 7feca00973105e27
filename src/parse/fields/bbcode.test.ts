import { describe, expect, it } from 'vitest';
import { growsLinearly } from '../../model/growth.test-kit.ts';
import { withBbcode } from './bbcode.ts';

const of = (text: string): string => {
  const value = withBbcode({ kind: 'text', text });
  return value.kind === 'html' ? value.html : value.text;
};
const ofHtml = (html: string): string => {
  const value = withBbcode({ kind: 'html', html });
  return value.kind === 'html' ? value.html : value.text;
};

describe('BBCode', () => {
  it.each([
    ['A [b]bold[/b] word', 'A <b>bold</b> word'],
    ['[url=https://e.org/?a=1&b=2]here[/url]', '<a href="https://e.org/?a=1&amp;b=2">here</a>'],
    ['[URL="https://e.org/"]here[/URL]', '<a href="https://e.org/">here</a>'],
    ['[url]https://e.org/[/url]', '<a href="https://e.org/">https://e.org/</a>'],
    ['[img]https://e.org/a.png[/img]', '<img src="https://e.org/a.png">'],
    ['[list]\n[*]One\n[*]Two\n[/list]', '<ul><br>\n<li>One<br>\n<li>Two<br>\n</ul>'],
    ['[quote=ann]x < y[/quote]', '<blockquote>x &lt; y</blockquote>'],
    ['See:\n[code]a[i]\nb[/code]', 'See:<pre><code>a[i]\nb</code></pre>'],
    ['[size=4][color=red]Red[/color][/size]', 'Red'],
    ['[url=javascript:x]a[/url]', '[url=javascript:x]a</a>'],
  ])('is HTML: %s', (text, html) => {
    expect(of(text)).toBe(html);
  });

  it('may stand in HTML', () => {
    expect(ofHtml('<p>A [b]bold[/b] word</p>')).toBe('<p>A <b>bold</b> word</p>');
  });

  it.each(['a[i] and b[u]', 'the [sic] of [/usr/bin]', '[b] alone', 'an end [/b] alone', '[x]y[/x]'])(
    'is not this: %s',
    (text) => {
      expect(of(text)).toBe(text);
    },
  );

  it('is not what a page about it shows as code', () => {
    const html = '<p>Write <code>[b]x[/b]</code> for bold words.</p>';
    expect(ofHtml(html)).toBe(html);
  });

  it('takes a time that grows with the text', () => {
    for (const sign of ['[b]', '[/b][b', '[url=', '[code]', '[img]https://e'])
      expect(growsLinearly((size) => of(`[b]x[/b]${sign.repeat(size / sign.length)}`), 200_000)).toBe(true);
  });
});
