import { translator } from '../model/messages.ts';
import { momentFormat } from './dates.ts';
import { element } from './element.ts';
import { parsePage } from './parse-page.ts';
import { settings } from './settings.ts';
import { siteKey } from './site-key.ts';

/** `/offline/`: the pages that the service worker keeps, and when it took them. */
const text = translator(settings.messages, settings.language);
const momentText = momentFormat(settings.language, { dateStyle: 'long', timeStyle: 'short' });

interface KeptPage {
  readonly url: string;
  readonly title: string;
  readonly savedAt: number;
}

async function keptPages(): Promise<KeptPage[]> {
  const cache = await caches.open(siteKey(settings.prefix));
  const pages = (await cache.keys()).filter(({ url }) => url.endsWith('/') && !url.endsWith('/offline/'));
  return Promise.all(
    pages.map(async ({ url }) => {
      const response = await cache.match(url);
      const page = parsePage((await response?.text()) ?? '');
      return { url, title: page.title, savedAt: Number(response?.headers.get('x-daybook-saved')) };
    }),
  );
}

/** A page's title without that of the site, which ends the title of this page too. */
function ownTitle(title: string): string {
  const site = document.title.slice(document.querySelector('h1')?.textContent?.length);
  return site !== '' && title.endsWith(site) ? title.slice(0, -site.length) : title;
}

function row({ url, title, savedAt }: KeptPage): HTMLLIElement {
  const when = element('time', { dateTime: new Date(savedAt).toISOString() }, momentText(savedAt));
  const saved = element('span', { className: 'meta' }, `${text('savedAt')} `, when);
  return element('li', {}, element('a', { href: url }, ownTitle(title) || url), ' ', saved);
}

/** Editions first, newest at the top; the home page only where the edition that it shows is not kept as well. */
function listed(pages: readonly KeptPage[]): KeptPage[] {
  const isEdition = ({ url }: KeptPage): boolean => /\/\d{4}\//.test(url);
  const titles = new Set(pages.filter(isEdition).map(({ title }) => title));
  return pages
    .filter((page) => isEdition(page) || !titles.has(page.title))
    .sort((a, b) => Number(isEdition(b)) - Number(isEdition(a)) || (a.url < b.url ? 1 : -1));
}

async function show(): Promise<void> {
  const line = document.querySelector('#kept-count');
  const list = document.querySelector('#kept');
  if (!line || !list) return;
  if (!('caches' in globalThis) || !navigator.serviceWorker) {
    line.textContent = text('offlineUnable');
    return;
  }
  const pages = listed(await keptPages());
  list.replaceChildren(...pages.map(row));
  line.textContent = pages.length > 0 ? text('offlineCount', { n: pages.length }) : text('offlineNone');
}

show().catch(() => {
  const line = document.querySelector('#kept-count');
  if (line) line.textContent = text('offlineUnable');
});
