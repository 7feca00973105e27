import { count, someOf } from '../model/count.ts';
import { errorCode } from '../model/error-code.ts';
import { errorMessage } from '../model/error-message.ts';
import type { Day, Problem } from '../model/types.ts';

const notAllowed = [
  'Daybook may not read or write there.',
  'Run Daybook as the user who owns the folder, or allow its user to read and write there.',
] as const;
const reasons: Readonly<Record<string, readonly [why: string, fix: string]>> = {
  ENOSPC: ['The disk is full.', 'Free some space, then run the command again.'],
  EDQUOT: ['The disk quota is used up.', 'Free some space, then run the command again.'],
  EROFS: ['The file system is read-only.', 'Mount it writable, then run the command again.'],
  EACCES: notAllowed,
  EPERM: notAllowed,
  ENAMETOOLONG: ['The path is too long for this file system.', 'Move the site folder to a shorter path.'],
  EIO: ['The disk reports an error.', 'Check the disk; the archive can be copied from a backup or from git.'],
};

function reasonOf(error: unknown): readonly [why: string, fix: string] {
  const code = errorCode(error) ?? '';
  const message = errorMessage(error);
  return (
    reasons[code] ?? [
      `The system says: ${message}.`,
      'Correct what the system reports, then run the command again.',
    ]
  );
}

/** The file or folder that the system names where rights or kinds are at fault; `otherwise` of a whole disk's. */
function placeOf(error: unknown, otherwise: string): string {
  const isPlace = ['EACCES', 'EPERM', 'EEXIST', 'EISDIR', 'ENOTDIR'].includes(errorCode(error) ?? '');
  const path = error instanceof Error && 'path' in error ? error.path : undefined;
  return isPlace && typeof path === 'string' ? path : otherwise;
}

export function writeFailed(error: unknown, where: string, isCommitted: boolean): Problem {
  const [why, fix] = reasonOf(error);
  return {
    code: 'ARCHIVE_WRITE_FAILED',
    what: 'Could not write the archive.',
    where: placeOf(error, where),
    why,
    fix,
    kept: isCommitted
      ? 'Everything archived so far, and the new items too: they are safe in state/pending and the next run puts them in place.'
      : 'Everything archived so far; nothing was half-written, and the next run fetches the new items again.',
  };
}

export function readFailed(error: unknown, where: string): Problem {
  const [why, fix] = reasonOf(error);
  return {
    code: 'ARCHIVE_READ_FAILED',
    what: 'Could not read the archive.',
    where: placeOf(error, where),
    why,
    fix,
    kept: 'All files as they are.',
  };
}

export function removalsUnreadable(where: string): Problem {
  return {
    code: 'ARCHIVE_READ_FAILED',
    what: 'Could not read which items must not come back.',
    where,
    why: 'A folder stands in the place of the file with removal requests.',
    fix: 'Bring the file back from git or a backup. If nothing was ever forgotten, remove the folder.',
    kept: 'All files as they are.',
  };
}

/** @param strange how many lines nobody can read; none of a file that is empty */
export function removalsDamaged(where: string, strange: number): Problem {
  return {
    code: 'ARCHIVE_REMOVALS_DAMAGED',
    what: 'The list of what must not come back is damaged.',
    where,
    why:
      strange === 0
        ? 'It is empty, or its beginning is gone.'
        : `${count(strange, 'line')} of it cannot be read: it was cut off, or edited.`,
    fix: 'Bring the file back from git or a backup. Otherwise forget again what was forgotten, then run "daybook check --repair".',
    kept: 'The requests that can be read: they hold.',
  };
}

/** What a run had decided, and nobody can read any more. */
export function pendingDamaged(where: string): Problem {
  return {
    code: 'ARCHIVE_PENDING_DAMAGED',
    what: 'What an earlier run had still to write was lost.',
    where,
    why: 'The run stopped while it was writing, and its list of files is damaged.',
    fix: 'Run "daybook check": it says whether anything is missing, and "daybook check --repair" mends it.',
    kept: 'Everything that is in the archive. What was to be written is beside it, in state/pending.aside.',
  };
}

