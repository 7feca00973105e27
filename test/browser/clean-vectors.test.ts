import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanHtml, cleanItem } from '../../src/clean/index.ts';
import { vectors } from '../../src/clean/vectors.test-kit.ts';
import { startBrowser } from './browser.test-kit.ts';
import { settledSource } from './settled.test-kit.ts';

/**
 * Every attack of the cleaner's list in a real browser without any policy of its own: cleaning alone must hold. The
 * page is parsed once as a document and once through `innerHTML`; every handler is fired, every element clicked.
 */

const feedUrl = 'https://pic.example/post/1';
const pageUrl = 'https://digest.example/';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** What the page holds for one attack. */
type Render = (index: number) => string;

const cleaned: Render = (index) => {
  const { field, text } = vectors[index] ?? { field: 'content', text: '' };
  if (field === 'content') return cleanHtml(text, { baseUrl: feedUrl });
  const item = cleanItem({ title: text, url: text, image: text, tags: [text], summary: text }, { feedUrl });
  const link = item.url === undefined ? '' : ` href="${escaped(item.url)}"`;
  const image = item.image === undefined ? '' : `<img src="${escaped(item.image)}" alt="">`;
  return `<h3 title="${escaped(item.title ?? '')}"><a${link}>${escaped(item.title ?? '')}</a></h3>${image}`;
};

function pageOf(indexes: readonly number[], render: Render): string {
  const items = indexes.map(
    (index) =>
      `<li data-vector="${index}"><p>before</p><div class="body">${render(index)}</div><p>after</p></li>`,
  );
  const copies = JSON.stringify(indexes.map(render)).replaceAll('<', '\\u003c');
  return `<!doctype html><html><head><meta charset="utf-8"><title>Vectors</title></head><body><ul id="list">${items.join('')}</ul>
<div id="end">end</div><div id="copies"></div>
<script>for (const html of ${copies}) {
  const box = document.createElement('div');
  box.className = 'body';
  document.getElementById('copies').append(box);
  box.innerHTML = html;
}</script></body></html>`;
}

const spy = `
  window.executed = [];
  window.alert = (what) => { window.executed.push(String(what)); };
`;

/** Fires what a reader, a browser or a script could fire, and looks at what stands in the page. */
const provoke = `(async () => {
  ${settledSource}
  const faults = [];
  const unsafe = [];
  document.addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('a[href]');
    if (link && /^(https?|mailto|tel|sms|xmpp|magnet|geo|ftp|ircs?|matrix|webcal|gemini|gopher|sips?|news|bitcoin|apt|ssh):$/.test(link.protocol)) event.preventDefault();
  });
  const names = 'abort animationend animationstart auxclick beforetoggle blur canplay change click contextmenu copy dblclick drag dragstart drop error focus focusin input invalid keydown keyup load loadstart mousedown mouseenter mousemove mouseout mouseover mouseup paste play pointerdown pointerenter pointermove pointerover scroll select submit toggle touchend touchstart transitionend wheel'.split(' ');
  for (const body of document.querySelectorAll('.body')) {
    for (const element of body.querySelectorAll('*')) {
      for (const name of names) element.dispatchEvent(new Event(name, { bubbles: false, cancelable: true }));
      if (typeof element.focus === 'function') element.focus();
      if (typeof element.click === 'function') element.click();
      for (const { name } of element.attributes) if (/^on|^style$|^id$|^name$|^class$|^srcdoc$/.test(name)) unsafe.push(element.tagName + '[' + name + ']');
      if (getComputedStyle(element).position !== 'static') unsafe.push(element.tagName + ' is ' + getComputedStyle(element).position);
    }
  }
  for (const item of document.querySelectorAll('#list > li')) {
    const parts = [...item.children].map((child) => child.tagName).join(' ');
    if (parts !== 'P DIV P') faults.push(item.dataset.vector + ': ' + parts);
  }
  const stray = [...document.body.children].map((child) => child.tagName + '#' + child.id).join(' ');
  await settled();
  return {
    executed: window.executed, faults, unsafe, stray,
    items: document.querySelectorAll('#list > li').length,
    title: document.title, base: document.baseURI, forms: document.forms.length, frames: window.frames.length,
  
  };
})()`;

interface Findings {
  readonly executed: readonly string[];
  readonly faults: readonly string[];
  readonly unsafe: readonly string[];
  readonly stray: string;
  readonly items: number;
  readonly title: string;
  readonly base: string;
  readonly forms: number;
  readonly frames: number;
}

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function visit(browser: Browser, html: string): Promise<{ findings: Findings; requests: string[] }> {
  const page: Page = await browser.newPage();
  const requests: string[] = [];
  let wasServed = false;
  page.on('dialog', async (dialog) => {
    requests.push(`dialog ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('popup', (popup) => requests.push(`popup ${popup.url()}`));
  await page.addInitScript(spy);
  await page.route('**/*', async (route) => {
    const request = route.request();
    if (request.url() === pageUrl && !wasServed) {
      wasServed = true;
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
      return;
    }
    const isPicture =
      request.resourceType() === 'image' && !new URL(request.url()).host.endsWith('leak.example');
    if (!isPicture && !request.url().endsWith('/favicon.ico'))
      requests.push(`${request.resourceType()} ${request.url()}`);
    if (isPicture) await route.fulfill({ contentType: 'image/png', body: pixel });
    else await route.abort();
  });
  await page.goto(pageUrl, { waitUntil: 'load' });
  const findings: Findings = await page.evaluate(provoke);
  await page.close();
  return { findings, requests };
}

describe('cleaned attacks in a browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('notices what it looks for', async () => {
    const raw = [
      '<img src=x onerror=alert(1)>',
      '<a href="javascript:alert(2)">x</a>',
      '<p onmouseover=alert(3)>x</p>',
      '<p style="position:fixed" id=x>x</p>',
      '<link rel=stylesheet href="https://leak.example/c.css">',
      '<video src="https://leak.example/v.mp4" preload=auto></video>',
      '</div></li></ul><form></form>',
    ];
    const { findings, requests } = await visit(
      browser,
      pageOf([...raw.keys()], (index) => raw[index] ?? ''),
    );
    expect(new Set(findings.executed)).toEqual(new Set(['1', '2', '3']));
    expect(findings.unsafe).toContain('P is fixed');
    expect(requests.filter((request) => request.includes('leak.example')).length).toBeGreaterThanOrEqual(2);
    expect(findings.stray).not.toBe('UL#list DIV#end DIV#copies SCRIPT#');
  });

  const batch = 150;
  const starts = Array.from({ length: Math.ceil(vectors.length / batch) }, (_, index) => index * batch);

  it.each(starts)('do nothing, ask for nothing and stay in their place, from number %i', async (start) => {
    const indexes = [...vectors.keys()].slice(start, start + batch);
    const { findings, requests } = await visit(browser, pageOf(indexes, cleaned));
    expect(findings).toEqual({
      executed: [],
      faults: [],
      unsafe: [],
      stray: 'UL#list DIV#end DIV#copies SCRIPT#',
      items: indexes.length,
      title: 'Vectors',
      base: pageUrl,
      forms: 0,
      frames: 0,
    });
    expect(requests).toEqual([]);
  });
});
