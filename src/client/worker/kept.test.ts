import { afterAll, beforeEach, expect, it, vi } from 'vitest';

const url = 'https://example.org/kernel/2026/05/18/';

/** A cache whose every answer takes its time, as a disk does. */
class SlowCache {
  readonly entries = new Map<string, { body: ArrayBuffer; headers: Headers }>();
  async match(key: string): Promise<Response | undefined> {
    await wait();
    const entry = this.entries.get(key);
    return entry && new Response(entry.body.slice(0), { headers: entry.headers });
  }
  async delete(key: string): Promise<boolean> {
    await wait();
    return this.entries.delete(key);
  }
  async put(key: string, response: Response): Promise<void> {
    await wait();
    this.entries.set(key, { body: await response.arrayBuffer(), headers: response.headers });
  }
  async keys(): Promise<{ url: string }[]> {
    return [...this.entries.keys()].map((key) => ({ url: key }));
  }
}

const wait = (): Promise<void> => new Promise((done) => setTimeout(done, 1));

let cache: SlowCache;
vi.stubGlobal('daybook', { prefix: '/kernel/', shell: [] });
vi.stubGlobal('caches', { open: async () => cache });
const { copyOf, keep, touch } = await import('./kept.ts');
afterAll(() => void vi.unstubAllGlobals());
beforeEach(() => {
  cache = new SlowCache();
});

/** An answer of the network, whose type no constructor sets. */
function answer(text: string): Response {
  return Object.defineProperty(new Response(text), 'type', { value: 'basic' });
}

const keptText = async (): Promise<string | undefined> => (await copyOf(url))?.response.text();

it('a copy that counts as used is not put over the newer one that comes meanwhile', async () => {
  await keep(url, answer('of the morning'));
  for (let at = 0; at < 6; at++) {
    const touched = touch(url);
    for (let pause = 0; pause < at; pause++) await wait();
    await keep(url, answer(`version ${at}`));
    await touched;
    expect(await keptText()).toBe(`version ${at}`);
  }
});

it('a copy is found while it is put again', async () => {
  await keep(url, answer('the text'));
  for (let at = 0; at < 6; at++) {
    const touched = touch(url);
    for (let pause = 0; pause < at; pause++) await wait();
    expect(await keptText()).toBe('the text');
    await touched;
  }
});
