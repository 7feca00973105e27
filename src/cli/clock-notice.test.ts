import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { anItem, emptyFolder, open, run } from '../archive/archive.test-kit.ts';
import { clockNotice } from './clock-notice.ts';
import { testConsole } from './console.test-kit.ts';
import { run as daybook } from './run.ts';

it.each<[string, string, string[]]>([
  ['years behind', '2024-05-18T10:00:00Z', ['CLOCK_BEHIND']],
  ['days behind', '2026-05-14T10:00:00Z', ['CLOCK_BEHIND']],
  ['in another zone', '2026-05-17T09:00:00Z', []],
  ['right', '2026-05-18T10:00:00Z', []],
  ['ahead', '2036-05-18T10:00:00Z', []],
])('a clock that is %s', async (_case, now, codes) => {
  const dir = await emptyFolder();
  expect(await clockNotice(open(dir), now)).toEqual([]);
  await run(dir, { f: [anItem({ id: '1', title: 'One', date_published: '2026-05-18T09:00:00Z' })] });
  expect((await clockNotice(open(dir), now)).map(({ code }) => code)).toEqual(codes);
});

it.each(['check', 'fetch'])('%s says so', async (command) => {
  const dir = await emptyFolder();
  await writeFile(join(dir, 'daybook.yaml'), 'title: T\nfeeds: [a.xml]\n');
  await run(join(dir, '_data'), { f: [anItem({ id: '1', date_published: '2026-05-18T09:00:00Z' })] });
  const console = testConsole();
  const code = await daybook([command, '--site', dir, '--now', '2026-05-10T10:00:00Z'], console);
  expect(console.stderr()).toContain('CLOCK_BEHIND  The archive has items of 2026-05-18');
  // Its only feed is not there.
  expect(code).toBe(command === 'check' ? 0 : 3);
});
