/** Images for links to editions: see `docs/outputs.md`. Nothing of it is loaded where they are not configured. */
import { hash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditionName } from '../../digest/index.ts';
import { writeWhole } from '../../disk/index.ts';
import { optional } from '../../model/optional.ts';
import type { Config, Problem } from '../../model/types.ts';
import { shortHash } from '../hash.ts';
import { editionNamed, editionsOf } from '../outputs/dated-editions.ts';
import type { Site } from '../site.ts';
import type { Unit } from '../unit.ts';
import { editionPath } from '../views/edition-names.ts';
import { type Card, cardOf } from './card.ts';
import { drawCard } from './draw-card.ts';
import type { Images } from './drawing.ts';
import { type Fonts, lookAtFonts } from './fonts.ts';

/** Raised when the same card is drawn otherwise. */
const look = 1;

/** Makes the images of a site; only those whose card changed since the last time. */
export interface ShareImages {
  /** `share.png` beside every edition. */
  readonly units: (site: Site) => Unit[];
  /** Removes kept images that are shown no more: earlier ones of editions that were drawn, or all others. */
  readonly tidy: (which: 'earlier' | 'others') => Promise<void>;
}

type OpenedShareImages =
  | { readonly images: ShareImages }
  | { readonly problem: Problem }
  | { readonly off: true };

function problemOf(code: string, why: string, fix: string): { readonly problem: Problem } {
  const what = 'Editions have no share images.';
  return { problem: { code, what, where: 'daybook.yaml, outputs.shareImages', why, fix } };
}

/** Images made before, by what they show. A file that cannot be kept is only made again. */
async function cached(dir: string, name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const file = join(dir, name);
  try {
    return await readFile(file);
  } catch {
    const made = await make();
    await writeWhole(file, made);
    return made;
  }
}

async function tidy(
  dir: string,
  used: ReadonlyMap<string, string>,
  which: 'earlier' | 'others',
): Promise<void> {
  if (used.size === 0) return;
  for (const name of await readdir(dir).catch(() => [])) {
    // It begins with its edition's id.
    const current = used.get(name.slice(0, name.indexOf('.')));
    if (current === undefined ? which === 'others' : current !== name)
      await rm(join(dir, name), { force: true });
  }
}

function maker(images: Images, fonts: Fonts, dir: string): ShareImages {
  const versions = [look, images.versions.sharp, images.versions.vips, fonts.fingerprint];
  const nameOf = (id: string, card: Card): string =>
    `${id}.${hash('sha256', JSON.stringify([versions, card]), 'hex').slice(0, 40)}.png`;
  const used = new Map<string, string>();
  const unitOf = (edition: EditionName): Unit => ({
    id: `share:${editionPath(edition.id)}`,
    extra: shortHash(JSON.stringify(versions)),
    make: async (site, write) => {
      const card = cardOf(editionNamed(edition, site), site);
      const name = nameOf(edition.id, card);
      used.set(edition.id, name);
      await write(
        `${editionPath(edition.id)}share.png`,
        await cached(dir, name, () => drawCard(images, fonts, card)),
      );
    },
  });
  return {
    units: (site) =>
      site.config.editions.every.flatMap((kind) =>
        [...editionsOf(kind, site)].map(({ id }) => unitOf({ kind, id })),
      ),
    tidy: (which) => tidy(dir, used, which),
  };
}

/**
 * Gets ready to make share images, or tells why none can be made: then pages name none, and the build goes on.
 *
 * @param cacheDir Disposable folder for what was made before.
 */
export async function openShareImages(config: Config, cacheDir: string): Promise<OpenedShareImages> {
  if (!config.outputs.shareImages) return { off: true };
  const images = (await optional(() => import('sharp')))?.default;
  if (!images)
    return problemOf(
      'SHARE_IMAGES_NO_LIBRARY',
      'The image library "sharp" does not run on this machine.',
      'Run npm install sharp on this machine, or set outputs.shareImages to false.',
    );
  const fonts = await lookAtFonts(images);
  if (!(await fonts.canDraw(`Aa ${config.title}`)))
    return problemOf(
      'SHARE_IMAGES_NO_FONTS',
      'This machine has no font for the title of the digest.',
      'Install fonts, for example the packages fonts-noto-core and fonts-noto-cjk, or set outputs.shareImages to false.',
    );
  return { images: maker(images, fonts, cacheDir) };
}
