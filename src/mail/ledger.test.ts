import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LedgerDamaged, openLedger } from './ledger.ts';

const a = 'a'.repeat(32);
const b = 'b'.repeat(32);
let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-ledger-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('openLedger', () => {
  it('remembers the last fate of each reader', async () => {
    const path = join(dir, 'mail', '2026-05-18.txt');
    const first = await openLedger(path);
    await first.write(a, 'handed');
    await first.write(a, 'sent');
    await first.write(b, 'handed');
    expect(first.fateOf(a)).toBe('sent');
    await first.close();
    const second = await openLedger(path);
    expect([second.fateOf(a), second.fateOf(b)]).toEqual(['sent', 'handed']);
    await second.close();
  });

  it('cuts off a line that was being written, and passes over what is no line of its own', async () => {
    const path = join(dir, 'x.txt');
    await writeFile(path, `nonsense\n${a} sent\n${b} flown\n${b} sen`);
    const ledger = await openLedger(path);
    expect([ledger.fateOf(a), ledger.fateOf(b)]).toEqual(['sent', undefined]);
    await ledger.write(b, 'refused');
    await ledger.close();
    expect(await readFile(path, 'utf8')).toBe(`nonsense\n${a} sent\n${b} flown\n${b} refused\n`);
  });

  it.each([
    ['with the line ends of another system', (text: string) => text.replaceAll('\n', '\r\n')],
    ['behind a byte order mark', (text: string) => `\ufeff${text}`],
    [
      'with the marks of a merge',
      (text: string) => `<<<<<<< HEAD\n${text}=======\n${a} later\n>>>>>>> other\n`,
    ],
  ])('knows who got it %s', async (_case, change) => {
    const path = join(dir, 'x.txt');
    await writeFile(path, change(`${a} handed\n${a} sent\n`));
    const ledger = await openLedger(path);
    expect(ledger.fateOf(a)).toBe('sent');
    await ledger.close();
  });

  it.each([
    ['other lines', 'nonsense\n', true],
    ['what a disk that lost power left', '\0'.repeat(80), true],
    ['the beginning of its first line', a.slice(0, 9), false],
    ['the beginning of its first fate', `${a} han`, false],
    ['nothing', '', false],
  ])('refuses a file that has only %s, if somebody may have the edition', async (_case, text, isDamaged) => {
    const path = join(dir, 'x.txt');
    await writeFile(path, text);
    const opened = openLedger(path).then((ledger) => ledger.close());
    await (isDamaged
      ? expect(opened).rejects.toThrow(LedgerDamaged)
      : expect(opened).resolves.toBeUndefined());
    expect(await readFile(path, 'utf8')).toBe(isDamaged ? text : '');
  });
});
