import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { readEditorFile } from '../../config/index.ts';
import type { Config, EditorFile } from '../../model/types.ts';
import { readAssets } from '../render/assets.ts';
import { makeRenderer } from '../render/nunjucks.ts';
import { packageDir } from '../render/package-dir.ts';
import { maxMailBytes } from './mail.ts';
import { outputsOf, type TestItem, testConfig, testSite } from './site.test-kit.ts';

const withMail: Partial<Config> = { outputs: { ...testConfig().outputs, mail: true } };

async function mailsOf(
  items: readonly TestItem[],
  config: Partial<Config> = withMail,
  editors: readonly EditorFile[] = [],
) {
  const site = await testSite({ items, config, editors });
  const render = makeRenderer(
    site,
    readAssets({
      siteDir: packageDir,
      style: { language: 'en', look: 'newspaper' },
      lines: { script: '', reader: () => '' },
      icons: [],
      stemmers: {},
    }),
    packageDir,
  );
  const files = await outputsOf(site, { render });
  return new Map([...files].filter(([path]) => path.endsWith('email.html')));
}

function editorFile(content: string): EditorFile {
  const read = readEditorFile(content, '2026-05-18', 'editions/2026-05-18.md');
  if ('problems' in read) throw new Error(read.problems[0]?.why);
  return read.editor;
}

describe('mailDocument', () => {
  it('stands beside each edition, and nowhere unless it is asked for', async () => {
    expect([...(await mailsOf([{ key: 'one' }])).keys()]).toEqual([
      '/2026/05/18/email.html',
      '/2026/w21/email.html',
      '/2026/05/email.html',
    ]);
    expect((await mailsOf([{ key: 'one' }], {})).size).toBe(0);
  });

  it('links to the web, and loads nothing from there', async () => {
    const html = (await mailsOf([{ key: 'one', html: '<p>x</p><img src="https://a.example/p.png">' }])).get(
      '/2026/05/18/email.html',
    );
    expect(html).toContain('href="https://alpha.example/one"');
    expect(html).not.toMatch(/<(?:img|script|link|iframe)\b|url\(|@import/i);
  });

  it('shows what a feed says as text', async () => {
    const html =
      (
        await mailsOf([{ key: 'one', title: '<script>alert(1)</script> & "co"', url: 'javascript:alert(1)' }])
      ).get('/2026/05/18/email.html') ?? '';
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;co&quot;');
    expect(html).not.toContain('javascript:');
  });

  it.each([
    ['1,000 short items', 1000, 'Title'],
    ['300 items with titles of 500 letters', 300, 'Ü'.repeat(500)],
  ])(
    'stays below what mail programs show, with %s, and says what is left out',
    async (_case, count, title) => {
      const items = Array.from({ length: count }, (_, at) => ({
        key: `k${at}`,
        feed: at % 2 === 0 ? 'alpha' : 'beta',
        title: `${title} ${at}`,
        summary: `A sentence about number ${at}. ${'And more of it, as feeds do. '.repeat(5)}`,
      }));
      const html = (await mailsOf(items)).get('/2026/05/18/email.html') ?? '';
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(maxMailBytes);
      expect(html).toMatch(/more items in the edition/);
    },
  );

  it('shows of a busy section as much as there is room for', async () => {
    const items = Array.from({ length: 500 }, (_, at) => ({ key: `k${at}`, title: `Number ${at}.` }));
    const html = (await mailsOf(items)).get('/2026/05/18/email.html') ?? '';
    expect(Buffer.byteLength(html)).toBeGreaterThan(maxMailBytes / 2);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(maxMailBytes);
  });

  it('keeps every item where all of them fit', async () => {
    const items = Array.from({ length: 60 }, (_, at) => ({ key: `k${at}`, title: `Number ${at}.` }));
    const html = (await mailsOf(items)).get('/2026/05/18/email.html') ?? '';
    for (const { title } of items) expect(html).toContain(`>${title}</a>`);
  });

  it('has what the text edition has: the editor’s words, what became free, the number', async () => {
    const text = `---
title: The day of the gate
author: Ada
notes:
  one: We *asked*. ![x](https://a.example/p.png)
---
See [the page](https://beta.example/).`;
    const freed = { key: 'free', day: '2026-05-11', extras: { freed: '2026-05-18T10:00:00Z' } };
    const mails = await mailsOf([{ key: 'one' }, freed], withMail, [editorFile(text)]);
    const html = mails.get('/2026/05/18/email.html') ?? '';
    expect(html).toContain('>The day of the gate</h2>');
    expect(html).toMatch(/See <a [^>]*href="https:\/\/beta\.example\/"[^>]*>the page<\/a>/);
    expect(html).toContain('We <em>asked</em>');
    expect(html).not.toContain('<img');
    expect(html).toMatch(/Now free[\s\S]*>Title of free<\/a>/);
  });

  it('shortens an introduction that would not fit', async () => {
    const text = `First sentence. ${'**More** words. '.repeat(9000)}`;
    const mails = await mailsOf([{ key: 'one' }], withMail, [editorFile(text)]);
    const html = mails.get('/2026/05/18/email.html') ?? '';
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(maxMailBytes);
    expect(html).toContain('First sentence.');
  });

  it('names the way out once, below all items', async () => {
    const mail = {
      from: 'a@example.org',
      every: 'day',
      unsubscribe: 'https://example.org/leave?a={address}',
    } as const;
    const html =
      (await mailsOf([{ key: 'one', url: 'https://alpha.example/{address}' }], { ...withMail, mail })).get(
        '/2026/05/18/email.html',
      ) ?? '';
    expect(html.lastIndexOf('{address}')).toBeGreaterThan(html.indexOf('Title of one'));
    expect(html.slice(0, html.lastIndexOf('{address}')).endsWith('href="https://example.org/leave?a=')).toBe(
      true,
    );
  });

  it('is HTML that a parser finds no fault with, in a right-to-left language too', async () => {
    for (const locale of ['en', 'fr', 'ar']) {
      const html =
        (await mailsOf([{ key: 'one', title: 'خبر' }], { ...withMail, locale })).get(
          '/2026/05/18/email.html',
        ) ?? '';
      const faults: string[] = [];
      parse(html, { onParseError: ({ code }) => faults.push(code) });
      expect(faults).toEqual([]);
    }
  });
});
