import type { Archive } from '../../archive/index.ts';
import { hasImages, imagesDir, openImages, openPortraits, portraitsDir } from '../../images/index.ts';
import { trusted } from '../../site/content/trusted.ts';
import type { SiteFolder } from '../site-folder.ts';
import { picturesOf } from './local-images.ts';

/** Which copies of pictures and faces nobody needs any more, once items are removed. */

/** What the items of the archive name. */
export interface Named {
  /** Addresses of pictures. */
  readonly pictures: ReadonlySet<string>;
  /** Ids of the feeds that have items. */
  readonly feeds: ReadonlySet<string>;
  /** Whether the archive holds all that nobody removed. */
  readonly isWhole: boolean;
}

/** Reads the whole archive. Rejects when the disk does. */
export async function namedInArchive(archive: Archive): Promise<Named> {
  const [pictures, feeds, there] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let isDamaged = false;
  for (const day of await archive.days()) {
    const { items, problem } = await archive.readDay(day, trusted);
    isDamaged ||= problem !== undefined;
    for (const item of items) {
      there.add(`${day} ${item._daybook.key}`);
      feeds.add(item._daybook.feed);
      for (const url of picturesOf(item)) pictures.add(url);
    }
  }
  return { pictures, feeds, isWhole: !isDamaged && !(await archive.lacksItems(there)) };
}

/**
 * Removes the copies of pictures that no archived item names. While the archive lacks items, nobody knows what those
 * named: only what the removed items named goes. The caller holds the lock. Returns how many pictures.
 *
 * @param before what the archive named before items were removed
 */
export async function dropUnusedImages({ dir }: SiteFolder, before: Named, after: Named): Promise<number> {
  const images = imagesDir(dir);
  if (!hasImages(images)) return 0;
  const mayGo = (url: string): boolean => after.isWhole || before.pictures.has(url);
  const store = await openImages(images);
  return (await store.dropUnwanted((url) => after.pictures.has(url) || !mayGo(url))).urls;
}

/** Removes the portraits of sources that are neither configured nor in the archive. The caller holds the lock. */
export async function dropUnusedPortraits(
  { dir, config }: SiteFolder,
  archive: Archive,
  { feeds }: Named,
): Promise<void> {
  const store = await openPortraits(portraitsDir(dir));
  if (store.feeds().length === 0) return;
  const recorded = await archive.recordedFeeds();
  const wanted = new Set([...config.feeds.map(({ id }) => id), ...recorded, ...feeds]);
  await store.dropUnwanted((feed) => wanted.has(feed));
}
