import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Digest,
  filesOf,
  madeAtOnce,
  newFolder,
  removeFolders,
  smallDigest,
} from './digest.test-kit.ts';

afterAll(removeFolders);

const texts = ['winter', 'harvest time'] as const;

/** Says another thing of an item. */
async function tell(digest: Digest, text: string): Promise<void> {
  digest.items.set(0, { n: 0, feed: 'alpha', day: '2026-05-18', word: 'court', text });
  await digest.write();
}

function cacheOf(digest: Digest): string {
  return join(digest.dir, '.cache', 'daybook');
}

async function ledgerFiles(digest: Digest): Promise<string[]> {
  const dir = join(cacheOf(digest), 'ledger');
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort();
}

describe('a ledger that is damaged', () => {
  let digest: Digest;
  /** The ledger as it was two renderings ago. */
  let old: Map<string, string>;
  const wanted = new Map<string, Map<string, string>>();
  let at = 0;

  /** Tells another thing, and renders: the site has to be as one made from nothing. */
  async function expectRight(damage: string): Promise<void> {
    at++;
    const text = texts[at % 2] ?? '';
    await tell(digest, text);
    await digest.render();
    expect(await filesOf(join(digest.dir, '_site')), damage).toEqual(wanted.get(text));
  }

  beforeAll(async () => {
    digest = await smallDigest();
    for (const text of texts) {
      await tell(digest, text);
      wanted.set(text, await madeAtOnce(digest));
    }
    await tell(digest, 'spring');
    await digest.render();
    old = await filesOf(join(cacheOf(digest), 'ledger'));
    await expectRight('nothing');
  });

  it.each([
    // A shorter one is cut to nothing.
    ['cut off', (text: string) => text.slice(0, text.length > 400 ? text.length / 2 : 0)],
    ['written over by its own earlier version', (_text: string, name: string) => old.get(name)],
    ['written over by another file', (_text: string, name: string) => old.get(otherThan(name))],
  ])('in one file that is %s never gives a wrong site', async (damage, change) => {
    // Names of days' entries differ from run to run.
    for (const [place] of (await ledgerFiles(digest)).entries()) {
      const name = (await ledgerFiles(digest))[place] ?? '';
      const file = join(cacheOf(digest), 'ledger', name);
      const bytes = change(await readFile(file, 'utf8'), name);
      if (bytes === undefined) continue;
      await writeFile(file, bytes);
      await expectRight(`${name} ${damage}`);
    }
  });

  function otherThan(name: string): string {
    const kind = name.slice(0, name.indexOf('/') + 1);
    return [...old.keys()].find((one) => one !== name && one.startsWith(kind)) ?? 'index';
  }

  it('whole and of a rendering before the last gives no wrong site, whatever was shown since', async () => {
    await cp(join(cacheOf(digest), 'ledger'), join(digest.dir, 'kept'), { recursive: true });
    await expectRight('nothing');
    await rm(join(cacheOf(digest), 'ledger'), { recursive: true });
    await cp(join(digest.dir, 'kept'), join(cacheOf(digest), 'ledger'), { recursive: true });
    // What it says is so again, but it is not what the pages say.
    await expectRight('older');
  });

  it('as the whole cache, of a rendering before the last, gives no wrong site either', async () => {
    const kept = await newFolder();
    await cp(cacheOf(digest), kept, { recursive: true, preserveTimestamps: true });
    await expectRight('nothing');
    await rm(cacheOf(digest), { recursive: true });
    await cp(kept, cacheOf(digest), { recursive: true, preserveTimestamps: true });
    await expectRight('older');
    await rm(cacheOf(digest), { recursive: true });
    await expectRight('none');
  });
});
