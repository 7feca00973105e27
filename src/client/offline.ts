import { translator } from '../model/messages.ts';
import { dateLanguage } from './dates.ts';
import { element } from './element.ts';
import { parsePage } from './parse-page.ts';
import { settings } from './settings.ts';
import { siteKey } from './site-key.ts';

/** `/offline/`: the pages that the service worker keeps, and when it took them. */
const text = translator(settings.messages, settings.language);
const moments = new Intl.DateTimeFormat(dateLanguage(settings.language), {
  dateStyle: 'long',
  timeStyle: 'short',
});

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

function row({ url, title, savedAt }: KeptPage): HTMLLIElement {
  const when = element('time', { dateTime: new Date(savedAt).toISOString() }, moments.format(savedAt));
  const saved = element('span', { className: 'meta' }, `${text('savedAt')} `, when);
  return element('li', {}, element('a', { href: url }, title || url), ' ', saved);
}

async function show(): Promise<void> {
  const line = document.querySelector('#kept-count');
  const list = document.querySelector('#kept');
  if (!line || !list) return;
  if (!('caches' in globalThis) || !navigator.serviceWorker) {
    line.textContent = text('offlineUnable');
    return;
  }
  const pages = (await keptPages()).sort((a, b) => (a.url < b.url ? 1 : -1));
  list.replaceChildren(...pages.map(row));
  line.textContent = pages.length > 0 ? text('offlineCount', { n: pages.length }) : text('offlineNone');
}

show().catch(() => {
  const line = document.querySelector('#kept-count');
  if (line) line.textContent = text('offlineUnable');
});
