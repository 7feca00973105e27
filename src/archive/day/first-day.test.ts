import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { anItem, emptyFolder, filesIn, open, run } from '../archive.test-kit.ts';
import { firstDayPath } from './first-day.ts';

const older = { id: 'old', url: 'https://example.org/old', date_published: '2024-01-02T08:00:00Z' };
const newer = { id: 'new', url: 'https://example.org/new', date_published: '2026-05-18T08:00:00Z' };

async function begun(): Promise<string> {
  const dir = await emptyFolder();
  await run(dir, { a: [anItem(newer)] }, { now: '2026-05-18T23:30:00Z', timezone: 'Asia/Kathmandu' });
  return dir;
}

it('is the day, in the zone, on which the first items came, and is there with them', async () => {
  const dir = await emptyFolder();
  expect(await open(dir).firstDay()).toBeUndefined();
  await run(dir, {}, {}, new Map([['a', {}]]));
  expect(await open(dir).firstDay()).toBeUndefined();
  const other = await begun();
  expect(await open(other).firstDay()).toBe('2026-05-19');
  expect((await filesIn(other))[firstDayPath]).toBe('{"schema":1,"first_day":"2026-05-19"}\n');
});

it('stays when a backlog arrives, when items go, and when the zone changes', async () => {
  const dir = await begun();
  await run(dir, { b: [anItem(older)] }, { now: '2026-05-20T10:00:00Z', timezone: 'America/St_Johns' });
  const archive = open(dir, { now: '2026-05-20T10:00:00Z' });
  await archive.lock();
  await archive.forget('do', { kind: 'feed', name: 'a' });
  await archive.unlock();
  expect(await open(dir).firstDay()).toBe('2026-05-19');
});

it.each([
  ['is missing, as in an archive of before', undefined],
  ['is damaged, as by a merge', '<<<<<<< ours\n'],
  ['holds something else', '{"first_day":"2026-99-99"}'],
])('is found again from the items when the file %s', async (_case, content) => {
  const dir = await begun();
  const file = join(dir, firstDayPath);
  if (content === undefined) await rm(file);
  else await writeFile(file, content);
  expect(await open(dir).firstDay()).toBeUndefined();
  await run(dir, { b: [anItem(older)] }, { now: '2026-06-20T10:00:00Z', timezone: 'Asia/Kathmandu' });
  expect(await open(dir).firstDay()).toBe('2026-05-19');
});
