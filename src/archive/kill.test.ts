import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, filesIn, open } from './archive.test-kit.ts';
import { commitSteps } from './run-child.test-kit.ts';

const KILLS = 200;
const STEPS = 12;
const LANES = 4;
const LONGEST_LIFE_MS = 200;

/** In memory where the system has such a folder: a process that is killed loses no page either way. */
const BASE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
let folder = '';
let script = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-child-'));
  script = join(folder, 'run.mjs');
  const entryPoints = [join(import.meta.dirname, 'run-child.test-kit.ts')];
  await build({
    entryPoints,
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function start(mode: 'commits' | 'holds', dir: string, amount: number): ChildProcess {
  return spawn(process.execPath, [script, mode, dir, String(amount)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) return '';
  const [data] = await once(child.stdout, 'data');
  return String(data).trim();
}

/** A generator of numbers from 0 to 1 that gives the same ones each time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Starts the run again and again until it ends, and kills it some ms after it began to work until enough were. */
async function runKilled(dir: string, random: () => number, tally: { kills: number }): Promise<void> {
  for (;;) {
    const child = start('commits', dir, STEPS);
    const end = once(child, 'exit');
    await firstLine(child);
    const lifeMs = random() * LONGEST_LIFE_MS;
    const timer = tally.kills < KILLS ? setTimeout(() => child.kill('SIGKILL'), lifeMs) : undefined;
    const [code, signal] = await end;
    clearTimeout(timer);
    if (signal === null) {
      expect(code).toBe(0);
      return;
    }
    tally.kills += 1;
  }
}

const withoutLock = (files: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('.lock/')));

describe('a run that is killed', () => {
  it(`at ${KILLS} random moments ends in the archive of an undisturbed run, byte for byte`, async () => {
    const undisturbed = await emptyFolder(BASE);
    await commitSteps(undisturbed, STEPS);
    const expected = withoutLock(await filesIn(undisturbed));
    expect(Object.keys(expected).length).toBeGreaterThan(12);
    const tally = { kills: 0 };
    const lane = async (seed: number): Promise<void> => {
      const random = randomFrom(seed);
      while (tally.kills < KILLS) {
        const dir = await emptyFolder(BASE);
        await runKilled(dir, random, tally);
        expect(withoutLock(await filesIn(dir))).toEqual(expected);
      }
    };
    await Promise.all(Array.from({ length: LANES }, (_, index) => lane(index + 7)));
    expect(tally.kills).toBeGreaterThanOrEqual(KILLS);
  }, 300_000);

  it('gives the lock back at once', async () => {
    const dir = await emptyFolder();
    const child = start('holds', dir, 60_000);
    expect(await firstLine(child)).toBe('locked');
    const other = open(dir);
    expect(await other.lock()).toMatchObject({ kind: 'held', problem: { code: 'ARCHIVE_LOCKED' } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await other.lock()).toEqual({ kind: 'locked', problems: [] });
    await other.unlock();
  });
});

describe('two runs at once', () => {
  it('get the lock one at a time: one works, the other is told', async () => {
    for (let round = 0; round < 4; round += 1) {
      const dir = await emptyFolder();
      const runs = [start('holds', dir, 1500), start('holds', dir, 1500), start('holds', dir, 1500)];
      const answers = await Promise.all(runs.map(firstLine));
      expect(answers.sort()).toEqual(['held', 'held', 'locked']);
      for (const child of runs) child.kill('SIGKILL');
      await wait(20);
    }
  });

  it('in one process do not share the lock either, and it is free after the first is done', async () => {
    const dir = await emptyFolder();
    const [one, other] = [open(dir), open(dir)];
    expect((await one.lock()).kind).toBe('locked');
    expect((await other.lock()).kind).toBe('held');
    await one.unlock();
    expect((await other.lock()).kind).toBe('locked');
    await other.unlock();
  });
});
