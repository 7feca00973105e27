import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Asset, assetOf } from './assets.ts';
import { packageDir, templateDirs } from './package-dir.ts';

/** Sizes in pixels that browsers ask for before they offer to install a site. */
const sizes = [192, 512] as const;

function isOwn(file: string): boolean {
  return !file.startsWith(join(packageDir, 'templates'));
}

/** The picture of an icon, drawn by its SVG: only where a site has its own, as the built-in one is drawn already. */
async function drawn(svg: string, size: number): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  return sharp(svg, { density: 300 })
    .resize(size, size, { fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png({ compressionLevel: 9, palette: false })
    .toBuffer();
}

/**
 * The icon as PNG files: `icon-192.png`, `icon-512.png`. A site's own files go before all; its own `icon.svg` is drawn.
 */
export async function readIcons(siteDir: string): Promise<Asset[]> {
  const folders = templateDirs(siteDir).map((dir) => join(dir, 'assets'));
  const find = (name: string): string | undefined =>
    folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
  const svg = find('icon.svg');
  return Promise.all(
    sizes.map(async (size) => {
      const name = `icon-${size}.png`;
      const file = find(name);
      const draws = svg !== undefined && isOwn(svg) && (file === undefined || !isOwn(file));
      return assetOf(name, draws || file === undefined ? await drawn(svg ?? '', size) : readFileSync(file));
    }),
  );
}
