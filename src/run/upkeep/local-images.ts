import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { imageAddresses, ownPictures } from '../../clean/index.ts';
import { downloadAll } from '../../fetch/index.ts';
import {
  type GatherReport,
  gatherImages,
  type ImageStore,
  imageLimits,
  imagesDir,
  isDue,
  makeEncoder,
  openImages,
  runLimits,
} from '../../images/index.ts';
import type { Config, Day, Item } from '../../model/types.ts';
import { trusted } from '../../site/content/trusted.ts';
import { rulesNow } from '../rules-now.ts';
import { cacheDir, type SiteRun } from '../site-folder.ts';
import { type Copied, copied, downloading } from './copy-run.ts';
import { notKept } from './not-kept.ts';
import { readSeenDays, type SeenDays, writeSeenDays } from './seen-days.ts';

/** `images: local`: which pictures the archive names, and who is asked for them. */

/** The days that were looked at in this run, with the pictures that they show. */
type Wanted = Map<Day, { readonly stamp: string; readonly urls: readonly string[] }>;

/** The state of a day's file, to tell that it was looked at before. */
async function stampOf(siteDir: string, day: Day): Promise<string> {
  const path = join(siteDir, '_data', 'archive', day.slice(0, 4), day.slice(5, 7), `${day}.json`);
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? '' : `${found.size}:${found.mtimeMs}`;
}

/** Says whether an item's body is shown in full, as the rules have it now: no other body shows pictures. */
function showsBody(config: Config, now: string): (item: Item, day: Day) => boolean {
  const apply = rulesNow(config, now);
  const feeds = new Map(config.feeds.map((feed) => [feed.id, feed]));
  return (item, day) => apply(item, day, feeds.get(item._daybook.feed))?.publish === 'full';
}

/** The addresses of an item's pictures: those of its body, and its own, which feeds name. */
export function picturesOf(item: Item): readonly string[] {
  const { content_html, image } = item;
  const own = ownPictures(item, 'local').map(({ src }) => src);
  return [...new Set([...imageAddresses(content_html), ...own, ...(image === undefined ? [] : [image])])];
}

/** Reads days from the newest on, until there is enough to do. */
async function findWanted(input: SiteRun, store: ImageStore, seen: SeenDays): Promise<Wanted> {
  const { folder, archive, now, force, only } = input;
  const isShown = showsBody(folder.config, now);
  const wanted: Wanted = new Map();
  let due = 0;
  for (const day of [...(await archive.days())].reverse()) {
    if (due >= runLimits.maxImages) break;
    const stamp = await stampOf(folder.dir, day);
    if (!force && seen.get(day) === stamp) continue;
    const { items } = await archive.readDay(day, trusted);
    const shown = items.filter((item) => (only?.has(item._daybook.feed) ?? true) && isShown(item, day));
    const urls = shown.flatMap(picturesOf);
    due += urls.filter((url) => isDue(store.find(url), now, force)).length;
    wanted.set(day, { stamp, urls });
  }
  return wanted;
}

/** The addresses of all pictures that the archive's items show today. */
export async function shownPictures({
  folder,
  archive,
  now,
}: Pick<SiteRun, 'folder' | 'archive' | 'now'>): Promise<ReadonlySet<string>> {
  const isShown = showsBody(folder.config, now);
  const urls = new Set<string>();
  for (const day of await archive.days()) {
    const { items } = await archive.readDay(day, trusted);
    for (const url of items.filter((item) => isShown(item, day)).flatMap(picturesOf)) urls.add(url);
  }
  return urls;
}

const terms = {
  accept: 'image/avif, image/webp, image/*;q=0.9, */*;q=0.1',
  maxBytes: imageLimits.maxBytes,
  deadlineMs: runLimits.deadlineMs,
};

/** What decides, besides the archive, which pictures are wanted today. */
function keyOf(config: Config, now: string): string {
  const feeds = config.feeds.map(({ id, publish, section, tags }) => [id, publish, section, tags]);
  return JSON.stringify([now.slice(0, 10), config.rules, feeds]);
}

async function gather(input: SiteRun): Promise<GatherReport> {
  const { folder, now, force } = input;
  const store = await openImages(imagesDir(folder.dir));
  const key = keyOf(folder.config, now);
  const seen = await readSeenDays(cacheDir(folder), key);
  const wanted = await findWanted(input, store, seen);
  const urls = [...wanted.values()].flatMap((day) => day.urls);
  const encoder = makeEncoder();
  try {
    if (urls.some((url) => isDue(store.find(url), now, force))) await encoder.check();
    return await gatherImages({
      store,
      urls,
      download: (urls) => downloadAll(urls, downloading(input, terms)),
      encode: encoder.encode,
      now,
      force,
    });
  } finally {
    await encoder.close();
    if (input.only === undefined) {
      const done = [...wanted].filter(
        ([, day]) => !day.urls.some((url) => isDue(store.find(url), now, false)),
      );
      for (const [day, { stamp }] of done) seen.set(day, stamp);
      await writeSeenDays(cacheDir(folder), key, seen);
    }
  }
}

/**
 * Copies the pictures that shown items have and the site has not, newest first, within the bounds of a run. Whatever
 * happens, the site can be rendered. The caller holds the lock.
 */
export function copyImages(input: SiteRun): Promise<Copied<GatherReport>> {
  return copied(
    () => gather(input),
    (error) => notKept(error, imagesDir(input.folder.dir)),
  );
}
