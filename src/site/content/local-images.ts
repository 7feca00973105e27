import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalImage } from '../../clean/index.ts';
import { type ImageStore, imagePath, imagesDir, openImages } from '../../images/index.ts';
import type { Site } from '../site.ts';
import type { Unit } from '../unit.ts';

/** The copies of pictures that pages and feeds show (`images: local`). */
export interface SiteImages {
  /** The copy of the picture at an address. `absolute` makes an address of a path below the site's root. */
  readonly copyOf: (address: string, absolute: (path: string) => string) => LocalImage | 'hidden' | undefined;
  /** The bytes of a file of a copy, by its path; `undefined` where somebody removed it. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
}

/** Opens the copies of a site folder; rendering only reads them. */
export async function openSiteImages(siteDir: string): Promise<SiteImages> {
  const dir = imagesDir(siteDir);
  const store = await openImages(dir);
  return {
    copyOf: (address, absolute) => copyOf(store, address, absolute),
    // A file that is not there leaves a broken picture, not a broken build.
    read: (path) => readFile(join(dir, 'files', path.replace(/^\/images\//, ''))).catch(() => undefined),
  };
}

function copyOf(
  store: ImageStore,
  address: string,
  absolute: (path: string) => string,
): LocalImage | 'hidden' | undefined {
  const record = store.find(address);
  if (record?.kind === 'pixel') return 'hidden';
  if (record?.kind !== 'copy') return undefined;
  const sizes = record.files.map(({ name, width }) => ({
    src: absolute(`/images/${imagePath(name)}`),
    width,
  }));
  const { width, height } = record;
  return { src: sizes.at(-1)?.src ?? '', width, height, sizes };
}

/** The files of the pictures of each day: `/images/3f/3f…9c.webp`. */
export function imageUnits({ ledger, images }: Site): Unit[] {
  if (!images) return [];
  return ledger.days.map(
    (day): Unit => ({
      id: `images:${day}`,
      make: async (tracked, write, read) => {
        const copies = [...tracked.ledger.imagesOn(day)].map((address) =>
          tracked.images?.copyOf(address, (path) => path),
        );
        const paths = copies.flatMap((copy) => (typeof copy === 'object' ? copy.sizes : []));
        for (const path of new Set(paths.map(({ src }) => src))) {
          // What was published may be all that is left of it.
          const bytes = (await images.read(path)) ?? (await read?.(path));
          if (bytes) await write(path, bytes);
        }
      },
    }),
  );
}
