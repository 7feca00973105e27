import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { optional } from '../../model/optional.ts';
import type { Problem } from '../../model/types.ts';
import { type Asset, assetOf } from './assets.ts';
import { packageDir, templateDirs } from './package-dir.ts';

/** Sizes in pixels that browsers ask for before they offer to install a site. */
const sizes = [192, 512] as const;

function isOwn(file: string): boolean {
  return !file.startsWith(join(packageDir, 'templates'));
}

/**
 * The picture of an icon, drawn by its SVG: only where a site has its own, because the built-in one is drawn already.
 * `undefined` where the library that draws is not there.
 */
async function drawn(svg: Uint8Array, size: number): Promise<Uint8Array | undefined> {
  const library = await optional(() => import('sharp'));
  return library
    ?.default(svg, { density: 300 })
    .resize(size, size, { fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png({ compressionLevel: 9, palette: false })
    .toBuffer();
}

const notDrawn: Problem = {
  code: 'ICON_NOT_DRAWN',
  what: 'The site’s icon could not be drawn in the sizes that browsers ask for.',
  where: 'templates/assets/icon.svg',
  why: 'The package "sharp" is not installed, or does not run on this machine.',
  fix: `Run npm install sharp, or put ${sizes.map((size) => `icon-${size}.png`).join(' and ')} beside the drawing.`,
  kept: 'The drawing itself; installed sites show the built-in icon.',
};

/**
 * The icon as PNG files: `icon-192.png`, `icon-512.png`. A site's own files go before all; its own `icon.svg` is drawn.
 */
export async function readIcons(
  siteDir: string,
): Promise<{ readonly icons: Asset[]; readonly problems: readonly Problem[] }> {
  const folders = templateDirs(siteDir).map((dir) => join(dir, 'assets'));
  const find = (name: string): string =>
    folders.map((folder) => join(folder, name)).find((file) => existsSync(file)) ??
    join(packageDir, 'templates', 'assets', name);
  const svg = find('icon.svg');
  let isDrawn = true;
  const icons = await Promise.all(
    sizes.map(async (size) => {
      const name = `icon-${size}.png`;
      const file = find(name);
      const picture = isOwn(svg) && !isOwn(file) ? await drawn(readFileSync(svg), size) : readFileSync(file);
      isDrawn &&= picture !== undefined;
      return assetOf(name, picture ?? readFileSync(file));
    }),
  );
  return { icons, problems: isDrawn ? [] : [notDrawn] };
}
