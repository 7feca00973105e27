import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanItem } from '../../clean/index.ts';
import type { FeedConfig } from '../../model/types.ts';
import type { Arrived } from '../gather/keeper.ts';
import { readBundle, readHead } from './read-bundle.ts';
import { parseShard, shardOf } from './shard.ts';
import { BundleWriter, partPath } from './write-bundle.ts';

const dir = mkdtempSync(join(tmpdir(), 'daybook-bundle-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const now = '2026-05-18T18:00:00Z';
const site = 'https://digest.example/';
const feed = (id: string): FeedConfig => ({
  id,
  url: `https://${id}.example/rss`,
  publish: 'full',
  where: 'daybook.yaml, feeds[0]',
});
const feeds = new Map(['one', 'two', 'three'].map((id) => [id, feed(id)]));

function arrived(id: string, html = '<p>Text &amp; more.</p>'): Arrived {
  const { url } = feed(id);
  const before = { schema: 1, url } as const;
  const item = { id: `${id}-1`, url: `https://${id}.example/1`, title: 'A title', content_html: html };
  return {
    result: {
      feedId: id,
      url,
      askedAt: now,
      settlement: { feed: feed(id), before, now, intervalMs: 3_600_000, bodyHash: 'abc', etag: '"x"' },
    },
    face: { title: 'A feed', home_page_url: `https://${id}.example/` },
    acceptance: { hubs: [], schedule: { ttl_minutes: 60 } },
    repairs: [{ code: 'XML_STRAY_AMPERSAND', what: 'A stray & was read as text.' }],
    items: [cleanItem({ ...item, tags: ['a', 'b'], date_published: now }, { feedUrl: url })],
  };
}

let number = 0;
async function written(bodies: readonly Arrived[], maxFileBytes?: number): Promise<string> {
  number += 1;
  const path = join(dir, `${number}`, 'b.jsonl');
  const writer = new BundleWriter({ path, site, now, ...(maxFileBytes !== undefined && { maxFileBytes }) });
  for (const body of bodies) await writer.keepBody(body);
  await writer.keepState({ feedId: 'three', state: { schema: 1, url: feed('three').url }, askedAt: now });
  expect(await writer.close()).toHaveProperty('files');
  return path;
}

async function read(path: string) {
  const head = await readHead(path, site, now);
  return 'problem' in head ? head : readBundle(head, feeds);
}

/** Lines with an end that vouches for them, as a stranger could write it, too. */
async function forged(lines: readonly string[]): Promise<string> {
  number += 1;
  const path = join(dir, `forged-${number}.jsonl`);
  const body = lines.map((line) => `${line}\n`).join('');
  const end = { end: true, feeds: lines.length - 1, sha256: createHash('sha256').update(body).digest('hex') };
  await writeFile(path, `${body}${JSON.stringify(end)}\n`);
  return path;
}

const linesOf = async (path: string): Promise<string[]> =>
  (await readFile(path, 'utf8')).trimEnd().split('\n').slice(0, -1);

describe('a shard', () => {
  it.each([
    ['1/1', { index: 1, of: 1 }],
    ['8/8', { index: 8, of: 8 }],
    ['0/8', undefined],
    ['9/8', undefined],
    ['1/0', undefined],
    ['1/99999', undefined],
    ['1', undefined],
    ['1/8x', undefined],
  ])('is read from %s', (text, expected) => {
    expect(parseShard(text)).toEqual(expected);
  });

  it('has every feed once, about as many as its neighbours, and the same whatever is added', () => {
    const counts = new Map<number, number>();
    for (let n = 0; n < 8000; n += 1) {
      const part = shardOf(`feed-${n}`, 8);
      counts.set(part, (counts.get(part) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(Math.min(...counts.values())).toBeGreaterThan(850);
    // Kept permanently: another answer would ask feeds twice while machines of two versions work side by side.
    expect(['kernel', 'lwn', 'radio'].map((id) => shardOf(id, 100))).toMatchInlineSnapshot(`
      [
        71,
        34,
        33,
      ]
    `);
  });
});

describe('a bundle', () => {
  it('gives back what was written, one line a feed', async () => {
    const bundle = await read(await written([arrived('one'), arrived('two')]));
    expect(bundle).toMatchObject({
      unknown: [],
      answers: [
        { kind: 'read', arrived: arrived('one') },
        { kind: 'read', arrived: { items: arrived('two').items } },
        { kind: 'state', settled: { feedId: 'three', askedAt: now } },
      ],
    });
  });

  it('is divided where it grows large, and a shorter one later leaves no part of it', async () => {
    const path = await written([arrived('one'), arrived('two')], 200);
    expect(await readdir(join(path, '..'))).toEqual(['b.jsonl', 'b.part2.jsonl', 'b.part3.jsonl']);
    expect(await read(partPath(path, 2))).toMatchObject({
      answers: [{ arrived: { result: { feedId: 'two' } } }],
    });
    const writer = new BundleWriter({ path, site, now });
    expect(await writer.close()).toEqual({ files: [path] });
    expect(await readdir(join(path, '..'))).toEqual(['b.jsonl']);
    expect(await read(path)).toEqual({ answers: [], unknown: [] });
  });

  it('that did not come to its end leaves the earlier one as it is', async () => {
    const path = await written([arrived('one')]);
    const before = await readFile(path);
    const writer = new BundleWriter({ path, site, now });
    await writer.keepBody(arrived('two'));
    await writer.drop();
    expect(await readFile(path)).toEqual(before);
    expect(await readdir(join(path, '..'))).toEqual(['b.jsonl']);
  });

  it('is refused wherever it was cut off or changed', async () => {
    const path = await written([arrived('one')]);
    const bytes = await readFile(path);
    const change = fc.record({ at: fc.nat(bytes.length - 1), cut: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, cut }) => {
        const copy = Buffer.from(cut ? bytes.subarray(0, at) : bytes);
        if (!cut) copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
        const other = join(dir, 'changed.jsonl');
        await writeFile(other, copy);
        expect(await read(other)).toHaveProperty('problem');
      }),
      { numRuns: 60 },
    );
  });

  it('has its HTML and its addresses cleaned again, whoever vouches for them', async () => {
    const [head = '', line = ''] = await linesOf(await written([arrived('one')]));
    const value = JSON.parse(line);
    Object.assign(value.items[0], {
      title: 'A\u0000 \u202etitle',
      url: 'javascript:alert(1)',
      content_html: '<p onclick="x()">Text<script>alert(1)</script></p>',
      image: 'data:text/html,x',
    });
    value.face.home_page_url = 'javascript:alert(1)';
    const bundle = await read(await forged([head, JSON.stringify(value)]));
    const text = JSON.stringify(bundle);
    expect(text).toContain('<p>Text</p>');
    for (const bad of ['javascript:', 'onclick', 'script>', 'text/html', '\\u0000'])
      expect(text).not.toContain(bad);
  });

  it.each([
    ['of another site', 0, { site: 'https://other.example/' }, 'BUNDLE_FOREIGN'],
    ['of a newer version', 0, { daybook_bundle: 2 }, 'BUNDLE_FOREIGN'],
    ['of tomorrow', 0, { now: '2026-05-19T18:00:00Z' }, 'BUNDLE_FOREIGN'],
    ['with a path for a feed', 1, { feed: '../../x' }, 'BUNDLE_INVALID'],
    ['with an address of no web', 1, { url: 'javascript:x' }, 'BUNDLE_INVALID'],
    ['without a settlement', 1, { settlement: 1 }, 'BUNDLE_INVALID'],
    ['with a number for a text', 1, { items: [{ content_html: 1 }] }, 'BUNDLE_INVALID'],
    ['with a feed that comes twice', 1, { feed: 'two' }, 'BUNDLE_INVALID'],
  ])('%s is refused', async (_case, at, change, code) => {
    const lines = await linesOf(await written([arrived('one'), arrived('two')]));
    lines[at] = JSON.stringify({ ...JSON.parse(lines[at] ?? ''), ...change });
    expect(await read(await forged(lines))).toMatchObject({ problem: { code } });
  });

  it('tells feeds that are not configured here, and takes the others', async () => {
    const lines = await linesOf(await written([arrived('one')]));
    const stranger = JSON.stringify({ ...JSON.parse(lines[1] ?? ''), feed: 'stranger' });
    expect(await read(await forged([...lines, stranger]))).toMatchObject({
      unknown: ['stranger'],
      answers: [{ kind: 'read' }, { kind: 'state' }],
    });
  });

  it.each(['', '{}', '{"version":"https://jsonfeed.org/version/1.1","items":[]}\n'])(
    'is told from any other file: %j',
    async (text) => {
      const path = join(dir, 'other.jsonl');
      await writeFile(path, text);
      expect(await read(path)).toMatchObject({ problem: { code: 'BUNDLE_FOREIGN' } });
    },
  );

  it('that is not there is told', async () => {
    expect(await read(join(dir, 'nowhere.jsonl'))).toMatchObject({ problem: { code: 'BUNDLE_UNREADABLE' } });
  });
});
