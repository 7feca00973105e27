// Draws the built-in icon, templates/assets/icon.svg, as the PNG files beside it.
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

const folder = 'templates/assets';
const svg = await readFile(`${folder}/icon.svg`);
for (const size of [192, 512]) {
  await sharp(svg, { density: (72 * size) / 32 })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toFile(`${folder}/icon-${size}.png`);
}
