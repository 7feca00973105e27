import type { Browser, Page, Route } from 'playwright-core';
import { settledSource } from './settled.test-kit.ts';

/** Opens a built site's pages, does to them what readers and browsers do, and tells what came of it. */

export interface VisitOptions {
  /** The site's address, with its prefix. */
  readonly siteUrl: string;
  /** Below the site: `2026/05/18/`. */
  readonly path: string;
  /** `removed`: the page is served without its Content-Security-Policy, so that cleaning alone must hold. */
  readonly policy: 'kept' | 'removed';
  /** HTML put into the first item's body after it was built, which no cleaner saw. */
  readonly planted?: string;
  /** `forbidden`: not even a picture may be asked for elsewhere. */
  readonly pictures?: 'forbidden';
  /** The worker that keeps copies for reading offline runs too: it reads some more pages in the background. */
  readonly copies?: 'kept';
}

/** What stands in the page after all that. */
export interface Findings {
  /** What scripts of items called `alert` with. */
  readonly executed: readonly string[];
  readonly violations: readonly string[];
  /** Attributes, positions and addresses that no item may have. */
  readonly unsafe: readonly string[];
  /** What lies outside its item's box. */
  readonly escaped: readonly string[];
  readonly titleChanged: boolean;
  readonly moved: boolean;
  readonly scrollsSideways: boolean;
  readonly frames: number;
  /** Keys of all items of the page, those told of in one line too. */
  readonly keys: readonly string[];
  readonly titles: readonly string[];
  readonly text: string;
}

export interface Visit {
  readonly findings: Findings;
  /** Requests, dialogs, windows, errors: what nobody asked for. */
  readonly faults: readonly string[];
}

const spy = `
  window.executed = [];
  window.violations = [];
  window.alert = (what) => { window.executed.push(String(what)); };
  document.addEventListener('securitypolicyviolation', (event) => {
    window.violations.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample);
  });
`;

const provoke = `(async () => {
  ${settledSource}
  const before = { title: document.title, address: location.href };
  const unsafe = [];
  const escaped = [];
  const allowed = /^(https?|mailto|tel|sms|xmpp|magnet|geo|ftp|ircs?|matrix|webcal|gemini|gopher|sips?|news|bitcoin|apt|ssh):$/;
  document.addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('a[href]');
    if (link && allowed.test(link.protocol)) event.preventDefault();
  }, true);
  for (const details of document.querySelectorAll('details')) details.open = true;
  await settled();
  for (const link of document.querySelectorAll('[href]'))
    if (!(link instanceof HTMLAnchorElement || link instanceof HTMLLinkElement) || !allowed.test(new URL(link.href).protocol))
      unsafe.push(link.outerHTML.slice(0, 200));
  for (const link of document.querySelectorAll('article a[href], .list a[href], #content a[href]')) link.click();
  const names = 'abort animationend animationstart auxclick beforetoggle blur canplay change click contextmenu copy dblclick drag dragstart drop error focus focusin input invalid keydown keyup load loadstart mousedown mouseenter mousemove mouseout mouseover mouseup paste play pointerdown pointerenter pointermove pointerover scroll select submit toggle touchend touchstart transitionend wheel'.split(' ');
  for (const body of document.querySelectorAll('.body')) {
    const box = body.getBoundingClientRect();
    const style = getComputedStyle(body);
    if (!style.contain.includes('paint') || style.overflowX !== 'auto') escaped.push('body without bounds');
    for (const element of body.querySelectorAll('*')) {
      for (const { name } of element.attributes) if (/^on|^style$|^id$|^name$|^class$|^srcdoc$/.test(name)) unsafe.push(element.tagName + '[' + name + ']');
      if (/^(SCRIPT|STYLE|IFRAME|OBJECT|EMBED|FORM|INPUT|BUTTON|BASE|META|LINK|SVG|TEMPLATE)$/i.test(element.tagName)) unsafe.push(element.tagName);
      if (getComputedStyle(element).position !== 'static') unsafe.push(element.tagName + ' is ' + getComputedStyle(element).position);
      const { top, bottom, width, height } = element.getBoundingClientRect();
      if (width > 0 && height > 0 && (top < box.top - 2 || bottom > box.bottom + 2)) escaped.push(element.tagName + ' in ' + body.closest('article')?.id);
    }
  }
  // Nothing is measured from here on, as each focus has the page laid out anew.
  for (const element of document.querySelectorAll('.body *')) {
      for (const name of names) element.dispatchEvent(new Event(name, { bubbles: false, cancelable: true }));
      if (typeof element.focus === 'function') element.focus();
      if (typeof element.click === 'function') element.click();
  }
  for (const article of document.querySelectorAll('article')) {
    const box = article.getBoundingClientRect();
    for (const part of article.querySelectorAll('h3, .by, .by *, .sum, .body, .tags, .tags *, .rel')) {
      const { left, right, top, bottom, width, height } = part.getBoundingClientRect();
      if (width <= 1 || height <= 1) continue;
      if (left < box.left - 2 || right > box.right + 2 || top < box.top - 2 || bottom > box.bottom + 2)
        escaped.push(part.tagName + '.' + part.className + ' of ' + article.id);
    }
    const parent = article.parentElement;
    if (!parent || parent.closest('.body') || article.querySelector('article')) escaped.push('nested ' + article.id);
  }
  await settled();
  return {
    executed: window.executed,
    violations: window.violations,
    unsafe, escaped,
    titleChanged: document.title !== before.title,
    moved: location.href !== before.address,
    scrollsSideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    frames: window.frames.length,
    keys: [...document.querySelectorAll('article[id], .rel li[id]')].map((item) => item.id),
    titles: [...document.querySelectorAll('article h3, .rel .t, .list li > a')].map((title) => title.textContent),
    text: document.body.textContent,
  };
})()`;

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const policyTag = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
const firstBody = /<div class="body e-content"[^>]*>/;

