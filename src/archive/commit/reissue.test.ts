import { describe, expect, it } from 'vitest';
import { allItems, anItem, counts, emptyFolder, type ItemDraft, run } from '../archive.test-kit.ts';

const words = 'was built in 1910 by the yard of the town and lifts tons of freight from barges every day';
const names = ['amber', 'basalt', 'cedar'];

const item = (name: string, more: ItemDraft = {}): ItemDraft => ({
  id: `https://old.example/${name}`,
  url: `https://old.example/${name}`,
  title: `About ${name}`,
  html: `<p>The ${name} crane ${words}.</p>`,
  date_published: '2026-05-18T08:15:37Z',
  ...more,
});

const at = (address: string): ItemDraft => ({ id: address, url: address });

const before = names.map((name) => item(name));

/** The feed's items, first as they were, and two days later as the new program writes them. */
async function movedTo(make: (name: string) => ItemDraft, first: readonly ItemDraft[] = before) {
  const dir = await emptyFolder();
  await run(dir, { f: first.map((draft) => anItem(draft)) });
  const now = '2026-05-20T10:00:00Z';
  const later = { f: names.map((name) => anItem(make(name))) };
  const done = await counts(dir, later, { now });
  expect(await counts(dir, later, { now })).toMatchObject({ added: 0, revised: 0, relabelled: 0 });
  return { ...done, days: new Set((await allItems(dir)).map(({ day }) => day)) };
}

describe('a site that moves to another program', () => {
  it.each<[string, (name: string) => ItemDraft, 'relabelled' | 'revised']>([
    [
      'a date without seconds, on the same host',
      (name) =>
        item(name, { ...at(`https://old.example/2026/${name}`), date_published: '2026-05-18T08:15:00Z' }),
      'relabelled',
    ],
    [
      'a date without a time',
      (name) => item(name, { ...at(`https://new.example/${name}`), date_published: '2026-05-18T00:00:00Z' }),
      'relabelled',
    ],
    [
      'a date without a time that is the day before in UTC',
      (name) => item(name, { ...at(`https://new.example/${name}`), date_published: '2026-05-17T22:00:00Z' }),
      'relabelled',
    ],
    [
      'a title in capitals',
      (name) => item(name, { ...at(`https://new.example/${name}`), title: `ABOUT ${name.toUpperCase()}` }),
      'revised',
    ],
    [
      'a title with the name of the site',
      (name) => item(name, { ...at(`https://new.example/${name}`), title: `About ${name} | The Yard` }),
      'revised',
    ],
  ])('keeps its items: %s', async (_case, make, change) => {
    const done = await movedTo(make);
    expect(done).toMatchObject({ added: 0, [change]: 3, days: new Set(['2026-05-18']) });
  });

  it.each<[string, (name: string) => ItemDraft]>([
    [
      'another text',
      (name) =>
        item(name, {
          ...at(`https://new.example/${name}`),
          date_published: '2026-05-18T00:00:00Z',
          html: '<p>alpha beta gamma delta epsilon zeta eta theta iota kappa</p>',
        }),
    ],
    [
      'a date of another day',
      (name) => item(name, { ...at(`https://new.example/${name}`), date_published: '2026-05-20T00:00:00Z' }),
    ],
    [
      'bulletins of the same title and text an hour later, on the same host',
      (name) =>
        item(name, { ...at(`https://old.example/${name}/2`), date_published: '2026-05-18T09:15:00Z' }),
    ],
    [
      'another title with the same instant and text, on the same host',
      (name) => item(name, { ...at(`https://old.example/${name}/2`), title: `About ${name} and others` }),
    ],
    [
      'another title on another host',
      (name) => item(name, { ...at(`https://new.example/${name}`), title: `Around ${name} harbour` }),
    ],
  ])('is not seen in %s', async (_case, make) => {
    expect(await movedTo(make)).toMatchObject({ added: 3 });
  });

  it('is not looked for where most of a document is known', async () => {
    const dir = await emptyFolder();
    await run(dir, { f: before.map((draft) => anItem(draft)) });
    const again = item('amber', {
      ...at('https://new.example/amber'),
      date_published: '2026-05-18T00:00:00Z',
    });
    const rest = before.slice(1);
    const later = { f: [...rest, again].map((draft) => anItem(draft)) };
    expect(await counts(dir, later, { now: '2026-05-20T10:00:00Z' })).toMatchObject({ added: 1 });
  });
});
