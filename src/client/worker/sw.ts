import { HOUR } from '../../model/instant.ts';
import { momentFormat } from '../dates.ts';
import { type Copy, copyOf, keep, letGo, touch } from './kept.ts';
import { isFinal, kindOf, withNotice } from './policy.ts';
import { settings } from './worker-settings.ts';

/**
 * The service worker: keeps what was opened and the newest editions, so that they can be read without a network. It
 * answers for the site's own pages, scripts and pictures, and for nothing else; a copy always says that it is one.
 */
declare const self: ServiceWorkerGlobalScope;

const { prefix, messages, closeAfterMs } = settings;
/** The network gets so long while a copy waits, and less while the copy of an edition does that will hardly have changed. */
const patienceMs = 3000;
const finalPatienceMs = 400;
const quietMs = 30_000;
const newestEditions = 7;

const pathOf = (url: string): string => new URL(url).pathname.slice(prefix.length);
const offlinePage = `${prefix}offline/`;

/** The copy as a page that says so. */
async function shown({ response, savedAt }: Copy, message = messages.copyOf): Promise<Response> {
  const dateText = momentFormat(settings.language, { dateStyle: 'long', timeStyle: 'short' });
  const text = message.replace('{date}', () => dateText(savedAt));
  const link = { href: offlinePage, label: messages.whatIsKept };
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(withNotice(await response.text(), text, link), { headers });
}

/** The network's answer, which is kept while it is shown. */
async function fromNetwork(event: FetchEvent): Promise<Response> {
  const response = await fetch(event.request);
  event.waitUntil(keep(event.request.url, response.clone()));
  return response;
}

function after(ms: number): Promise<undefined> {
  return new Promise((done) => setTimeout(done, ms));
}

/** From the network, unless that fails or lets the reader wait. */
async function page(event: FetchEvent): Promise<Response> {
  const { url } = event.request;
  const copy = await copyOf(url);
  const asked = fromNetwork(event).catch(() => undefined);
  event.waitUntil(asked);
  const answer = await (copy ? Promise.race([asked, after(patienceFor(url, copy))]) : asked);
  if (answer && (answer.status < 500 || !copy)) {
    await letGo(copy?.response);
    return answer;
  }
  if (copy) {
    // Only what the network did not bring: else the old copy could take the place of the new one.
    event.waitUntil(asked.then((late) => (late?.ok ? undefined : touch(url))));
    return shown(copy);
  }
  const offline = await copyOf(new URL(offlinePage, self.location.href).href);
  return offline ? shown(offline, messages.notKept) : Response.error();
}

function patienceFor(url: string, { savedAt }: Copy): number {
  return isFinal(pathOf(url), { savedAt, closeAfterMs }) ? finalPatienceMs : patienceMs;
}

/** What is named by its content needs no second look. */
async function asset(event: FetchEvent): Promise<Response> {
  const copy = await copyOf(event.request.url);
  if (!copy) return fromNetwork(event);
  event.waitUntil(touch(event.request.url));
  return copy.response;
}

async function list(event: FetchEvent): Promise<Response> {
  try {
    return await fromNetwork(event);
  } catch {
    return (await copyOf(event.request.url))?.response ?? Response.error();
  }
}

let newestAt = 0;

/** Whether the reader asked for little traffic. Not every browser's workers know of the connection. */
function savesData(request?: Request): boolean {
  const navigator: WorkerNavigator & { readonly connection?: { readonly saveData?: boolean } } =
    self.navigator;
  return navigator.connection?.saveData === true || request?.headers.get('save-data') === 'on';
}

/** What nobody waits for is given up after a while, so that it is tried again. */
const fetchQuietly = (url: string): Promise<Response> => fetch(url, { signal: AbortSignal.timeout(quietMs) });

/** Keeps an edition unless there is a copy that is new enough. */
async function keepEdition(href: string): Promise<void> {
  const copy = await copyOf(href);
  await letGo(copy?.response);
  const fresh =
    copy && (isFinal(pathOf(href), { ...copy, closeAfterMs }) || Date.now() - copy.savedAt < HOUR);
  if (!fresh) await keep(href, await fetchQuietly(href));
}

/** Keeps the newest editions, once an hour at most; what the network failed is tried again at the next page. */
async function keepNewest(): Promise<void> {
  if (Date.now() - newestAt < HOUR) return;
  newestAt = Date.now();
  try {
    const answer = await fetchQuietly(`${prefix}editions/recent.json`);
    const { days }: { readonly days: readonly { readonly path: string }[] } = await answer.json();
    for (const { path } of days.slice(0, newestEditions)) {
      await keepEdition(new URL(path, self.location.href).href);
    }
  } catch {
    newestAt = 0;
  }
}

self.addEventListener('install', (event) => {
  const all = settings.shell.map(async (path) =>
    keep(new URL(path, self.location.href).href, await fetch(path)),
  );
  event.waitUntil(Promise.allSettled(all).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  const keepOpened = async (): Promise<void> => {
    await self.clients.claim();
    for (const { url } of await self.clients.matchAll({ includeUncontrolled: true })) {
      if (kindOf(new URL(url), prefix) === 'page') await keep(url, await fetch(url));
    }
    // Whoever was here once may be without a network the next time. Nothing waits for it: until a worker is active, pages do.
    if (!savesData()) void keepNewest();
  };
  event.waitUntil(keepOpened().catch(() => undefined));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || request.headers.has('range')) return;
  const kind = kindOf(url, prefix);
  if (kind === 'page') {
    if (request.mode === 'navigate' || request.headers.get('accept')?.includes('text/html')) {
      event.respondWith(page(event));
      if (!savesData(request)) event.waitUntil(keepNewest());
    }
  } else if (kind === 'list') event.respondWith(list(event));
  else if (kind === 'asset' || (request.destination === 'image' && url.pathname.startsWith(prefix))) {
    event.respondWith(asset(event));
  }
});
