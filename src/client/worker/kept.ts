import { siteKey } from '../site-key.ts';
import { type Kept, surplus } from './policy.ts';
import { settings } from './worker-settings.ts';

/** What is kept takes at most so much, but for the shell. */
const maxBytes = 5_000_000;

const savedHeader = 'x-daybook-saved';
const bytesHeader = 'x-daybook-bytes';

const shell = new Set(settings.shell);
const open = (): Promise<Cache> => caches.open(siteKey(settings.prefix));

/** A copy with the time it was saved, in milliseconds since 1970. */
export interface Copy {
  readonly response: Response;
  readonly savedAt: number;
}

/** One copy stands for an address however it is asked for. */
function plainUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** Lets go of a body that nobody will read: until then it holds memory that all pages share. */
export async function letGo(response: Response | undefined): Promise<void> {
  await response?.body?.cancel();
}

async function trim(cache: Cache): Promise<void> {
  const kept: Kept[] = [];
  for (const { url } of await cache.keys()) {
    const response = await cache.match(url);
    // One that is just being put again is missed here; the next trim sees it.
    if (response) kept.push({ url, bytes: Number(response.headers.get(bytesHeader)) });
    await letGo(response);
  }
  for (const url of surplus(kept, shell, maxBytes)) await cache.delete(url);
}

interface Whole {
  readonly body: ArrayBuffer;
  readonly headers: Headers;
  readonly savedAt: number;
}

async function put(cache: Cache, url: string, { body, headers, savedAt }: Whole): Promise<void> {
  const all = new Headers(headers);
  all.delete('content-encoding');
  all.set(savedHeader, String(savedAt));
  all.set(bytesHeader, String(body.byteLength));
  // The order of a cache's keys is that of their putting: what was used last stands last.
  await cache.delete(url);
  await cache.put(url, new Response(body, { headers: all }));
}

let lastChange: Promise<unknown> = Promise.resolve();

/** One change after the other: nobody finds a copy gone while it is put again, or puts an older one over a newer. */
function inTurn<T>(change: () => Promise<T>): Promise<T> {
  const changed = lastChange.then(change);
  lastChange = changed.catch(() => undefined);
  return changed;
}

/** Keeps a copy of a good answer; a full disk keeps what there is. */
export async function keep(url: string, response: Response): Promise<void> {
  if (!response.ok || response.type !== 'basic' || response.redirected) return;
  try {
    const cache = await open();
    const { headers } = response;
    const whole = { headers, body: await response.arrayBuffer(), savedAt: Date.now() };
    await inTurn(() => put(cache, plainUrl(url), whole));
    await trim(cache);
  } catch {
    // Nothing is lost: the page came from the network.
  }
}

async function find(url: string): Promise<Copy | undefined> {
  const response = await (await open()).match(plainUrl(url));
  return response && { response, savedAt: Number(response.headers.get(savedHeader)) };
}

/** The copy of an address, which counts as used. */
export async function copyOf(url: string): Promise<Copy | undefined> {
  await lastChange;
  return find(url);
}

/** Puts a copy last among those that have to go. */
export function touch(url: string): Promise<void> {
  return inTurn(async () => {
    const copy = await find(url);
    if (!copy) return;
    const { headers } = copy.response;
    const whole = { headers, body: await copy.response.arrayBuffer(), savedAt: copy.savedAt };
    await put(await open(), plainUrl(url), whole);
  }).catch(() => undefined);
}
