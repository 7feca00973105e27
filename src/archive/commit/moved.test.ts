import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  anItem,
  counts,
  emptyFolder,
  filesIn,
  type ItemDraft,
  open,
  run,
  trust,
} from '../archive.test-kit.ts';
import { hashesOfStored } from '../upkeep/rebuild.ts';

const words = 'was built in 1910 by the yard of the town and lifts tons of freight from barges every day';

const item = (name: string, hour: number, site: string): ItemDraft => ({
  id: `${site}${name}`,
  url: `${site}${name}`,
  title: `About ${name}`,
  html: `<p>The ${name} crane ${words}.</p>`,
  date_published: `2026-05-18T0${hour}:00:00Z`,
});

const site = (address: string): ItemDraft[] =>
  ['amber', 'basalt', 'cedar'].map((name, at) => item(name, at + 1, address));

const one = item('amber', 1, 'https://old.example/');
const { date_published: _date, ...undated } = one;
const { title: _title, ...untitled } = one;
const { id: _id, ...linked } = one;
const { url: _url, ...named } = one;

async function urlsOf(dir: string): Promise<(string | undefined)[]> {
  const archive = open(dir);
  const days = await Promise.all((await archive.days()).map((day) => archive.readDay(day, trust)));
  return days.flatMap(({ items }) => items.map(({ url }) => url)).sort();
}

/** What the second document does, two days later: an item that is taken for a new one would open that day. */
async function twoDaysLater(first: readonly ItemDraft[], second: readonly ItemDraft[]) {
  const dir = await emptyFolder();
  await run(dir, { f: first.map((draft) => anItem(draft)) });
  const now = '2026-05-20T10:00:00Z';
  const done = await counts(dir, { f: second.map((draft) => anItem(draft)) }, { now });
  const again = await counts(dir, { f: second.map((draft) => anItem(draft)) }, { now });
  expect(again).toMatchObject({ added: 0, revised: 0, relabelled: 0 });
  return { ...done, days: await open(dir).days(), urls: await urlsOf(dir) };
}

describe('a site that moves', () => {
  it.each([
    ['to another domain', 'https://old.example/2026/', 'https://new.example/posts/'],
    ['to another path', 'https://old.example/?p=', 'https://old.example/2026/05/'],
    ['to a subdomain', 'http://www.old.example/', 'https://blog.old.example/'],
  ])('%s keeps its items, which lead to the new addresses', async (_case, from, to) => {
    const done = await twoDaysLater(site(from), site(to));
    expect(done).toMatchObject({ added: 0, revised: 0, days: ['2026-05-18'] });
    expect(done.urls).toEqual(site(to).map(({ url }) => url));
  });

  it.each<[string, ItemDraft, ItemDraft]>([
    [
      'a title with other spaces',
      one,
      { ...one, id: 'x', url: 'https://new.example/x', title: ' About  amber ' },
    ],
    [
      'a title with other quotation marks and dashes',
      { ...one, title: 'The “amber” – Ann’s crane…' },
      { ...one, id: 'x', url: 'https://new.example/x', title: 'The "amber" - Ann\'s crane...' },
    ],
    [
      'a title that had plain ones',
      { ...one, title: 'The "amber" - Ann\'s crane' },
      { ...one, id: 'x', url: 'https://new.example/x', title: 'The «amber» — Ann‘s crane' },
    ],
    [
      'a date in another zone',
      one,
      { ...one, id: 'x', url: 'https://new.example/x', date_published: '2026-05-18T03:00:00+02:00' },
    ],
    [
      'a date of change alone',
      { ...undated, date_modified: '2026-05-18T01:00:00Z' },
      { ...undated, date_modified: '2026-05-18T01:00:00Z', id: 'x', url: 'https://new.example/x' },
    ],
    ['a note without a title', untitled, { ...untitled, id: 'x', url: 'https://new.example/x' }],
    [
      'a summary in place of the text',
      one,
      {
        ...one,
        id: 'x',
        url: 'https://new.example/x',
        html: '<p>The amber crane was built in 1910 by the yard of the town.</p>',
      },
    ],
  ])('keeps an item by its title and instant: %s', async (_case, before, later) => {
    expect(await twoDaysLater([before], [later])).toMatchObject({ added: 0, days: ['2026-05-18'] });
  });

  it.each<[string, ItemDraft, ItemDraft]>([
    [
      'the same title at another instant',
      one,
      { ...item('amber', 2, 'https://new.example/'), html: '<p>Other.</p>' },
    ],
    [
      'notes of one instant',
      untitled,
      { ...untitled, id: 'x', url: 'https://new.example/x', html: '<p>Rain.</p>' },
    ],
    ['the same title without a date', undated, { ...undated, id: 'x', url: 'https://new.example/x' }],
    ['the same instant with another title', one, { ...item('basalt', 1, 'https://new.example/') }],
    [
      'both, with texts that have nothing in common',
      one,
      {
        ...one,
        id: 'x',
        url: 'https://new.example/x',
        html: `<p>${'alpha beta gamma delta epsilon zeta eta theta iota kappa'}</p>`,
      },
    ],
  ])('is not seen in %s', async (_case, before, later) => {
    expect(await twoDaysLater([before], [later])).toMatchObject({ added: 1 });
  });

  it('keeps apart two items of a document that share title and instant', async () => {
    const photos = ['1', '2'].map((name) => ({ ...item(name, 1, 'https://old.example/'), title: 'Photo' }));
    const moved = ['1', '2'].map((name) => ({ ...item(name, 1, 'https://new.example/'), title: 'Photo' }));
    expect(await twoDaysLater(photos, [...photos, ...moved])).toMatchObject({ added: 2 });
  });
});

