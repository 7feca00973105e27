import { NoEncoder } from '../../images/index.ts';
import { errorMessage } from '../../model/error-message.ts';
import type { Problem } from '../../model/types.ts';

const makeRoom =
  'Make room if the disk is full, and make sure that the folder may be written to; the next run tries again.';
const kept = 'All items, and the images that were copied before. Pages link to images that are missing.';

/** What a run says that could not make or write what it copied. */
export function notKept(error: unknown, where: string): Problem {
  if (error instanceof NoEncoder) return noEncoder(error);
  return {
    code: 'IMAGES_NOT_KEPT',
    what: 'Images could not be copied.',
    where,
    why: errorMessage(error),
    fix: makeRoom,
    kept,
  };
}

function noEncoder(error: NoEncoder): Problem {
  return {
    code: 'IMAGES_NO_LIBRARY',
    what: 'Images and faces of sources could not be copied.',
    where: 'daybook.yaml, images, sources.icons',
    why: error.message,
    fix: 'Run npm install sharp, or set "images: remote" and "sources: { icons: false }".',
    kept,
  };
}

/** What a run says that could not write the texts of pages. */
export function notWritten(error: unknown, where: string): Problem {
  return {
    code: 'FULL_TEXTS_NOT_KEPT',
    what: 'Texts of pages could not be kept.',
    where,
    why: errorMessage(error),
    fix: makeRoom,
    kept: 'All items, with what their feeds say.',
  };
}
