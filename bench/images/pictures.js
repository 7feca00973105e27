// Pictures as items have them, made from numbers: photographs (noise in soft shapes), screenshots, drawings, animations.
import sharp from 'sharp';

/** A number from 0 to 1 that a seed always gives. */
function random(seed) {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return state / 2 ** 32;
  };
}

function shapes(next, width, height, count) {
  return Array.from({ length: count }, () => {
    const colour = `rgb(${Math.floor(next() * 256)},${Math.floor(next() * 256)},${Math.floor(next() * 256)})`;
    return `<ellipse cx="${next() * width}" cy="${next() * height}" rx="${(next() * width) / 4}" ry="${(next() * height) / 4}" fill="${colour}" opacity="0.5"/>`;
  }).join('');
}

function photo(seed, width, height) {
  const next = random(seed);
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#8ab"/>${shapes(next, width, height, 60)}</svg>`;
  /** @type {import('sharp').Create} */
  const create = {
    width,
    height,
    channels: 3,
    background: '#808080',
    noise: { type: 'gaussian', mean: 128, sigma: 12 },
  };
  return sharp(Buffer.from(drawing))
    .blur(3)
    .composite([{ input: { create }, blend: 'soft-light' }])
    .jpeg({ quality: 88 })
    .toBuffer();
}

function screenshot(seed, width, height) {
  const next = random(seed);
  const lines = Array.from({ length: Math.floor(height / 18) }, (_, line) => {
    const text = Array.from({ length: 14 }, () => Math.floor(next() * 1e6).toString(36)).join(' ');
    return `<text x="12" y="${line * 18 + 16}" font-family="monospace" font-size="13" fill="#222">${text}</text>`;
  });
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${lines.join('')}</svg>`;
  return sharp(Buffer.from(drawing)).png().toBuffer();
}

async function animation(seed, width, height, frames) {
  const next = random(seed);
  const pictures = await Promise.all(
    Array.from({ length: frames }, () =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#ccc"/>${shapes(next, width, height, 6)}</svg>`,
        ),
      )
        .removeAlpha()
        .raw()
        .toBuffer(),
    ),
  );
  return sharp(Buffer.concat(pictures), {
    raw: { width, height: height * frames, channels: 3, pageHeight: height },
  })
    .gif({ delay: pictures.map(() => 100) })
    .toBuffer();
}

/** A hundred pictures in the mix that feeds have, roughly: 70 photographs, 24 screenshots, 4 drawings, 2 animations. */
export async function makePictures() {
  const made = [];
  for (let seed = 1; seed <= 70; seed += 1) {
    const width = [640, 800, 1024, 1200, 1600, 2048, 3000][seed % 7];
    made.push(await photo(seed, width, Math.round(width * 0.66)));
  }
  for (let seed = 1; seed <= 24; seed += 1)
    made.push(await screenshot(seed, [600, 1100, 1400][seed % 3], 700));
  for (let seed = 1; seed <= 4; seed += 1)
    made.push(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">${shapes(random(seed), 400, 300, 20)}</svg>`,
      ),
    );
  for (let seed = 1; seed <= 2; seed += 1) made.push(await animation(seed, 480, 270, 24));
  return made;
}