async function changedPage(route: Route, { policy, planted }: VisitOptions): Promise<void> {
  const response = await route.fetch();
  let html = await response.text();
  if (!policyTag.test(html)) throw new Error('The page has no policy.');
  if (policy === 'removed') html = html.replace(policyTag, '');
  if (planted !== undefined) {
    if (!firstBody.test(html)) throw new Error('The page has no body to plant in.');
    html = html.replace(firstBody, (start) => start + planted);
  }
  await route.fulfill({ response, body: html });
}

/** Serves the site's own files, gives every picture a pixel, and lets nothing else through. */
async function answer(route: Route, options: VisitOptions, faults: string[]): Promise<void> {
  const request = route.request();
  const { origin, host } = new URL(request.url());
  if (origin === new URL(options.siteUrl).origin) {
    if (request.resourceType() === 'document') await changedPage(route, options);
    else await route.continue();
    return;
  }
  if (request.resourceType() === 'image' && host === 'pic.example' && options.pictures !== 'forbidden') {
    await route.fulfill({ contentType: 'image/png', body: pixel });
    return;
  }
  faults.push(`asked for ${request.resourceType()} ${request.url()}`);
  await route.abort();
}

const listened = ['dialog', 'popup', 'pageerror', 'console'];

function listen(page: Page, faults: string[]): void {
  page.on('dialog', async (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('popup', (popup) => faults.push(`window ${popup.url()}`));
  page.on('pageerror', (error) => faults.push(`error ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console ${message.text()}`);
  });
}

/** Pages that wait for their next visit: each new one has a process to start. */
const idlePages = new WeakMap<Browser, Page[]>();

async function newPage(browser: Browser, { copies }: VisitOptions): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: 390, height: 844 },
    serviceWorkers: copies === 'kept' ? 'allow' : 'block',
  });
  await page.addInitScript(spy);
  return page;
}

/** Opens a page, waits for `ready` when given, unfolds, fires, clicks, and looks. */
export async function visit(
  browser: Browser,
  options: VisitOptions,
  ready?: (page: Page) => Promise<void>,
): Promise<Visit> {
  const idle = idlePages.get(browser) ?? [];
  idlePages.set(browser, idle);
  const mayBeUsed = options.copies === undefined && options.planted === undefined;
  const page = (mayBeUsed ? idle.pop() : undefined) ?? (await newPage(browser, options));
  const faults: string[] = [];
  listen(page, faults);
  await page.route('**/*', (route) => answer(route, options, faults));
  await page.goto(new URL(options.path, options.siteUrl).href, { waitUntil: 'load' });
  await ready?.(page);
  const findings: Findings = await page.evaluate(provoke);
  if (mayBeUsed) {
    await page.evaluate(() => localStorage.clear());
    await page.unrouteAll({ behavior: 'wait' });
    for (const event of listened) page.removeAllListeners(event);
    idle.push(page);
  } else await page.close();
  return { findings, faults };
}