describe('an item whose address is written in another way', () => {
  it.each<[string, ItemDraft, ItemDraft]>([
    [
      'percent-encoded in small letters',
      { ...undated, id: 'https://x.example/%C3%B6l' },
      { ...undated, id: 'https://x.example/%c3%b6l' },
    ],
    [
      'a link alone, with www',
      { ...linked, url: 'https://x.example/a' },
      { ...linked, title: 'B', url: 'http://www.x.example/a' },
    ],
    [
      'a link alone, with a tilde',
      { ...linked, url: 'https://x.example/~a/b' },
      { ...linked, title: 'B', url: 'https://x.example/%7Ea/b' },
    ],
    [
      'a link alone, with index.html',
      { ...linked, url: 'https://x.example/a/' },
      { ...linked, title: 'B', url: 'https://x.example/a/index.html' },
    ],
    [
      'a token in the query',
      { ...undated, id: 'r1', url: 'https://x.example/a?token=1' },
      { ...undated, id: 'r2', url: 'https://x.example/a?token=2' },
    ],
    [
      'an id that numbers the version',
      { ...named, id: 'https://x.example/a#0' },
      { ...named, id: 'https://x.example/a#1', title: 'Amber again', date_published: '2026-05-18T05:00:00Z' },
    ],
    [
      'an id that begins to number it',
      { ...named, id: 'post-12' },
      { ...named, id: 'post-12#1', title: 'Amber again' },
    ],
    [
      'an opaque id with a version',
      { ...named, id: 'tag:x,2026:12:v1' },
      { ...named, id: 'tag:x,2026:12:v2', title: 'Amber again' },
    ],
    [
      'a counter where the text is the name',
      { title: 'T', html: '<p>The crane of the town.</p><p>7 views</p>' },
      { title: 'T', html: '<p>The crane of the town.</p><p>12 views</p>' },
    ],
  ])('is the same: %s', async (_case, before, later) => {
    expect(await twoDaysLater([before], [later])).toMatchObject({ added: 0, days: ['2026-05-18'] });
  });

  it.each<[string, ItemDraft, ItemDraft]>([
    [
      'entries of a list of changes',
      {
        id: 'https://x.example/log#3',
        url: 'https://x.example/log',
        title: 'Three',
        html: '<p>Rails mended.</p>',
      },
      {
        id: 'https://x.example/log#4',
        url: 'https://x.example/log',
        title: 'Four',
        html: '<p>Sails sewn.</p>',
      },
    ],
    [
      'another day under the same path and title',
      { ...one, id: 'r1', url: 'https://x.example/a?t=1', html: '<p>Sun.</p>' },
      { ...item('amber', 5, ''), id: 'r2', url: 'https://x.example/a?t=2', html: '<p>Rain.</p>' },
    ],
    [
      'a parameter that names the story',
      { ...linked, url: 'https://x.example/a?id=1' },
      { ...item('basalt', 2, ''), url: 'https://x.example/a?id=2' },
    ],
  ])('is another: %s', async (_case, before, later) => {
    expect(await twoDaysLater([before], [later])).toMatchObject({ added: 1 });
  });
});

