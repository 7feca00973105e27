import { writeFileSync } from 'node:fs';
import { type Change, quickFs, watched } from './changing-calls.test-kit.ts';
import type { IncomingFeed } from './commit/commit.ts';
import type { ArchiveFs } from './disk/files.ts';
import type { IncomingItem } from './index.ts';
import { openArchive } from './store.ts';

/**
 * A run in a process of its own, that kills itself or that tests can kill. `commits <steps> <nth> <how>`: takes the lock
 * again and again and commits the steps that are not yet done, until all are or its nth changing call comes. `holds`:
 * takes the lock and keeps it permanently.
 */

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 4, 1, 9);

function itemOf(feed: string, number: number, revision: number): IncomingItem {
  const title = revision === 0 ? `Story ${number}` : `Story ${number}, corrected ${revision}`;
  const date_published = new Date(START_MS + number * (DAY_MS / 5)).toISOString().replace('.000Z', 'Z');
  const content_html = JSON.parse(JSON.stringify(`<p>${'Words of it. '.repeat(20)}</p>`));
  return { item: { id: `${feed}-${number}`, title, date_published, content_html }, access: 'open' };
}

/** The document of a feed at a step: the ten newest items, of which one was revised. */
function documentAt(feed: string, step: number): IncomingFeed {
  const newest = step * 2 + 10;
  const numbers = Array.from({ length: 10 }, (_, index) => newest - index);
  return { feed, items: numbers.map((number) => itemOf(feed, number, number === step * 2 + 4 ? 1 : 0)) };
}

export async function commitSteps(dir: string, steps: number, fs: ArchiveFs = quickFs): Promise<void> {
  for (let done = false; !done; ) done = await commitNext(dir, steps, fs);
}

/** Commits the step after the last one that the state knows. Answers whether all are done. */
async function commitNext(dir: string, steps: number, fs: ArchiveFs): Promise<boolean> {
  const reader = openArchive({
    dir,
    now: new Date(START_MS).toISOString(),
    timezone: 'UTC',
    closeAfterMs: 0,
    fs,
  });
  const lock = await reader.lock();
  if (lock.kind !== 'locked') throw new Error(lock.problem.why);
  const { state } = await reader.readFeedState('alpha');
  await reader.unlock();
  const step = typeof state === 'object' && state !== null && 'step' in state ? Number(state.step) + 1 : 0;
  if (step >= steps) return true;
  const now = new Date(START_MS + step * (DAY_MS / 2)).toISOString();
  const archive = openArchive({ dir, now, timezone: 'Europe/Paris', closeAfterMs: DAY_MS / 4, fs });
  const again = await archive.lock();
  if (again.kind !== 'locked') throw new Error(again.problem.why);
  const feeds = ['alpha', 'beta', `late-${step % 5}`].map((feed) => documentAt(feed, step));
  const result = await archive.commit({ feeds, states: new Map([['alpha', { step }]]) });
  if (result.kind === 'failed') throw new Error(result.problem.why);
  await archive.unlock();
  return false;
}

async function hold(dir: string): Promise<void> {
  const archive = openArchive({
    dir,
    now: new Date(START_MS).toISOString(),
    timezone: 'UTC',
    closeAfterMs: 0,
  });
  const lock = await archive.lock();
  process.stdout.write(`${lock.kind}\n`);
  if (lock.kind === 'locked') setInterval(() => undefined, 1000);
}

/** Ends this process before its nth changing call, or in the middle of it: half of what was to be written is there. */
function dyingFs(nth: number, how: string): ArchiveFs {
  return watched(async (change: Change) => {
    if (change.nth !== nth) return;
    const { path, data } = change;
    if (how === 'torn' && data !== undefined) writeFileSync(path, data.slice(0, data.length / 2));
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  });
}

const [, , mode, dir = '', steps = '0', nth = '0', how = ''] = process.argv;
if (mode === 'commits') await commitSteps(dir, Number(steps), dyingFs(Number(nth), how));
else if (mode === 'holds') await hold(dir);
