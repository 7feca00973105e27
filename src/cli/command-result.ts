import type { Archive } from '../archive/index.ts';
import type { Problem } from '../model/types.ts';
import type { SiteFolder } from '../run/site-folder.ts';
import { type Console, printProblems } from './console.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** How a command ended: its exit code, and its report as `--json` prints it; none where it has printed itself. */
export interface Ended {
  readonly exitCode: ExitCode;
  readonly report?: Readonly<Record<string, unknown>>;
}

/** How a command ended that reports. */
export interface CommandResult extends Ended {
  readonly report: Readonly<Record<string, unknown>>;
}

/** What a command does on a site folder. */
export type SiteCommand<Options> = (
  options: Options,
  folder: SiteFolder,
  console: Console,
) => Promise<CommandResult>;

/** What a command does that is told what to work on: an address, a file, a folder. */
export type NamedCommand<Name, Options> = (
  name: Name,
  options: Options,
  console: Console,
) => Promise<CommandResult>;

/** The end of a command that problems stopped. */
export function stoppedBy(
  problem: Problem | readonly Problem[],
  exitCode: ExitCode,
  console: Console,
): CommandResult {
  const problems = [problem].flat();
  printProblems(problems, console);
  return { exitCode, report: { problems } };
}

/**
 * Runs a command while no other run can change the site folder; what an interrupted run left is completed first.
 * Exit code 4 when another run holds the folder.
 */
export async function withLock(
  archive: Archive,
  console: Console,
  run: () => Promise<CommandResult>,
): Promise<CommandResult> {
  const lock = await archive.lock();
  switch (lock.kind) {
    case 'held':
      return stoppedBy(lock.problem, exitCodes.locked, console);
    case 'failed':
      return stoppedBy(lock.problem, exitCodes.failed, console);
    case 'locked':
      printProblems(lock.problems, console);
      try {
        return await run();
      } finally {
        await archive.unlock();
      }
  }
}
