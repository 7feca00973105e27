import { errorMessage } from '../../model/error-message.ts';
import type { Problem } from '../../model/types.ts';

/** What can be wrong with a bundle. Each says what was kept: nothing of a refused bundle comes into the archive. */

const kept = 'The archive as it was: nothing of this bundle was taken.';
const again = 'Run daybook fetch --shard for it again: its feeds are asked as if nothing had happened.';

export function noBundles(where: string): Problem {
  return {
    code: 'BUNDLE_NONE',
    what: 'There is no bundle to merge.',
    where,
    why: 'A bundle is a file that "daybook fetch --shard" wrote; its name ends in .jsonl.',
    fix: 'Name the files, or the folder they are in: daybook merge _bundle',
    kept: 'The archive as it was.',
  };
}

export function unreadable(where: string, error: unknown): Problem {
  const why = errorMessage(error);
  return {
    code: 'BUNDLE_UNREADABLE',
    what: 'A bundle could not be read.',
    where,
    why,
    fix: 'Check that the file is there and may be read.',
    kept,
  };
}

export function damaged(where: string, why: string): Problem {
  return { code: 'BUNDLE_DAMAGED', what: 'A bundle is not whole.', where, why, fix: again, kept };
}

export function foreign(where: string, why: string): Problem {
  return {
    code: 'BUNDLE_FOREIGN',
    what: 'This is not a bundle for this digest.',
    where,
    why,
    fix: 'Merge what "daybook fetch --shard" wrote with the same daybook.yaml, Daybook version and clock.',
    kept,
  };
}

export function invalid(where: string, why: string): Problem {
  return {
    code: 'BUNDLE_INVALID',
    what: 'A bundle contains what no bundle may contain.',
    where,
    why,
    fix: again,
    kept,
  };
}

export function unwritten(where: string, error: unknown): Problem {
  return {
    code: 'BUNDLE_UNWRITTEN',
    what: 'The bundle could not be written.',
    where,
    why: errorMessage(error),
    fix: 'Make room on the disk, or allow this user to write there; then run it again.',
    kept: 'Archive and states as they were: the same feeds are asked again.',
  };
}