describe('an archive of an earlier version', () => {
  /** Indexes as they were written before items had aliases: a line for the id, and one for the link. */
  async function asBefore(dir: string): Promise<void> {
    const archive = open(dir);
    const days = await Promise.all((await archive.days()).map((day) => archive.readStored(day)));
    const hashes = new Set(days.flatMap(({ items }) => items.flatMap(hashesOfStored)));
    for (const feed of (await readdir(join(dir, 'state/known'))).filter((name) => !name.endsWith('.txt'))) {
      const path = join(dir, 'state/known', feed, 'all.txt');
      const lines = (await readFile(path, 'utf8')).split('\n');
      const kept = lines.filter((line) => !/^\S{16} \d/.test(line) || hashes.has(line.slice(0, 16)));
      await writeFile(path, kept.join('\n').replace('schema 2', 'schema 1'));
    }
  }

  it('finds items of a site that moves with the first document after the upgrade', async () => {
    const dir = await emptyFolder();
    const before = {
      a: site('https://old.example/').map((draft) => anItem(draft)),
      b: site('https://b.example/').map((draft) => anItem(draft)),
    };
    await run(dir, before);
    const keys = (await filesIn(dir))['archive/2026/05/2026-05-18.json'];
    await asBefore(dir);
    expect(await counts(dir, before)).toMatchObject({ added: 0, revised: 0, relabelled: 0, unchanged: 6 });
    expect((await filesIn(dir))['archive/2026/05/2026-05-18.json']).toBe(keys);
    await asBefore(dir);
    const now = '2026-05-20T10:00:00Z';
    const moved = { a: site('https://new.example/').map((draft) => anItem(draft)) };
    expect(await counts(dir, moved, { now })).toMatchObject({ added: 0, relabelled: 3 });
    // The index of the other feed was brought up to date in the same run.
    expect((await filesIn(dir))['state/known/b/all.txt']).toContain('schema 2');
    const alsoMoved = { b: site('https://c.example/').map((draft) => anItem(draft)) };
    expect(await counts(dir, alsoMoved, { now })).toMatchObject({ added: 0, relabelled: 3 });
  });

  it('is as one that was written now, byte for byte', async () => {
    const [upgraded, fresh] = [await emptyFolder(), await emptyFolder()];
    const feeds = { a: site('https://www.old.example/').map((draft) => anItem(draft)) };
    for (const dir of [upgraded, fresh]) await run(dir, feeds);
    await asBefore(upgraded);
    await run(upgraded, feeds);
    expect(await filesIn(upgraded)).toEqual(await filesIn(fresh));
  });

  it('stays one when it changes otherwise, so that its items still gain their names', async () => {
    const dir = await emptyFolder();
    await run(dir, { a: site('https://old.example/').map((draft) => anItem(draft)) });
    await asBefore(dir);
    const archive = open(dir);
    await archive.lock();
    await archive.forget('do', { kind: 'item', name: 'https://old.example/amber' });
    await archive.unlock();
    expect((await filesIn(dir))['state/known/a/all.txt']).toContain('schema 1');
    const moved = { a: site('https://new.example/').map((draft) => anItem(draft)) };
    const done = await counts(dir, moved, { now: '2026-05-20T10:00:00Z' });
    expect(done).toMatchObject({ relabelled: 2, refused: 1, added: 0 });
  });

  it('is mended by a repair, too', async () => {
    const dir = await emptyFolder();
    await run(dir, { a: site('https://www.old.example/').map((draft) => anItem(draft)) });
    const whole = await filesIn(dir);
    await asBefore(dir);
    const archive = open(dir);
    await archive.lock();
    await archive.repair();
    await archive.unlock();
    expect(await filesIn(dir)).toEqual(whole);
  });
});
