import { randomBytes } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { errorCode } from '../../model/error-code.ts';
import { HOUR } from '../../model/instant.ts';
import { parseJson } from '../../model/json.ts';
import { isRecord } from '../../model/record.ts';
import { type ArchiveFs, nodeFs } from './files.ts';

/** A run on another machine or in another container cannot be asked whether it lives: it may hold the folder so long. */
const foreignMs = HOUR;
const attempts = 8;
const longestWaitMs = 60;

/** Who holds the lock: enough to tell a living run from a dead one, even when its process number is used again. */
interface Holder {
  readonly pid: number;
  /** The machine and, on Linux, the container. */
  readonly host: string;
  /** Changes when the machine starts again. */
  readonly boot: string;
  /** When the process started, in the system's own count. */
  readonly started: string;
  /** ms since 1970. */
  readonly takenMs: number;
}

async function systemText(read: Promise<string>): Promise<string> {
  try {
    return (await read).trim();
  } catch {
    return '';
  }
}

/** Field 22 of `/proc/<pid>/stat`; the command's name in field 2 may hold spaces and parentheses. */
async function startOf(pid: number): Promise<string> {
  const stat = await systemText(readFile(`/proc/${pid}/stat`, 'utf8'));
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

async function describeSelf(): Promise<Holder> {
  const container = await systemText(readlink('/proc/self/ns/pid'));
  return {
    pid: process.pid,
    host: `${hostname()} ${container}`.trim(),
    boot: await systemText(readFile('/proc/sys/kernel/random/boot_id', 'utf8')),
    started: await startOf(process.pid),
    takenMs: Date.now(),
  };
}

function parseHolder(bytes: Uint8Array | undefined): Holder | undefined {
  const value = parseJson(bytes);
  if (!isRecord(value)) return undefined;
  const { pid, host, boot, started, takenMs } = value;
  if (typeof pid !== 'number' || typeof takenMs !== 'number') return undefined;
  if (typeof host !== 'string' || typeof boot !== 'string' || typeof started !== 'string') return undefined;
  return { pid, host, boot, started, takenMs };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function isAlive(holder: Holder, self: Holder): Promise<boolean> {
  if (holder.host !== self.host) return Math.abs(self.takenMs - holder.takenMs) < foreignMs;
  if (holder.boot !== self.boot || !isRunning(holder.pid)) return false;
  return holder.started === (await startOf(holder.pid));
}

type LockAnswer =
  | { readonly kind: 'taken'; readonly release: () => Promise<void> }
  | { readonly kind: 'held'; readonly by: string };

/** The first living holder besides ourselves. Those of dead runs are removed: their names were theirs alone. */
async function otherHolder(
  fs: ArchiveFs,
  folder: string,
  own: string,
  self: Holder,
): Promise<Holder | undefined> {
  for (const name of await fs.list(folder)) {
    if (name === own || !name.endsWith('.json')) continue;
    const bytes = await fs.read(join(folder, name));
    const holder = parseHolder(bytes);
    if (holder !== undefined && (await isAlive(holder, self))) return holder;
    if (bytes !== undefined) await fs.remove(join(folder, name));
  }
  return undefined;
}

/**
 * Takes the exclusive lock of a data folder. Each run puts down a file of its own in `.lock/`, then looks for others:
 * whoever sees another living run steps back. No file is ever taken over, so no run can take what another has just
 * taken; two that start at the same instant both step back, wait a random moment and try again.
 *
 * The clock and the system's process table are the machine's own: `--now` must not decide who lives.
 */
export async function takeLock(fs: ArchiveFs, dir: string): Promise<LockAnswer> {
  const folder = join(dir, '.lock');
  const self = await describeSelf();
  const own = `${randomBytes(9).toString('hex')}.json`;
  const release = (): Promise<void> => fs.remove(join(folder, own));
  let by = '';
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await wait(Math.random() * longestWaitMs);
    const early = await otherHolder(fs, folder, own, self);
    if (early === undefined) {
      if (!(await putDown(fs, folder, own, self))) continue;
      const late = await otherHolder(fs, folder, own, self);
      if (late === undefined) {
        await removeDrafts(fs, folder);
        return { kind: 'taken', release };
      }
      await release();
      by = nameOf(late);
    } else by = nameOf(early);
  }
  return { kind: 'held', by };
}

const nameOf = (holder: Holder): string => `Process ${holder.pid} on ${holder.host.split(' ')[0]}`;

/** The file appears whole: half a file would look like a dead run's. False when a holder swept our draft away. */
async function putDown(fs: ArchiveFs, folder: string, own: string, self: Holder): Promise<boolean> {
  await fs.makeDir(folder);
  const draft = join(folder, own.replace('.json', '.new'));
  try {
    await fs.write(draft, `${JSON.stringify(self)}\n`);
    await fs.rename(draft, join(folder, own));
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    await fs.remove(draft);
    throw error;
  }
}

/** Drafts of runs that died while they wrote them. One of a run that lives is written again. */
async function removeDrafts(fs: ArchiveFs, folder: string): Promise<void> {
  for (const name of await fs.list(folder)) if (name.endsWith('.new')) await fs.remove(join(folder, name));
}

/** {@link takeLock} on the disk, for what has a folder of its own under `_data`. */
export function lockFolder(dir: string): Promise<LockAnswer> {
  return takeLock(nodeFs, dir);
}
