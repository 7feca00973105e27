import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  FEED,
  failed,
  fetchOne,
  fresh,
  hoursLater,
  SETTINGS,
  textOf,
  unchanged,
} from './hostile-server.test-kit.ts';
import { acceptBody, refuseBody } from './index.ts';

let root = '';
let siteDir = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'daybook-file-feed-'));
  siteDir = join(root, 'site');
  mkdirSync(join(siteDir, 'feeds'), { recursive: true });
  writeFileSync(join(siteDir, 'feeds', 'a.xml'), FEED);
  writeFileSync(join(root, 'outside.xml'), FEED);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a feed that is a file', () => {
  it.each(['feeds/a.xml', './feeds/a.xml', 'feeds/../feeds/a.xml'])('is read: %s', async (path) => {
    const result = fresh(await fetchOne(path, { siteDir }));
    expect(textOf(result)).toBe(FEED);
    expect(result.url).toBe('file:///feeds/a.xml');
    expect(result.askedAt).toBeUndefined();
  });

  it('is read by its absolute path, too, when that lies inside', async () => {
    expect(textOf(await fetchOne(join(siteDir, 'feeds/a.xml'), { siteDir }))).toBe(FEED);
  });

  it('is unchanged when its bytes are, whatever its date says, and leaves the state as it was', async () => {
    const state = acceptBody(fresh(await fetchOne('feeds/a.xml', { siteDir })), { newItems: 3 });
    utimesSync(join(siteDir, 'feeds/a.xml'), new Date(), new Date());
    const result = unchanged(await fetchOne('feeds/a.xml', { siteDir, now: hoursLater(50) }, { state }));
    expect(JSON.stringify(result.state)).toBe(JSON.stringify(state));
  });

  it('is fresh when one byte changed, even of the same length and date', async () => {
    const path = join(siteDir, 'feeds/a.xml');
    const date = new Date('2026-01-01T00:00:00Z');
    utimesSync(path, date, date);
    const state = acceptBody(fresh(await fetchOne('feeds/a.xml', { siteDir })), { newItems: 1 });
    writeFileSync(path, FEED.replace('Example', 'Exemple'));
    utimesSync(path, date, date);
    expect((await fetchOne('feeds/a.xml', { siteDir }, { state })).kind).toBe('fresh');
  });

  it('is looked at in every run: nobody is bothered', async () => {
    const state = acceptBody(fresh(await fetchOne('feeds/a.xml', { siteDir })), { newItems: 1 });
    const again = await fetchOne('feeds/a.xml', { siteDir }, { state, asked: hoursLater(0) });
    expect(again.kind).toBe('unchanged');
  });

  it('that links to another file inside is read', async () => {
    symlinkSync('a.xml', join(siteDir, 'feeds', 'link.xml'));
    expect(fresh(await fetchOne('feeds/link.xml', { siteDir })).url).toBe('file:///feeds/link.xml');
  });

  it('is read when the site folder itself is a link', async () => {
    symlinkSync(siteDir, join(root, 'alias'));
    expect(textOf(await fetchOne('feeds/a.xml', { siteDir: join(root, 'alias') }))).toBe(FEED);
  });

  it('that is compressed is read', async () => {
    writeFileSync(join(siteDir, 'feeds', 'a.xml.gz'), gzipSync(FEED));
    expect(textOf(await fetchOne('feeds/a.xml.gz', { siteDir }))).toBe(FEED);
  });

  it.each([
    ['above', '../outside.xml', 'FETCH_FILE_OUTSIDE'],
    ['above, hidden in the middle', 'feeds/../../outside.xml', 'FETCH_FILE_OUTSIDE'],
    ['at an absolute path', '/etc/passwd', 'FETCH_FILE_OUTSIDE'],
    ['the site folder itself', '.', 'FETCH_FILE_OUTSIDE'],
    ['a folder', 'feeds', 'FETCH_FILE_UNREADABLE'],
    ['missing', 'feeds/none.xml', 'FETCH_FILE_MISSING'],
    ['below a file', 'feeds/a.xml/b', 'FETCH_FILE_MISSING'],
    ['with a zero byte in its name', 'feeds/\0.xml', 'FETCH_FILE_UNREADABLE'],
  ])('that is %s is reported', async (_case, path, code) => {
    const result = failed(await fetchOne(path, { siteDir }));
    expect(result.problem.code).toBe(code);
    expect(JSON.stringify(result)).not.toContain(root);
  });

  it('that links out of the site folder is refused', async () => {
    symlinkSync(join(root, 'outside.xml'), join(siteDir, 'feeds', 'out.xml'));
    symlinkSync(root, join(siteDir, 'up'));
    for (const path of ['feeds/out.xml', 'up/outside.xml']) {
      expect(failed(await fetchOne(path, { siteDir })).problem.code).toBe('FETCH_FILE_OUTSIDE');
    }
  });

  it('that is a pipe is refused and not waited for', async () => {
    execFileSync('mkfifo', [join(siteDir, 'feeds', 'pipe')]);
    expect(failed(await fetchOne('feeds/pipe', { siteDir })).problem.code).toBe('FETCH_FILE_UNREADABLE');
  });

  it('that is too big is refused', async () => {
    writeFileSync(join(siteDir, 'feeds', 'big.xml'), 'x'.repeat(100_001));
    const { problem } = failed(await fetchOne('feeds/big.xml', { siteDir, settings: SETTINGS }));
    expect(problem.code).toBe('FETCH_FILE_TOO_BIG');
  });

  it('that goes on failing in one way leaves its state as it was', async () => {
    const first = failed(await fetchOne('feeds/none.xml', { siteDir })).state;
    const second = failed(
      await fetchOne('feeds/none.xml', { siteDir, now: hoursLater(5) }, { state: first }),
    ).state;
    expect(second).toEqual(first);
    expect(first.next_due).toBeUndefined();
  });

  it('that the parser refuses is looked at again in the next run', async () => {
    const problem = { code: 'FEED_IS_HTML', what: 'No feed.', where: 'here', why: 'HTML.', fix: 'None.' };
    const state = refuseBody(fresh(await fetchOne('feeds/a.xml', { siteDir })), problem);
    expect((await fetchOne('feeds/a.xml', { siteDir, now: hoursLater(1) }, { state })).kind).toBe('fresh');
  });
});
