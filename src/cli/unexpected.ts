import { errorCode } from '../model/error-code.ts';
import { errorMessage } from '../model/error-message.ts';
import type { Problem } from '../model/types.ts';

const kept = 'Everything that was archived before.';

/** What the system answers where a path or the machine is at fault, and not the program. */
const reasons: Readonly<Record<string, readonly [why: string, fix: string]>> = {
  EACCES: ['You may not read or write there.', 'Run the command as the user who owns the site folder.'],
  EPERM: ['You may not read or write there.', 'Run the command as the user who owns the site folder.'],
  EROFS: ['The file system is read-only.', 'Mount it writable, or name another folder.'],
  ENOSPC: ['The disk is full.', 'Free some space, then run the command again.'],
  EDQUOT: ['The disk quota is used up.', 'Free some space, then run the command again.'],
  ENOENT: ['Nothing is there.', 'Correct the path, or make what is missing.'],
  ENOTDIR: ['A file stands where a folder belongs.', 'Correct the path, or move the file away.'],
  EEXIST: ['A file stands where a folder belongs.', 'Correct the path, or move the file away.'],
  EISDIR: ['A folder stands where a file belongs.', 'Correct the path, or move the folder away.'],
  ENOTEMPTY: ['A folder with files stands in the way.', 'Correct the path, or move the folder away.'],
  ELOOP: ['The links there lead in a circle.', 'Correct the link.'],
  ENAMETOOLONG: ['The path is too long for the file system.', 'Use a shorter path.'],
  EMFILE: [
    'Too many files are open.',
    'Raise the limit of open files (ulimit -n), then run the command again.',
  ],
  ENFILE: ['Too many files are open on this machine.', 'Run the command again when less is running.'],
  EIO: ['The disk reports an error.', 'Check the disk.'],
};

function pathOf(error: unknown): string | undefined {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined;
}

const folderGone: Problem = {
  code: 'SYSTEM_REFUSED',
  what: 'The folder in which the command was started is gone.',
  where: 'The current folder',
  why: 'It was removed, or moved, after the shell went into it.',
  fix: 'Change into the site folder again, then run the command again.',
  kept,
};

/** What can be wrong with a whole disk or machine, where the system names no path: writing to an open file, for one. */
const ofMachine = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE'];

/**
 * Which path the system refused, and why; `undefined` of an error that names none.
 *
 * @param disk where it is that a whole disk or machine refuses; without it, such an error is none of this kind
 */
export function refusedBy(error: unknown, disk?: string): Pick<Problem, 'where' | 'why' | 'fix'> | undefined {
  const code = errorCode(error) ?? '';
  const where = pathOf(error) ?? (ofMachine.includes(code) ? disk : undefined);
  const reason = reasons[code];
  return where !== undefined && reason !== undefined ? { where, why: reason[0], fix: reason[1] } : undefined;
}

/** An error that nobody handled, as a problem: one of the system by its path, any other as a bug to report. */
export function unexpected(error: unknown): Problem {
  const message = errorMessage(error);
  if (message.endsWith('uv_cwd')) return folderGone;
  const refused = refusedBy(error, 'The disk of the site folder, or this machine');
  if (refused !== undefined) {
    const what = 'A file or folder cannot be used as the command needs it.';
    return { code: 'SYSTEM_REFUSED', what, ...refused, kept };
  }
  return {
    code: 'UNEXPECTED',
    what: 'Something went wrong that Daybook did not expect.',
    where: error instanceof Error ? (error.stack?.split('\n')[1]?.trim() ?? error.name) : 'unknown',
    why: message,
    fix: 'Please report this, with the line above.',
    kept,
  };
}
