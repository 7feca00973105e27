import { cp, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { dayFilePath } from '../../archive/index.ts';
import { testRuns } from '../../model/test-runs.test-kit.ts';
import type { Rule } from '../../model/types.ts';
import {
  Digest,
  days,
  feeds,
  filesOf,
  madeAtOnce,
  newFolder,
  put,
  removeFolders,
  smallDigest,
  words,
} from './digest.test-kit.ts';

afterAll(removeFolders);

type Change = (digest: Digest) => Promise<void> | void;

const told = fc.record({
  n: fc.nat(10),
  feed: fc.constantFrom(...feeds),
  day: fc.constantFrom(...days),
  word: fc.constantFrom(...words),
  text: fc.constantFrom('spring', 'summer', 'autumn'),
});

const dropRule = (word: string): Rule => ({
  where: 'daybook.yaml, rules',
  if: { kind: 'field', field: 'tag', any: [{ kind: 'text', text: word }] },
  do: { drop: true },
});
const labelRule = (word: string): Rule => ({
  where: 'daybook.yaml, rules',
  if: { kind: 'field', field: 'title', any: [{ kind: 'text', text: word }] },
  do: { labels: ['noted'], weight: 3 },
});

const itemChange: fc.Arbitrary<Change> = told.map((item) => (digest: Digest) => {
  digest.items.set(item.n, item);
});
const removal: fc.Arbitrary<Change> = fc.nat(10).map((n) => (digest: Digest) => {
  digest.items.delete(n);
});
const ruleChange: fc.Arbitrary<Change> = fc
  .tuple(fc.constantFrom(dropRule, labelRule), fc.constantFrom(...words), fc.boolean())
  .map(([rule, word, more]) => (digest: Digest) => {
    digest.rules = more ? [rule(word)] : [];
  });
const otherChange: fc.Arbitrary<Change> = fc.constantFrom<Change>(
  (digest) => put(join(digest.dir, 'templates', 'assets', 'css', '99-own.css'), `p{color:red}`),
  (digest) => put(join(digest.dir, 'editions', '2026-05-18.md'), '---\ntitle: A day\n---\nHello.\n'),
  (digest) => rm(join(digest.dir, 'editions'), { recursive: true, force: true }),
  (digest) => put(join(digest.dir, 'static', 'robots.txt'), 'User-agent: *\n'),
  (digest) => rm(join(digest.dir, 'static'), { recursive: true, force: true }),
  (digest) => {
    digest.records.set('alpha', {
      face: { title: 'Alpha renamed', home_page_url: 'https://alpha.example/' },
    });
  },
  (digest) => {
    digest.feeds = digest.feeds.length === 3 ? ['alpha', 'beta'] : ['alpha', 'beta', 'gamma'];
  },
  (digest) => {
    digest.now += 86_400_000;
  },
  (digest) => rm(join(digest.dir, '_site', 'topics'), { recursive: true, force: true }),
  (digest) => put(join(digest.dir, '_site', 'about', 'index.html'), 'overwritten'),
  (digest) => put(join(digest.dir, '_site', 'foreign', 'file.html'), 'left by somebody'),
  (digest) => rm(join(digest.dir, '.cache'), { recursive: true, force: true }),
  (digest) => put(join(digest.dir, '.cache', 'daybook', 'render.json'), 'cut o'),
);

const change = fc.oneof(
  { weight: 9, arbitrary: itemChange },
  { weight: 5, arbitrary: removal },
  { weight: 1, arbitrary: ruleChange },
  { weight: 4, arbitrary: otherChange },
);

describe('renderSite, over a history', () => {
  it('gives the bytes that a rendering from nothing gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(told, { minLength: 1, maxLength: 6 }),
        fc.array(fc.array(change, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 5 }),
        async (begin, steps) => {
          const digest = new Digest(await newFolder());
          for (const item of begin) digest.items.set(item.n, item);
          await digest.write();
          await digest.render();
          for (const step of steps) {
            for (const one of step) await one(digest);
            await digest.write();
            await digest.render();
            expect(await filesOf(join(digest.dir, '_site'))).toEqual(await madeAtOnce(digest));
          }
          await rm(digest.dir, { recursive: true, force: true });
        },
      ),
      { numRuns: testRuns({ quick: 1, full: 30 }), endOnFailure: true },
    );
  }, 120_000);
});

