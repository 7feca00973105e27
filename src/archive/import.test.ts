import { describe, expect, it } from 'vitest';
import { anItem, emptyFolder, filesIn, NOW, open, trust } from './archive.test-kit.ts';
import type { Batch } from './commit/commit.ts';
import type { IncomingItem } from './index.ts';

const old = anItem({
  id: 'a',
  url: 'https://a.example/a',
  title: 'A',
  html: '<p>Copy</p>',
  date_published: '2024-03-01T08:00:00Z',
});
const undated = anItem({ id: 'u', title: 'U', html: '<p>Undated</p>' });
const later = '2026-05-20T10:00:00Z';

async function commit(dir: string, batch: Partial<Batch>, now = NOW) {
  const archive = open(dir, { now });
  await archive.lock();
  const result = await archive.commit({ feeds: [], states: new Map(), ...batch });
  await archive.unlock();
  if (result.kind === 'failed') throw new Error(result.problem.why);
  return result.counts;
}

const importing = (items: readonly IncomingItem[], over: Partial<Batch> = {}): Partial<Batch> => ({
  feeds: [{ feed: 'a', items, isImport: true }],
  states: new Map([['a', { schema: 1, face: {}, imported: true }]]),
  ...over,
});
const fetching = (
  items: readonly IncomingItem[],
  state: object = { schema: 1, face: {}, fetch: {} },
): Partial<Batch> => ({
  feeds: [{ feed: 'a', items }],
  states: new Map([['a', state]]),
});

async function itemsOf(dir: string) {
  const archive = open(dir);
  const found = [];
  for (const day of await archive.days())
    for (const { title, content_html, _daybook } of (await archive.readDay(day, trust)).items) {
      const { backlog, imported, revised, versions } = _daybook;
      found.push({ day, title, html: content_html, backlog, imported, revised, versions });
    }
  return found;
}

describe('items of another program', () => {
  it('go to their own days, as backlog, whether their feed is known or not', async () => {
    for (const before of [[], [anItem({ id: 'x', title: 'X', date_published: '2026-05-18T08:00:00Z' })]]) {
      const dir = await emptyFolder();
      if (before.length > 0) await commit(dir, fetching(before));
      expect(await commit(dir, importing([old, undated]))).toMatchObject({ added: 2 });
      const items = await itemsOf(dir);
      expect(items).toContainEqual(
        expect.objectContaining({ day: '2024-03-01', title: 'A', backlog: true, imported: true }),
      );
      expect(items).toContainEqual(expect.objectContaining({ day: '2026-05-18', title: 'U', backlog: true }));
    }
  });

  it('change nothing when they come again, whatever they say by then', async () => {
    const dir = await emptyFolder();
    await commit(dir, importing([old]));
    const before = await filesIn(dir);
    const changed = { ...old, item: { ...old.item, title: 'Changed' } };
    expect(await commit(dir, importing([changed, undated]), later)).toMatchObject({ added: 1, unchanged: 1 });
    const after = await filesIn(dir);
    const day = 'archive/2024/03/2024-03-01.json';
    expect(after[day]).toBe(before[day]);
    expect(await commit(dir, importing([changed, undated]), later)).toMatchObject({ added: 0, unchanged: 2 });
    expect(await filesIn(dir)).toEqual(after);
  });

  it('never take the place of what a feed brought', async () => {
    const dir = await emptyFolder();
    await commit(dir, fetching([{ ...old, item: { ...old.item, content_html: trust('<p>Own</p>') } }]));
    expect(await commit(dir, importing([old]))).toMatchObject({ added: 0, unchanged: 1 });
    expect(await itemsOf(dir)).toMatchObject([{ html: '<p>Own</p>', imported: undefined }]);
  });

  it.each([
    ['says the same', '<p>Copy</p>'],
    ['says it otherwise', '<p>As the feed has it</p>'],
  ])('are taken over by their feed, which %s, without a revision', async (_case, html) => {
    const dir = await emptyFolder();
    await commit(dir, importing([old]));
    const own = { ...old, item: { ...old.item, content_html: trust(html) } };
    expect(await commit(dir, fetching([own]), later)).toMatchObject({ added: 0, revised: 0 });
    expect(await itemsOf(dir)).toEqual([
      {
        day: '2024-03-01',
        title: 'A',
        html,
        backlog: true,
        imported: undefined,
        revised: undefined,
        versions: undefined,
      },
    ]);
    // From then on it is an item like others.
    const revised = { ...old, item: { ...old.item, content_html: trust('<p>Revised</p>') } };
    expect(await commit(dir, fetching([revised]), '2026-05-21T10:00:00Z')).toMatchObject({ revised: 1 });
  });

  it('are not the first that their feed brings: its backlog goes to its own days, too', async () => {
    const dir = await emptyFolder();
    await commit(dir, importing([old]));
    const older = anItem({ id: 'b', title: 'B', date_published: '2025-01-01T08:00:00Z' });
    // A failure in between changes nothing of that.
    await commit(dir, {
      states: new Map([['a', { schema: 1, face: {}, fetch: { failing: {} }, imported: true }]]),
    });
    await commit(dir, fetching([older]), later);
    expect(await itemsOf(dir)).toContainEqual(
      expect.objectContaining({ day: '2025-01-01', title: 'B', backlog: true }),
    );
    // What it brings after that is late.
    await commit(
      dir,
      fetching([anItem({ id: 'c', title: 'C', date_published: '2025-01-02T08:00:00Z' })]),
      later,
    );
    expect(await itemsOf(dir)).toContainEqual(
      expect.objectContaining({ day: '2026-05-20', title: 'C', backlog: undefined }),
    );
  });

  it('survive an index that is lost', async () => {
    const dir = await emptyFolder();
    await commit(dir, importing([old]));
    const archive = open(dir);
    await archive.lock();
    await archive.repair();
    await archive.unlock();
    const before = await filesIn(dir);
    expect(await commit(dir, importing([old]))).toMatchObject({ added: 0 });
    expect(await filesIn(dir)).toEqual(before);
    expect(await commit(dir, fetching([old]), later)).toMatchObject({ added: 0, revised: 0 });
    expect(await itemsOf(dir)).toMatchObject([{ imported: undefined }]);
  });

  it('are counted by a preview, which writes nothing', async () => {
    const dir = await emptyFolder();
    await commit(dir, importing([undated]));
    const before = await filesIn(dir);
    expect(await commit(dir, importing([old, undated], { mode: 'preview' }))).toMatchObject({
      added: 1,
      unchanged: 1,
    });
    expect(await filesIn(dir)).toEqual(before);
  });

  it('that were removed on request do not come back', async () => {
    const dir = await emptyFolder();
    await commit(dir, importing([old]));
    const archive = open(dir);
    await archive.lock();
    await archive.forget('do', { kind: 'item', name: 'a:a' });
    await archive.unlock();
    expect(await commit(dir, importing([old]))).toMatchObject({ added: 0, refused: 1 });
  });
});
