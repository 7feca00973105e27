import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalImage } from '../clean/index.ts';
import { type ImageStore, imagePath, imagesDir, openImages } from '../images/index.ts';
import type { Unit } from './units.ts';

/** The copies of pictures that pages and feeds show (`images: local`). */
export interface SiteImages {
  /**
   * The copy of the picture at an address, and note that it is shown. `absolute` makes an address of a path below the
   * site's root.
   */
  readonly copyOf: (address: string, absolute: (path: string) => string) => LocalImage | 'hidden' | undefined;
  /** The files of all pictures that were asked for so far: `/images/3f/3f…9c.webp`. */
  readonly units: () => Unit[];
}

/** Opens the copies of a site folder; rendering only reads them. */
export async function openSiteImages(siteDir: string): Promise<SiteImages> {
  const dir = imagesDir(siteDir);
  const store = await openImages(dir);
  const shown = new Set<string>();
  return {
    copyOf: (address, absolute) => copyOf(store, shown, address, absolute),
    units: () =>
      [...shown].sort().map((name) => ({
        id: `/images/${imagePath(name)}`,
        make: async (_site, write) => {
          // A file that somebody removed by hand leaves a broken picture, not a broken build.
          const bytes = await readFile(join(dir, 'files', imagePath(name))).catch(() => undefined);
          if (bytes) await write(`/images/${imagePath(name)}`, bytes);
        },
      })),
  };
}

function copyOf(
  store: ImageStore,
  shown: Set<string>,
  address: string,
  absolute: (path: string) => string,
): LocalImage | 'hidden' | undefined {
  const record = store.find(address);
  if (record?.kind === 'pixel') return 'hidden';
  if (record?.kind !== 'copy') return undefined;
  const sizes = record.files.map(({ name, width }) => {
    shown.add(name);
    return { src: absolute(`/images/${imagePath(name)}`), width };
  });
  const { width, height } = record;
  return { src: sizes.at(-1)?.src ?? '', width, height, sizes };
}