describe('renderSite, again', () => {
  it('makes nothing where nothing changed', async () => {
    const digest = await smallDigest();
    const { rendered, written, removed } = await digest.render();
    expect({ rendered, written, removed }).toEqual({ rendered: 0, written: 0, removed: 0 });
  });

  it('makes what a new item concerns, and no other day, source or topic', async () => {
    const digest = await smallDigest();
    digest.items.set(8, { n: 8, feed: 'beta', day: '2026-05-18', word: 'harvest', text: 'autumn' });
    await digest.write();
    const { reasons } = await digest.render();
    const pages = [...reasons.keys()].filter((id) => id.endsWith('/index.html'));
    expect(pages).toEqual(
      expect.arrayContaining([
        '/index.html',
        '/2026/05/18/index.html',
        '/2026/05/index.html',
        '/2026/w21/index.html',
        '/2026/index.html',
        '/source/beta/index.html',
        '/sources/index.html',
      ]),
    );
    for (const path of [
      '/2026/04/30/index.html',
      '/2026/04/index.html',
      '/source/alpha/index.html',
      '/about/index.html',
    ])
      expect(pages).not.toContain(path);
  });

  it('makes the search page again for the rules of another language, and not all pages', async () => {
    const digest = await smallDigest();
    const face = { title: 'Beta', home_page_url: 'https://beta.example/', language: 'fr' };
    digest.records.set('beta', { face });
    const { reasons, whole } = await digest.render();
    expect(whole).toBeUndefined();
    expect([...reasons.keys()]).toContain('/search/index.html');
  });

  it('shows the texts of a lost day again once it is back, in search too', async () => {
    const digest = await smallDigest();
    digest.items.set(8, { n: 8, feed: 'beta', day: '2026-05-18', word: 'harvest', text: 'autumn' });
    await digest.write();
    await digest.render();
    await rm(join(digest.dir, '_data', dayFilePath('2026-05-18')));
    const { problems } = await digest.render(digest.dir, true);
    expect(problems.map(({ code }) => code)).toContain('LEDGER_ITEMS_LOST');
    await digest.write();
    await digest.render();
    expect(await filesOf(join(digest.dir, '_site'))).toEqual(await madeAtOnce(digest));
  });

  it('says that it mended what was removed or written over, and does', async () => {
    const digest = await smallDigest();
    const before = await filesOf(join(digest.dir, '_site'));
    await rm(join(digest.dir, '_site', 'archive', 'index.html'));
    await writeFile(join(digest.dir, '_site', 'opml.xml'), 'x');
    const { problems, rendered } = await digest.render();
    expect(problems.map(({ code, what }) => [code, what])).toEqual([
      ['RENDER_MENDED', 'Parts of the site were changed since the last rendering: 2.'],
    ]);
    expect(rendered).toBe(1);
    expect(await filesOf(join(digest.dir, '_site'))).toEqual(before);
  });

  it('believes files whose times alone changed, as a restored cache leaves them', async () => {
    const digest = await smallDigest();
    const page = join(digest.dir, '_site', 'archive', 'index.html');
    await utimes(page, 1_000_000, 1_000_000);
    const { rendered, problems } = await digest.render();
    expect({ rendered, problems }).toEqual({ rendered: 0, problems: [] });
  });

  it('makes all again when it is asked to, and leaves files alone whose bytes are the same', async () => {
    const digest = await smallDigest();
    const before = await filesOf(join(digest.dir, '_site'));
    const { rendered, pages, written, unchanged, whole } = await digest.render(digest.dir, true);
    expect({ rendered, written, whole }).toEqual({
      rendered: pages,
      written: 0,
      whole: 'asked for with --all',
    });
    expect(await filesOf(join(digest.dir, '_site'))).toEqual(before);
    // The file that names the folder as ours is no part of the site.
    expect(unchanged).toBe(before.size - 1);
  });

  it('makes all again with another configuration, and says so', async () => {
    const digest = await smallDigest();
    digest.rules = [labelRule('kernel')];
    expect((await digest.render()).whole).toBe('the configuration changed');
  });

  it('takes a ledger that is older than the archive for what it is', async () => {
    const digest = await smallDigest();
    const kept = join(digest.dir, '.cache', 'daybook', 'ledger');
    const old = await newFolder();
    await cp(kept, old, { recursive: true });
    digest.items.set(0, { n: 0, feed: 'alpha', day: '2026-04-30', word: 'court', text: 'winter' });
    await digest.write();
    await digest.render();
    await cp(old, kept, { recursive: true });
    await digest.render();
    expect(await filesOf(join(digest.dir, '_site'))).toEqual(await madeAtOnce(digest));
  });
});
