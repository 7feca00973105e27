import type { Archive } from '../../archive/index.ts';
import {
  damagedPortraits,
  forgetDamagedImages,
  forgetDamagedPortraits,
  hasImages,
  type ImageCheck,
  imagesDir,
  openImages,
  portraitsDir,
  verifyImages,
} from '../../images/index.ts';
import { count, someOf } from '../../model/count.ts';
import type { Problem } from '../../model/types.ts';
import { cacheDir, type SiteFolder } from '../site-folder.ts';
import { shownPictures } from './local-images.ts';
import { writeSeenDays } from './seen-days.ts';

/** Whether the copies of pictures are what their lists say; part of `daybook check`. */
export async function checkImages({ dir }: SiteFolder): Promise<ImageCheck> {
  const images = imagesDir(dir);
  const { copies, damaged } = hasImages(images) ? await verifyImages(images) : { copies: 0, damaged: [] };
  const faces = await damagedPortraits(portraitsDir(dir));
  return { copies, damaged: [...damaged, ...faces.map((feed) => `the face of ${feed}`)] };
}

/** A picture that pages show as a link, because the site has no copy of it. */
interface MissingImage {
  readonly url: string;
  /** Why it did not come; absent while it was not asked for. */
  readonly code?: string;
}

/** With \`images: local\`, the pictures of shown items that have no copy; nothing where pictures are not copied. */
export async function missingImages(
  folder: SiteFolder,
  archive: Archive,
  now: string,
): Promise<readonly MissingImage[]> {
  if (folder.config.images !== 'local') return [];
  const store = await openImages(imagesDir(folder.dir));
  const missing: MissingImage[] = [];
  for (const url of await shownPictures({ folder, archive, now })) {
    const record = store.find(url);
    if (record === undefined) missing.push({ url });
    else if (record.kind === 'failed') missing.push({ url, code: record.code });
  }
  return missing;
}

/** One sentence; nobody can mend what a server no longer has, so it is not a problem. */
export function missingText(missing: readonly MissingImage[]): string {
  const named = missing.map(({ url, code }) => `${url} (${code ?? 'not asked for yet'})`);
  return `No copy of ${count(missing.length, 'image')}, shown as links: ${someOf(named)}.\n`;
}

export function imageProblems({ dir }: SiteFolder, { damaged }: ImageCheck): Problem[] {
  if (damaged.length === 0) return [];
  return [
    {
      code: 'IMAGES_DAMAGED',
      what: 'Files of copied images are missing or damaged.',
      where: imagesDir(dir),
      why: `The copies of ${someOf(damaged)}.`,
      fix: 'Restore the files, or run daybook check --repair: what servers still have is copied again.',
      kept: 'All items, and all other images.',
    },
  ];
}

/** Takes damaged copies off the lists, and has the next fetch look for pictures on all days. Returns how many. */
export async function repairImages(folder: SiteFolder): Promise<number> {
  const images = imagesDir(folder.dir);
  const faces = await forgetDamagedPortraits(portraitsDir(folder.dir));
  if (!hasImages(images)) return faces;
  const forgotten = await forgetDamagedImages(images);
  if (forgotten > 0) await writeSeenDays(cacheDir(folder), '', new Map());
  return forgotten + faces;
}