/** A finding of `check`: folders in the place of files of the archive. */
export function foldersForFiles(where: readonly string[], dir: string): Problem {
  return {
    code: 'ARCHIVE_FOLDER_FOR_FILE',
    what: `${count(where.length, 'file')} of the archive ${where.length === 1 ? 'is a folder' : 'are folders'}: ${someOf(where)}.`,
    where: dir,
    why: 'Another program made or moved them.',
    fix: 'Bring the files back from git or a backup, or run "daybook check --repair": it moves the folders aside.',
    kept: 'Everything; the check changed nothing.',
  };
}

export function locked(where: string, who: string): Problem {
  return {
    code: 'ARCHIVE_LOCKED',
    what: 'Another run is working on the site folder.',
    where,
    why: `${who} has been working on it and has not finished.`,
    fix: 'Wait until it is done. A run that died releases the folder by itself.',
    kept: 'Everything; this run changed nothing.',
  };
}

export function damagedDay(day: Day, where: string, why: string, kept: string): Problem {
  return {
    code: 'ARCHIVE_DAY_DAMAGED',
    what: `The archive of ${day} is damaged.`,
    where,
    why,
    fix: 'Restore the file from git or a backup, or run "daybook check --repair" to go on with what could be saved.',
    kept,
  };
}

export function tooNew(where: string, schema: number, known: number): Problem {
  return {
    code: 'ARCHIVE_TOO_NEW',
    what: 'The archive was written by a newer Daybook.',
    where,
    why: `The file has schema ${schema}; this program knows schemas up to ${known}.`,
    fix: 'Use the newer version of Daybook, with which this file was written.',
    kept: 'The file as it is; nothing was written.',
  };
}

export function indexRebuilt(feed: string, where: string, count: number): Problem {
  return {
    code: 'ARCHIVE_INDEX_REBUILT',
    what: `The list of known items of "${feed}" was lost or damaged.`,
    where,
    why: 'A file of the list is missing, cut off or was edited.',
    fix: 'Nothing need be done: it was made again from the archive.',
    kept: `All ${count} archived items of the feed.`,
  };
}

export function recovered(where: string): Problem {
  return {
    code: 'ARCHIVE_RECOVERED',
    what: 'An earlier run stopped while it was writing; its work was completed.',
    where,
    why: 'The run was killed, or the machine stopped.',
    fix: 'Nothing need be done.',
    kept: 'Everything that run had gathered.',
  };
}

export function stateDamaged(feed: string, where: string, fault: 'no-json' | 'empty'): Problem {
  return {
    code: 'ARCHIVE_STATE_DAMAGED',
    what: `The state of feed "${feed}" could not be read.`,
    where,
    why:
      fault === 'empty'
        ? 'The file is empty, or contains nothing that Daybook wrote.'
        : 'The file is not JSON: cut off, or edited by hand.',
    fix: 'Nothing need be done: the feed is asked again in full, and the state is written anew.',
    kept: 'All archived items; only validators and health history start over.',
  };
}

export function feedForgotten(feed: string, where: string): Problem {
  return {
    code: 'ARCHIVE_FEED_FORGOTTEN',
    what: `The items of "${feed}" were not archived: the feed was forgotten on request.`,
    where,
    why: 'A removal request names this feed, so that its items do not come back.',
    fix: 'Remove the feed from daybook.yaml, or its line from the file if it may come back.',
    kept: 'All other feeds.',
  };
}

export function nothingToForget(item: string, where: string): Problem {
  return {
    code: 'ARCHIVE_NOTHING_TO_FORGET',
    what: `No item "${item}" is in the archive.`,
    where,
    why: 'No archived item has this key, id or address.',
    fix: 'If an earlier run forgot it, nothing need be done: the site is made without it. Otherwise copy the item\'s address or the part after "#" of its permalink.',
    kept: 'Everything; nothing was removed from the archive.',
  };
}

/** What may be wrong with items or feeds, in words for one and for several. */
interface Damage {
  readonly code: string;
  readonly one: string;
  readonly many: string;
  readonly why: string;
}

/** A finding of `check` over many items: how many, and the first few. */
export function doubtful({ code, one, many, why }: Damage, names: readonly string[], where: string): Problem {
  return {
    code,
    what: `${count(names.length, one, many)}: ${someOf(names)}.`,
    where,
    why,
    fix: 'Run "daybook check --repair".',
    kept: 'Everything; the check changed nothing.',
  };
}
