import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StoryPlace } from '../../model/types.ts';
import { anItem, emptyFolder, filesIn, open, run, trust } from '../archive.test-kit.ts';
import type { PlaceResult } from './place-stories.ts';

const day = '2026-05-18';
const item = (id: string) =>
  anItem({ id, title: id, html: `<p>${id}</p>`, date_published: `${day}T08:00:00Z` });

async function keysIn(dir: string): Promise<string[]> {
  return (await open(dir).readDay(day, trust)).items.map(({ _daybook }) => _daybook.key);
}

async function storiesIn(dir: string): Promise<(StoryPlace | undefined)[]> {
  return (await open(dir).readDay(day, trust)).items.map(({ _daybook }) => _daybook.story);
}

async function place(dir: string, places: Record<string, StoryPlace>, on = day): Promise<PlaceResult> {
  const archive = open(dir);
  await archive.lock();
  try {
    return await archive.placeStories(new Map([[on, new Map(Object.entries(places))]]));
  } finally {
    await archive.unlock();
  }
}

describe('places of stories', () => {
  it('are kept beside their items, once and for all', async () => {
    const dir = await emptyFolder();
    await run(dir, { a: [item('one'), item('two')] });
    const [one = '', two = ''] = await keysIn(dir);
    const first: StoryPlace = { key: one, reason: { kind: 'first' } };
    const joined: StoryPlace = { key: one, reason: { kind: 'words', words: ['wheel', 'mill'] } };
    expect(await place(dir, { [one]: first, [two]: joined })).toEqual({ kind: 'placed', days: [day] });
    expect(await storiesIn(dir)).toEqual([first, joined]);
    const before = await filesIn(dir);
    const other: StoryPlace = { key: two, reason: { kind: 'first' } };
    expect(await place(dir, { [two]: other })).toEqual({ kind: 'placed', days: [] });
    expect(await filesIn(dir)).toEqual(before);
  });

  it('become others when their story is joined with an older one, and only then', async () => {
    const dir = await emptyFolder();
    await run(dir, { a: [item('one'), item('two')] });
    const [one = '', two = ''] = await keysIn(dir);
    const first = (key: string): StoryPlace => ({ key, reason: { kind: 'first' } });
    await place(dir, { [one]: first(one), [two]: first(two) });
    const elsewhere: StoryPlace = { key: one, reason: { kind: 'same-title' }, was: ['abcdefghijk2'] };
    expect(await place(dir, { [two]: elsewhere })).toEqual({ kind: 'placed', days: [] });
    const moved: StoryPlace = { key: one, reason: { kind: 'names', words: ['Oslo'] }, was: [two] };
    expect(await place(dir, { [two]: moved })).toEqual({ kind: 'placed', days: [day] });
    expect(await storiesIn(dir)).toEqual([first(one), moved]);
    expect((await open(dir).verify()).problems).toEqual([]);
  });

  it('are kept with what was learned of words, until something is removed', async () => {
    const dir = await emptyFolder();
    await run(dir, { a: [item('one')] });
    const archive = open(dir);
    expect(await archive.learnedWords()).toBeUndefined();
    await archive.lock();
    await archive.placeStories(new Map(), 'words\n');
    expect(await archive.learnedWords()).toBe('words\n');
    const [key = ''] = await keysIn(dir);
    expect((await archive.forget('do', { kind: 'item', name: key })).kind).toBe('forgotten');
    expect(await archive.learnedWords()).toBeUndefined();
    await archive.unlock();
  });

  it('are known to be missing until they are decided, of all runs that did not come to that', async () => {
    const dir = await emptyFolder();
    const archive = open(dir, { now: `${day}T03:00:00Z` });
    await archive.lock();
    const keep = (id: string, date_published: string) =>
      archive.commit({
        feeds: [{ feed: 'a', items: [anItem({ id, date_published })] }],
        states: new Map(),
        isPlacedNext: true,
      });
    await keep('one', `${day}T02:00:00Z`);
    await keep('two', '2026-05-17T08:00:00Z');
    expect(await archive.unplacedDays()).toEqual(['2026-05-17', day]);
    await archive.placeStories(new Map());
    expect(await archive.unplacedDays()).toEqual([]);
    await archive.unlock();
    expect(Object.keys(await filesIn(dir))).not.toContain('state/unplaced.json');
  });

  it('outlast a revision, a change of labels, and a run without news', async () => {
    const dir = await emptyFolder();
    await run(dir, { a: [item('one')] });
    const [one = ''] = await keysIn(dir);
    const first: StoryPlace = { key: one, reason: { kind: 'first' } };
    await place(dir, { [one]: first });
    const before = await filesIn(dir);
    await run(dir, { a: [item('one')] }, { now: '2026-05-19T10:00:00Z' });
    expect(await filesIn(dir)).toEqual(before);
    const revised = anItem({
      id: 'one',
      title: 'one',
      html: '<p>more</p>',
      date_published: `${day}T08:00:00Z`,
    });
    await run(dir, { a: [{ ...revised, labels: ['new'] }] }, { now: '2026-05-19T10:00:00Z' });
    expect(await storiesIn(dir)).toEqual([first]);
    expect((await open(dir).verify()).problems).toEqual([]);
  });

  it('leave alone a day that is damaged, a day that is not there, and items that went', async () => {
    const dir = await emptyFolder();
    await run(dir, { a: [item('one')] });
    const [one = ''] = await keysIn(dir);
    const first: StoryPlace = { key: one, reason: { kind: 'first' } };
    expect(await place(dir, { gone: first })).toEqual({ kind: 'placed', days: [] });
    expect(await place(dir, { [one]: first }, '2026-05-17')).toEqual({ kind: 'placed', days: [] });
    await writeFile(join(dir, 'archive/2026/05/2026-05-18.json'), '{"items": [\n');
    const before = await filesIn(dir);
    expect(await place(dir, { [one]: first })).toEqual({ kind: 'placed', days: [] });
    expect(await filesIn(dir)).toEqual(before);
  });

  it('are written by the run that holds the lock only', async () => {
    await expect(open(await emptyFolder()).placeStories(new Map())).rejects.toThrow('lock');
  });
});
