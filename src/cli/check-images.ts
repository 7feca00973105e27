import { forgetDamagedImages, hasImages, type ImageCheck, imagesDir, verifyImages } from '../images/index.ts';
import type { Problem } from '../model/types.ts';
import { writeSeenDays } from './seen-days.ts';
import { cacheDir, type SiteFolder } from './site-folder.ts';

/** Whether the copies of pictures are what their lists say; part of `daybook check`. */
export async function checkImages({ dir }: SiteFolder): Promise<ImageCheck> {
  const images = imagesDir(dir);
  return hasImages(images) ? verifyImages(images) : { copies: 0, damaged: [] };
}

/** Addresses that a message names; the report has all. */
const maxNamed = 5;

export function imageProblems({ dir }: SiteFolder, { damaged }: ImageCheck): Problem[] {
  if (damaged.length === 0) return [];
  const more = damaged.length > maxNamed ? ` and ${damaged.length - maxNamed} more` : '';
  return [
    {
      code: 'IMAGES_DAMAGED',
      what: 'Files of copied images are missing or damaged.',
      where: imagesDir(dir),
      why: `The copies of ${damaged.slice(0, maxNamed).join(', ')}${more}.`,
      fix: 'Restore the files, or run daybook check --repair: what servers still have is copied again.',
      kept: 'All items, and all other images.',
    },
  ];
}

/** Takes damaged copies off the lists, and has the next fetch look for pictures on all days. Gives how many. */
export async function repairImages(folder: SiteFolder): Promise<number> {
  const images = imagesDir(folder.dir);
  if (!hasImages(images)) return 0;
  const forgotten = await forgetDamagedImages(images);
  if (forgotten > 0) await writeSeenDays(cacheDir(folder), '', new Map());
  return forgotten;
}
