import { dirname, join } from 'node:path';
import { asideOf } from '../../disk/index.ts';
import { parseJson } from '../../model/json.ts';
import { isRecord } from '../../model/record.ts';
import type { ArchiveFs } from './files.ts';

/**
 * All changes of a run become visible together or not at all. Every new file is first written to `state/pending`; then
 * a list of where they go is renamed into place, and from that instant on the run has happened: the files are moved one
 * by one, in the list's order, and if the machine stops in between, the next run moves the rest. Before that instant
 * nothing has happened, and what lies in `state/pending` is thrown away.
 */
const pendingPath = join('state', 'pending');
const listPath = 'commit.json';

type Step = { readonly to: string; readonly from: string } | { readonly remove: string };

/** A change to be made: the new bytes of a file, or `undefined` to remove it. Paths are relative to the data folder. */
export interface Change {
  readonly path: string;
  readonly data: string | Uint8Array | undefined;
}

/** Gathers the changes of a run. `stage` writes at once, so that memory holds one file at a time. */
export interface Transaction {
  readonly stage: (change: Change) => Promise<void>;
  /** Makes all staged changes happen, in order. */
  readonly commit: () => Promise<void>;
  /** Throws the staged changes away. */
  readonly abort: () => Promise<void>;
  /** Whether the point was passed after which the changes will happen, come what may. */
  readonly isCommitted: () => boolean;
}

const safePath = /^(?:archive|images|portraits|state)(?:\/[A-Za-z0-9][A-Za-z0-9.-]*)+$/;

function isStep(value: unknown): value is Step {
  if (!isRecord(value)) return false;
  const { to, from, remove } = value;
  const isSafe = (path: unknown): boolean => typeof path === 'string' && safePath.test(path);
  return remove === undefined ? isSafe(to) && typeof from === 'string' && /^\d+$/.test(from) : isSafe(remove);
}

/** `undefined` of a list that is damaged. */
function parseSteps(bytes: Uint8Array): readonly Step[] | undefined {
  const list = parseJson(bytes);
  return Array.isArray(list) && list.every(isStep) ? list : undefined;
}

async function apply(fs: ArchiveFs, dir: string, steps: readonly Step[]): Promise<void> {
  const pending = join(dir, pendingPath);
  const waiting = new Set(await fs.list(pending));
  const touched = new Set<string>();
  for (const step of steps) {
    const target = join(dir, 'remove' in step ? step.remove : step.to);
    touched.add(dirname(target));
    if ('remove' in step) await fs.remove(target);
    else if (waiting.has(step.from)) {
      await fs.makeDir(dirname(target));
      await fs.rename(join(pending, step.from), target);
    }
  }
  for (const folder of touched) await fs.syncDir(folder);
  await fs.remove(join(pending, listPath));
  await fs.remove(pending);
}

/** Starts gathering changes. The caller holds the lock and has called `recover`. */
export function openTransaction(fs: ArchiveFs, dir: string): Transaction {
  const pending = join(dir, pendingPath);
  const steps: Step[] = [];
  const folders = new Set<string>();
  let isCommitted = false;
  const stage = async ({ path, data }: Change): Promise<void> => {
    const to = path.replaceAll('\\', '/');
    if (!safePath.test(to)) throw new Error(`Not a path of the archive: ${to}`);
    if (steps.length === 0) await fs.makeDir(pending);
    if (data === undefined) {
      steps.push({ remove: to });
      return;
    }
    const from = String(steps.length);
    steps.push({ to, from });
    folders.add(dirname(join(dir, to)));
    await fs.write(join(pending, from), data);
  };
  const commit = async (): Promise<void> => {
    if (steps.length === 0) return;
    for (const folder of folders) await fs.makeDir(folder);
    await fs.write(join(pending, 'list'), JSON.stringify(steps));
    await fs.syncDir(pending);
    await fs.rename(join(pending, 'list'), join(pending, listPath));
    isCommitted = true;
    await fs.syncDir(pending);
    await apply(fs, dir, steps);
  };
  const abort = async (): Promise<void> => {
    if (!isCommitted) await fs.remove(pending);
  };
  return { stage, commit, abort, isCommitted: () => isCommitted };
}

/** What became of what an interrupted run had left. */
type Recovered = 'nothing' | 'completed' | 'set aside';

/**
 * Completes what an interrupted run had decided, or throws away what it had not. Where nobody can read what it had
 * decided, it is set aside: it must not keep all runs to come from theirs.
 */
export async function recoverJournal(fs: ArchiveFs, dir: string): Promise<Recovered> {
  const pending = join(dir, pendingPath);
  const list = await fs.read(join(pending, listPath));
  if (list === undefined) {
    if ((await fs.list(dirname(pending))).includes('pending')) await fs.remove(pending);
    return 'nothing';
  }
  const steps = parseSteps(list);
  if (steps === undefined) {
    await fs.rename(pending, asideOf(pending));
    return 'set aside';
  }
  await apply(fs, dir, steps);
  return 'completed';
}
