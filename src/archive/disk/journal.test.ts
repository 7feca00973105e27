import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodeFs } from './files.ts';
import { openTransaction } from './journal.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-journal-'));
});
afterAll(() => rm(dir, { recursive: true }));

it('removes what may never have been there, in folders that may not be there either', async () => {
  const transaction = openTransaction(nodeFs, dir);
  await transaction.stage({ path: 'state/feeds/alpha.json', data: '{}\n' });
  await transaction.stage({ path: 'state/pages/alpha.json', data: undefined });
  await transaction.commit();
  expect(await readFile(join(dir, 'state', 'feeds', 'alpha.json'), 'utf8')).toBe('{}\n');
  expect(await readdir(join(dir, 'state'))).toEqual(['feeds']);
});
