import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Downloaded, gatherImages } from './gather.ts';
import { maxTries } from './limits.ts';
import { type ImageStore, openImages } from './store.ts';
import type { Encoding } from './types.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-images-'));
});
afterEach(() => rm(dir, { recursive: true }));

const url = (name: string): string => `https://pic.example/${name}`;
const now = '2026-05-18T18:00:00Z';
const later = (days: number): string => new Date(Date.parse(now) + days * 86_400_000).toISOString();

/** Stands for encoding: a picture is its text; `no` and `dot` are none. */
async function encode(bytes: Uint8Array): Promise<Encoding> {
  const text = Buffer.from(bytes).toString();
  if (text === 'no') return { kind: 'refused', code: 'IMAGE_BROKEN' };
  if (text === 'dot') return { kind: 'pixel' };
  const name = `${Buffer.from(text).toString('hex').padEnd(32, '0')}.webp`;
  return { kind: 'encoded', width: 9, height: 5, files: [{ name, width: 9, bytes }] };
}

const bodies = (texts: Readonly<Record<string, string>>) =>
  async function* download(urls: readonly string[]): AsyncGenerator<Downloaded> {
    for (const one of urls) {
      const text = texts[one.replace(/.*\//, '')];
      if (text === 'left') yield { kind: 'left', url: one };
      else if (text === undefined) yield { kind: 'failed', url: one, code: 'FETCH_NOT_FOUND' };
      else yield { kind: 'body', url: one, body: Buffer.from(text) };
    }
  };

interface Run {
  readonly names: readonly string[];
  readonly texts?: Readonly<Record<string, string>>;
  readonly at?: string;
  readonly force?: boolean;
  readonly limits?: { readonly maxImages?: number; readonly maxBytes?: number };
}

async function run({ names, texts = {}, at = now, force = false, limits = {} }: Run) {
  const store = await openImages(dir);
  const asked: string[] = [];
  const report = await gatherImages({
    store,
    urls: names.map(url),
    download: (urls) => {
      asked.push(...urls.map((one) => one.replace(/.*\//, '')));
      return bodies(texts)(urls);
    },
    encode,
    now: at,
    force,
    limits,
  });
  return { store, asked, report };
}

async function tree(): Promise<Record<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(
      files.sort().map(async (file) => [file.slice(dir.length), await readFile(file, 'utf8')]),
    ),
  );
}

describe('gatherImages', () => {
  it('keeps pictures, pixels and failures, and asks for none of them again the same day', async () => {
    const texts = { a: 'one', b: 'dot', c: 'no' };
    const first = await run({ names: ['a', 'b', 'c', 'd', 'a'], texts });
    expect(first.asked).toEqual(['a', 'b', 'c', 'd']);
    expect(first.report).toMatchObject({ copied: 1, left: 0, bytesIn: 8, bytesOut: 3 });
    expect([...first.report.failures]).toEqual([
      ['IMAGE_BROKEN', 1],
      ['FETCH_NOT_FOUND', 1],
    ]);
    const second = await run({ names: ['a', 'b', 'c', 'd'], texts });
    expect(second.asked).toEqual([]);
    expect(second.store.find(url('a'))).toMatchObject({ kind: 'copy', width: 9, height: 5 });
    expect(second.store.find(url('b'))).toEqual({ kind: 'pixel' });
  });

  it('asks for what does not come ever more rarely, and in the end not at all', async () => {
    const askedOn: number[] = [];
    for (let day = 0; day < 60; day += 1) {
      const { asked } = await run({ names: ['gone'], at: later(day) });
      if (asked.length > 0) askedOn.push(day);
    }
    expect(askedOn).toEqual([0, 1, 3, 7, 15]);
    expect(askedOn).toHaveLength(maxTries);
    expect((await run({ names: ['gone'], at: later(61), force: true })).asked).toEqual(['gone']);
    // The clock was ahead.
    expect((await run({ names: ['gone'], at: later(2) })).asked).toEqual(['gone']);
    const back = await run({ names: ['gone'], texts: { gone: 'back' }, at: later(62), force: true });
    expect(back.store.find(url('gone'))?.kind).toBe('copy');
  });

  it('stops at the bounds of a run, and goes on where it stopped', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const texts = { a: 'aaaa', b: 'bbbb', c: 'cccc', d: 'dddd', e: 'eeee' };
    const some = await run({ names, texts, limits: { maxImages: 2 } });
    expect([some.asked, some.report.left]).toEqual([['a', 'b'], 3]);
    const more = await run({ names, texts, limits: { maxBytes: 5 } });
    expect([more.report.copied, more.report.left]).toEqual([2, 1]);
    expect((await run({ names, texts })).asked).toEqual(['e']);
  });

  it('leaves alone what was not asked to its end', async () => {
    const { report, store } = await run({ names: ['a', 'b'], texts: { a: 'left', b: 'bbb' } });
    expect([report.copied, report.left, store.find(url('a'))]).toEqual([1, 1, undefined]);
  });
});

describe('the store', () => {
  const kept = async (names: readonly string[]): Promise<ImageStore> => {
    const texts = Object.fromEntries(names.map((name) => [name, `text ${name}`]));
    return (await run({ names, texts })).store;
  };

  it('writes the same bytes in whatever order pictures came', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `p${index}`);
    await kept(names);
    const one = await tree();
    await rm(dir, { recursive: true });
    await kept([...names].reverse());
    expect(await tree()).toEqual(one);
    for (const [path, text] of Object.entries(one)) if (path.endsWith('.json')) JSON.parse(text);
  });

  it('has a picture of two addresses once, as long as one of them is wanted', async () => {
    const { store } = await run({ names: ['a', 'b', 'c'], texts: { a: 'same', b: 'same', c: 'other' } });
    const files = async (): Promise<string[]> =>
      Object.keys(await tree()).filter((path) => path.endsWith('.webp'));
    expect(await files()).toHaveLength(2);
    expect(await store.dropUnwanted((one) => one !== url('a'))).toEqual({ urls: 1, files: 0 });
    expect(await store.dropUnwanted((one) => one === url('c'))).toEqual({ urls: 1, files: 1 });
    expect(await files()).toHaveLength(1);
    expect((await openImages(dir)).urls()).toEqual([url('c')]);
    expect(await store.dropUnwanted(() => false)).toEqual({ urls: 1, files: 1 });
    expect(await tree()).toEqual({});
  });

  it('reads a list that a merge broke: whole lines count, the better of two wins', async () => {
    const { store } = await run({ names: ['a'], texts: { a: 'one' } });
    const [path = ''] = Object.keys(await tree()).filter((one) => one.endsWith('.json'));
    const text = await readFile(join(dir, path), 'utf8');
    const failed = `{"url":"${url('a')}","failed":"FETCH_GONE","tries":2,"last":"${now}"}`;
    const other = `{"url":"${url('z')}","failed":"FETCH_GONE","tries":1,"last":"${now}"}`;
    const broken = text.replace('"images": [\n', `"images": [\n<<<<<<< ours\n${failed}\n=======\n`);
    await writeFile(join(dir, path), `${broken}>>>>>>> theirs\n${other},\n{"url":"https://x.example/`);
    const read = await openImages(dir);
    expect(read.find(url('a'))).toEqual(store.find(url('a')));
    expect(read.urls()).toEqual([url('a'), url('z')]);
  });

  it.each([
    [
      'a path for a name',
      '{"url":"https://e.org/a","width":1,"height":1,"files":[{"name":"../../x.webp","width":1}]}',
    ],
    [
      'another kind',
      `{"url":"https://e.org/a","width":1,"height":1,"files":[{"name":"${'a'.repeat(32)}.html","width":1}]}`,
    ],
    ['no size', `{"url":"https://e.org/a","files":[{"name":"${'a'.repeat(32)}.webp","width":1}]}`],
    ['no file', '{"url":"https://e.org/a","width":1,"height":1,"files":[]}'],
    ['a script', '{"url":"javascript:alert(1)","pixel":true}'],
    ['a time that is none', '{"url":"https://e.org/a","failed":"X","tries":1,"last":"soon"}'],
    ['nothing', 'null'],
  ])('does not take %s from a list that somebody wrote', async (_case, line) => {
    await kept(['a']);
    const [path = ''] = Object.keys(await tree()).filter((one) => one.endsWith('.json'));
    await writeFile(join(dir, path), `{\n"images": [\n${line}\n]\n}\n`);
    expect((await openImages(dir)).urls()).toEqual([]);
  });
});
