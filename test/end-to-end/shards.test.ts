import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  daybookHere,
  type FeedServer,
  feedAnswer,
  filesOf,
  makeSite,
  projectDir,
  removeSites,
  sampleConfig,
  serveFeeds,
  smallRss,
} from './site.test-kit.ts';

afterAll(removeSites);

const first = '2026-05-18T18:00:00Z';
const later = '2026-05-19T18:00:00Z';
const samples = [
  'kernel-weekly.rdf',
  'packet-diary.rss',
  'akhbar.atom',
  'ring-zero-radio.json',
  'kobeya.atom',
];

describe('a fetch in two shards, over loopback HTTP', () => {
  let server: FeedServer;
  let config: string;
  let items = 2;

  beforeAll(async () => {
    const answers: Parameters<typeof serveFeeds>[0] = {};
    for (const name of samples) {
      const body = await readFile(join(projectDir, 'examples', 'feeds', name));
      Object.assign(answers, { [`/${name}`]: feedAnswer(body) });
    }
    const growing =
      (title: string): ReturnType<typeof feedAnswer> =>
      (request, response) =>
        feedAnswer(smallRss(title, items))(request, response);
    server = await serveFeeds({
      ...answers,
      '/growing.rss': growing('Growing'),
      '/also.rss': growing('Also'),
    });
    const head = (await sampleConfig()).split(/^feeds:/m)[0];
    const names = [...samples, 'growing.rss', 'also.rss', 'missing.rss'];
    const list = names.map((name) => `  - url: ${server.url}/${name}\n    id: ${name.split('.')[0]}\n`);
    config = `${head?.replace(/^(?:sections|rules):\n(?: .*\n|\n)*/gm, '')}\nfeeds:\n${list.join('')}fetch: { allowPrivateNetworks: true }\n`;
  });
  afterAll(() => server.close());

  const shard = (dir: string, part: string, now: string) =>
    daybookHere(dir, 'fetch', '--shard', part, '--now', now, '--quiet');
  const data = async (dir: string) => filesOf(join(dir, '_data'));

  it('comes to the same bytes as one fetch, in either order, over two days', async () => {
    const whole = await makeSite(config);
    const forth = await makeSite(config);
    const back = await makeSite(config);
    for (const now of [first, later]) {
      items = now === first ? 2 : 4;
      expect((await daybookHere(whole, 'fetch', '--now', now, '--quiet')).code).toBe(0);
      for (const [dir, order] of [
        [forth, [1, 2]],
        [back, [2, 1]],
      ] as const) {
        const before = await data(dir).catch(() => new Map());
        for (const part of [1, 2]) await shard(dir, `${part}/2`, now);
        expect(await data(dir).catch(() => new Map())).toEqual(before);
        const bundles = order.map((part) => `_bundle/shard-${part}-of-2.jsonl`);
        const merged = await daybookHere(dir, 'merge', ...bundles, '--now', now, '--json');
        expect(merged.code, merged.stderr).toBe(0);
        expect(JSON.parse(merged.stdout).counts.bundles).toBe(2);
        expect(await data(dir)).toEqual(await data(whole));
      }
    }
    const found = [...(await data(whole)).keys()];
    expect(found.filter((file) => file.startsWith('state/feeds/'))).toHaveLength(8);
    expect(found.some((file) => file.startsWith('archive/'))).toBe(true);
  }, 120_000);

  it('changes nothing when bundles are merged again, and lets no earlier answer replace a later one', async () => {
    const dir = await makeSite(config);
    items = 3;
    await daybookHere(dir, 'fetch', '--bundle', 'old.jsonl', '--now', first, '--quiet');
    items = 4;
    await daybookHere(dir, 'fetch', '--bundle', 'new.jsonl', '--now', later, '--quiet');
    await daybookHere(dir, 'merge', 'new.jsonl', '--now', later);
    const once = await data(dir);
    const again = await daybookHere(dir, 'merge', 'new.jsonl', '--now', later, '--json');
    expect(JSON.parse(again.stdout).counts).toMatchObject({ added: 0, revised: 0, older: 0 });
    expect(await data(dir)).toEqual(once);
    const older = await daybookHere(dir, 'merge', 'old.jsonl', '--now', later, '--json');
    expect(JSON.parse(older.stdout).counts).toMatchObject({ added: 0, revised: 0, older: 8 });
    expect(await data(dir)).toEqual(once);
  }, 60_000);

  it('has feeds asked for all that they hold, on whatever machine, where the archive lost items of theirs', async () => {
    const dir = await makeSite(config);
    items = 2;
    const round = async (now: string): Promise<void> => {
      for (const part of [1, 2]) await shard(dir, `${part}/2`, now);
      expect((await daybookHere(dir, 'merge', '--now', now, '--quiet')).code).toBe(0);
    };
    const archived = async () =>
      new Map([...(await data(dir))].filter(([path]) => path.startsWith('archive/')));
    await round(first);
    expect((await daybookHere(dir, 'render', '--now', first, '--quiet')).code).toBe(0);
    const before = await archived();
    const [day = ''] = [...before].find(([, text]) => text.includes('"feed":"growing"')) ?? [];
    await rm(join(dir, '_data', day));
    // The machines that ask do not know of it yet, and hear that nothing is new.
    await round('2026-05-18T20:00:00Z');
    expect((await archived()).has(day)).toBe(false);
    await round('2026-05-18T22:00:00Z');
    expect(await archived()).toEqual(before);
    const states = [...(await data(dir))].filter(([path]) => /state\/feeds\/(?:growing|also)/.test(path));
    expect(states).toHaveLength(2);
    for (const [, text] of states) expect(JSON.parse(text).fetch.validators).toBeDefined();
  }, 60_000);

  it('takes what is whole, refuses what is not, and keeps everything of before', async () => {
    const dir = await makeSite(config);
    items = 2;
    for (const part of [1, 2]) await shard(dir, `${part}/2`, first);
    const [one, two] = await Promise.all(
      [1, 2].map((part) => readFile(join(dir, '_bundle', `shard-${part}-of-2.jsonl`))),
    );
    if (!one || !two) throw new Error('No bundles were made.');
    await writeFile(join(dir, '_bundle', 'shard-1-of-2.jsonl'), one.subarray(0, one.length - 150));
    const merged = await daybookHere(dir, 'merge', '--now', first, '--json');
    expect(merged.code).toBe(1);
    expect(JSON.parse(merged.stdout).problems.map((problem: { code: string }) => problem.code)).toEqual([
      'BUNDLE_DAMAGED',
    ]);
    const half = await data(dir);
    expect(half.size).toBeGreaterThan(3);
    await rm(join(dir, '_bundle', 'shard-2-of-2.jsonl'));
    expect((await daybookHere(dir, 'merge', '--now', first)).code).toBe(1);
    expect(await data(dir)).toEqual(half);
    await writeFile(join(dir, '_bundle', 'shard-1-of-2.jsonl'), one);
    expect((await daybookHere(dir, 'merge', '--now', first)).code).toBe(0);
    expect((await data(dir)).size).toBeGreaterThan(half.size);
  }, 60_000);
});
