import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anItem, emptyFolder, filesIn, open, quickFs, run, trust } from '../archive.test-kit.ts';
import { keyOf } from '../identity/hash.ts';
import { formatDay, mergeCopies, parseDay } from './day-file.ts';
import type { StoredItem } from './stored-item.ts';
import { SCHEMA_FILE, schemaText, writeSchema } from './write-schema.test-kit.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const DAY = '2026-05-18';

function stored(id: string, fields: Partial<StoredItem> = {}, extras: object = {}): StoredItem {
  const own = { feed: 'f', key: keyOf(id), first_seen: '2026-05-18T10:00:00Z' };
  const _daybook = { ...own, dated_by: 'first_seen' as const, access: 'open' as const, ...extras };
  return { id, content_html: `<p>${id}</p>`, ...fields, _daybook };
}

const three = ['f:1', 'f:2', 'f:3'].map((id) => stored(id, { title: `Line one, "quoted" \u2028 ${id}` }));
const text = formatDay(DAY, three);
const ids = (items: readonly StoredItem[]): string[] => items.map(({ id }) => id).sort();

describe("a day's file", () => {
  it('is JSON Feed 1.1 with one item a line, whatever the order they came in', () => {
    expect(formatDay(DAY, [...three].reverse())).toBe(text);
    expect(JSON.parse(text)).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      items: { length: 3 },
    });
    expect(text.split('\n').filter((line) => line.startsWith('{"id"'))).toHaveLength(3);
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('reads back as it was written', () => {
    const content = parseDay(bytes(text), DAY);
    expect(content).toMatchObject({ kind: 'whole' });
    expect(content.kind === 'whole' && formatDay(DAY, content.items)).toBe(text);
  });

  it('keeps keys that it does not know', () => {
    const extended = text.replace('"access":"open"}', '"access":"open","mood":"fine"},"_other":{"a":1}');
    const content = parseDay(bytes(extended), DAY);
    expect(content.kind === 'whole' && formatDay(DAY, content.items)).toContain(
      '"mood":"fine"},"_other":{"a":1}',
    );
  });

  it.each([
    ['cut off in the last item', text.slice(0, text.lastIndexOf('content_html')), 2, 1],
    ['cut off after an item', text.slice(0, text.lastIndexOf('\n]')), 3, 0],
    [
      'with the marks of a failed merge',
      text.replace('"items": [\n', '"items": [\n<<<<<<< HEAD\n=======\n>>>>>>> b\n'),
      3,
      0,
    ],
    ['with an item that lacks its key', text.replace(/"key":"[^"]*",/, ''), 2, 1],
    ['of nothing but noise', '\u0000\u0001', 0, 0],
    ['that is empty', '', 0, 0],
    ['that says another day', text.replaceAll(DAY, '2026-05-17'), 3, 0],
  ])('%s is damaged, and its whole lines are saved', (_case, damaged, saved, lost) => {
    expect(parseDay(bytes(damaged), DAY)).toMatchObject({ kind: 'damaged', items: { length: saved }, lost });
  });

  it('with a line that is not UTF-8 keeps the others', () => {
    const broken = bytes(text);
    broken[text.indexOf('<p>') + 3] = 0xff;
    expect(parseDay(broken, DAY)).toMatchObject({ kind: 'damaged', items: { length: 2 }, lost: 1 });
  });

  it('never throws, and never makes an item of noise', () => {
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), fc.string({ maxLength: 5 }), (at, noise) => {
        const content = parseDay(bytes(text.slice(0, at) + noise + text.slice(at + 1)), DAY);
        const items = content.kind === 'too-new' ? [] : content.items;
        for (const item of items) expect(item._daybook.key).toMatch(/^[a-z][a-z2-9]{11}$/);
        expect(items.length).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('of an older schema is brought up to date', () => {
    const old = {
      version: 'https://jsonfeed.org/version/1.1',
      items: [
        {
          id: 'f:1',
          content_html: '<p>Old</p>',
          date_published: '2026-05-18T08:00:00Z',
          _daybook: { feed_id: 'f', first_seen: '2026-05-18T10:00:00Z' },
        },
      ],
    };
    const extras = { feed: 'f', key: keyOf('f:1'), dated_by: 'published', access: 'open' };
    expect(parseDay(bytes(JSON.stringify(old)), DAY)).toMatchObject({
      kind: 'whole',
      items: [{ id: 'f:1', content_html: '<p>Old</p>', _daybook: extras }],
    });
  });

  it('of a newer schema is refused, and nothing is written over it', async () => {
    const dir = await emptyFolder();
    await run(dir, { f: [anItem({ id: '1', title: 'A' })] });
    const path = `${dir}/archive/2026/05/${DAY}.json`;
    await quickFs.write(path, (await readFile(path, 'utf8')).replace('"schema": 1', '"schema": 2'));
    const before = await filesIn(dir);
    expect(await open(dir).readDay(DAY, trust)).toMatchObject({
      items: [],
      problem: { code: 'ARCHIVE_TOO_NEW' },
    });
    const result = await run(dir, { f: [anItem({ id: '2', title: 'B' })] });
    expect(result).toMatchObject({ kind: 'failed', problem: { code: 'ARCHIVE_TOO_NEW' } });
    expect(await filesIn(dir)).toEqual(before);
  });

  it('takes either of two copies in either order, first seen when the earlier was', () => {
    const one = stored('f:1', { title: 'Old' }, { first_seen: '2026-05-18T09:00:00Z' });
    const other = stored('f:1', { title: 'New' }, { revised: '2026-05-18T11:00:00Z' });
    expect(mergeCopies(one, other)).toEqual(mergeCopies(other, one));
    expect(mergeCopies(one, other)).toMatchObject({
      title: 'New',
      _daybook: { first_seen: '2026-05-18T09:00:00Z' },
    });
    expect(ids([mergeCopies(one, other)])).toEqual(['f:1']);
  });
});

describe('the published schema', () => {
  it('is the one that the program checks with', async () => {
    if (process.env.UPDATE_SCHEMA === '1') await writeSchema();
    expect(await readFile(SCHEMA_FILE, 'utf8')).toBe(schemaText());
  });

  it('names what an archived item must have', async () => {
    const schema = JSON.parse(await readFile(SCHEMA_FILE, 'utf8'));
    expect(schema.required).toEqual(['version', 'title', '_daybook', 'items']);
    expect(schema.properties.items.items.required).toEqual(['id', 'content_html', '_daybook']);
    expect(schema.properties.items.items.properties._daybook.required).toEqual([
      'feed',
      'key',
      'first_seen',
      'dated_by',
      'access',
    ]);
  });
});
