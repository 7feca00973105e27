import type { Problem } from '../model/types.ts';

/** What a run says that could not write what it copied. */
export function notKept(error: unknown, where: string): Problem {
  return {
    code: 'IMAGES_NOT_KEPT',
    what: 'Images could not be copied.',
    where,
    why: error instanceof Error ? error.message : String(error),
    fix: 'Make room if the disk is full, and see that the folder may be written to; the next run tries again.',
    kept: 'All items, and the images that were copied before. Pages link to images that are missing.',
  };
}
