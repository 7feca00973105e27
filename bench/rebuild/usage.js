// What a command uses: processor time of it and of all that it starts, by the shell's clock; memory, where the system
// tells, as the largest sum over its processes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const sampleMs = 40;

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function list(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

const childrenOf = (pid) =>
  list(`/proc/${pid}/task`).flatMap((task) =>
    read(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean),
  );

/** Resident memory of a process and all below it, KB: now, and the most that one of them ever had. */
function memoryOf(pid) {
  const status = read(`/proc/${pid}/status`);
  const field = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  const below = childrenOf(pid).map(memoryOf);
  return {
    now: below.reduce((sum, one) => sum + one.now, field('VmRSS')),
    peak: below.reduce((most, one) => Math.max(most, one.peak), field('VmHWM')),
  };
}

/** What a process that still runs has taken so far (Linux): processor seconds, and the most memory that it ever had. */
export function processStats(pid) {
  const ticks = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? [];
  return { cpu: ticks.reduce((sum, some) => sum + some, 0) / 100, mb: memoryOf(pid).peak / 1024 };
}

/**
 * Runs a command to its end.
 *
 * @throws Error with its last words when it does not end well
 */
export async function measure(command, args, { cwd = process.cwd(), env = {} } = {}) {
  const work = mkdtempSync(join(tmpdir(), 'daybook-usage-'));
  const [out, times] = [join(work, 'out'), join(work, 'times')];
  const log = openSync(out, 'w');
  const script = `TIMEFORMAT='%3R %3U %3S'; { time "$@" 2>&3; } 3>&2 2>"$TIMES_FILE"`;
  const child = spawn('bash', ['-c', script, 'bash', command, ...args], {
    cwd,
    env: { ...process.env, ...env, TIMES_FILE: times },
    stdio: ['ignore', log, log],
  });
  let kb = 0;
  const sample = () => {
    const { now, peak } = memoryOf(child.pid);
    kb = Math.max(kb, now, peak);
  };
  const timer = setInterval(sample, sampleMs);
  const [code] = await once(child, 'exit');
  clearInterval(timer);
  closeSync(log);
  const said = read(out);
  const [wall, user, system] = read(times).trim().split(/\s+/).slice(-3).map(Number);
  rmSync(work, { recursive: true });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${said.slice(-2000)}`);
  return { cpu: user + system, wall, mb: kb / 1024, said };
}
