import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anItem, emptyFolder, filesIn, NOW, open, run } from '../archive.test-kit.ts';
import { type Change, watched } from '../changing-calls.test-kit.ts';
import type { ArchiveFs } from '../disk/files.ts';
import type { RestoreResult, TakeFiles } from './restore.ts';

const item = anItem({ id: 'one', title: 'One', date_published: NOW });

/** Files of a published archive. */
async function published(): Promise<Record<string, string>> {
  const dir = await emptyFolder();
  await run(dir, { alpha: [item] }, {}, new Map([['alpha', { etag: '"1"' }]]));
  const files = Object.entries(await filesIn(dir)).filter(([path]) => !path.startsWith('state/known'));
  return {
    ...Object.fromEntries(files),
    'images/list/0a.json': '{}\n',
    'archive/forgotten.txt': 'author one\n',
  };
}

const own = {
  'state/mail/2026-05-17.txt': 'whom it was sent to\n',
  'state/known/alpha/all.txt': 'what is gone\n',
  'state/feeds/beta.json': '{}\n',
  'archive/forgotten.txt': 'author two\n',
  'images/list/0b.json': '{}\n',
};

/** A folder that lost its days, and has what else was there. */
async function emptied(): Promise<string> {
  const dir = await emptyFolder();
  for (const [path, text] of Object.entries(own)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  return dir;
}

async function restore(dir: string, take: TakeFiles, fs?: ArchiveFs): Promise<RestoreResult> {
  const archive = open(dir, fs === undefined ? {} : { fs });
  await archive.lock();
  const result = await archive.restore(take);
  await archive.unlock();
  return result;
}

const all =
  (files: Record<string, string>): TakeFiles =>
  async (keep) => {
    for (const [path, text] of Object.entries(files)) await keep(path, Buffer.from(text));
    return undefined;
  };

/** Never comes back from its nth call that changes a file. */
function dyingAt(nth: number): { readonly fs: ArchiveFs; readonly death: Promise<'dead'> } {
  let die: () => void = () => undefined;
  const death = new Promise<'dead'>((resolve) => {
    die = () => resolve('dead');
  });
  let calls = 0;
  const fs = watched(async ({ path }: Change) => {
    if (path.includes('.lock')) return;
    calls += 1;
    if (calls < nth) return;
    die();
    await new Promise(() => undefined);
  });
  return { fs, death };
}

async function withoutLock(dir: string): Promise<Record<string, string>> {
  await rm(join(dir, '.lock'), { recursive: true, force: true });
  return filesIn(dir);
}

describe('a published archive', () => {
  it('is taken back beside what is only here: mails that were sent, requests, copies', async () => {
    const files = await published();
    const dir = await emptied();
    expect(await restore(dir, all(files))).toEqual({ kind: 'restored' });
    const { 'state/known/alpha/all.txt': _known, 'state/feeds/beta.json': _state, ...kept } = own;
    const requests = 'author one\nauthor two\n';
    expect(await withoutLock(dir)).toEqual({ ...kept, ...files, 'archive/forgotten.txt': requests });
  });

  it('that cannot be taken whole changes nothing', async () => {
    const dir = await emptied();
    const before = await withoutLock(dir);
    const problem = { code: 'RESTORE_DAMAGED', what: '', where: '', why: '', fix: '' };
    const take: TakeFiles = async (keep) => {
      await keep('state/editions.json', Buffer.from('{}'));
      return problem;
    };
    expect(await restore(dir, take)).toEqual({ kind: 'failed', problem });
    expect(await withoutLock(dir)).toEqual(before);
  });

  it('is there whole or not at all, wherever the run that takes it stops', async () => {
    const files = await published();
    const wanted = await emptied();
    const before = await withoutLock(wanted);
    await restore(wanted, all(files));
    const after = await withoutLock(wanted);
    const ends = [];
    for (let nth = 1; ; nth += 1) {
      const dir = await emptied();
      const { fs, death } = dyingAt(nth);
      const end = await Promise.race([restore(dir, all(files), fs), death]);
      await rm(join(dir, '.lock'), { recursive: true, force: true });
      const next = open(dir);
      expect((await next.lock()).kind).toBe('locked');
      await next.unlock();
      const found = await withoutLock(dir);
      expect([before, after], `call ${nth}`).toContainEqual(found);
      if (end !== 'dead') break;
      ends.push('archive/2026/05/2026-05-18.json' in found);
    }
    expect(new Set(ends)).toEqual(new Set([false, true]));
  });
});
