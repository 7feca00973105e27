import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { encodeImage } from './encode.ts';
import { imageLimits } from './limits.ts';
import type { Encoding } from './types.ts';

const plain = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: '#27a' } });

/** So many frames, all different. */
async function animation(width: number, height: number, frames: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * frames * 3);
  for (let frame = 0; frame < frames; frame += 1)
    pixels.fill((frame * 37) % 256, width * height * 3 * frame, width * height * 3 * (frame + 1));
  return sharp(pixels, { raw: { width, height: height * frames, channels: 3, pageHeight: height } })
    .gif({ delay: Array.from({ length: frames }, () => 100) })
    .toBuffer();
}

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), out.length - 4);
  return out;
}

/** A PNG that says it has this size, and holds so many bytes of nothing. */
function bombPng(width: number, height: number, zeros: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.alloc(zeros));
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

const svg = (inside: string, attributes = 'width="100" height="50"', before = ''): Buffer =>
  Buffer.from(`${before}<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`);

function filesOf(encoding: Encoding) {
  if (encoding.kind !== 'encoded') throw new Error(JSON.stringify(encoding));
  return encoding;
}

describe('encodeImage', () => {
  it.each([
    ['png', (image: Sharp) => image.png()],
    ['jpeg', (image: Sharp) => image.jpeg()],
    ['webp', (image: Sharp) => image.webp()],
    ['avif', (image: Sharp) => image.avif({ effort: 0 })],
    ['gif', (image: Sharp) => image.gif()],
  ])('reads %s and writes WebP', async (_type, as) => {
    const { width, height, files } = filesOf(await encodeImage(await as(plain(64, 32)).toBuffer()));
    expect([width, height, files.map((file) => file.width)]).toEqual([64, 32, [64]]);
    const made = await sharp(files[0]?.bytes).metadata();
    expect([made.format, made.width, made.height]).toEqual(['webp', 64, 32]);
  });

  it('makes the widths that are worth a file, and shows no more than the widest', async () => {
    const large = filesOf(await encodeImage(await plain(2000, 1000).jpeg().toBuffer()));
    expect([large.width, large.height, large.files.map((file) => file.width)]).toEqual([
      960,
      480,
      [480, 960],
    ]);
    const middle = filesOf(await encodeImage(await plain(700, 70).jpeg().toBuffer()));
    expect([middle.width, middle.height, middle.files.map((file) => file.width)]).toEqual([
      700,
      70,
      [480, 700],
    ]);
    const small = filesOf(await encodeImage(await plain(500, 100).jpeg().toBuffer()));
    expect(small.files.map((file) => file.width)).toEqual([500]);
  });

  it('gives the same bytes for the same picture, and names files by their bytes', async () => {
    const bytes = await plain(64, 64).png().toBuffer();
    const [one, other] = [filesOf(await encodeImage(bytes)), filesOf(await encodeImage(bytes))];
    expect(one.files).toEqual(other.files);
    const different = filesOf(await encodeImage(await plain(65, 64).png().toBuffer()));
    expect(different.files[0]?.name).not.toBe(one.files[0]?.name);
    expect(one.files[0]?.name).toMatch(/^[0-9a-f]{32}\.webp$/);
  });

  it('turns a picture the way up that its maker meant, and drops what it says of him', async () => {
    const bytes = await plain(100, 40)
      .withExif({ IFD0: { Artist: 'Somebody', Orientation: '6' }, IFD3: { GPSLatitudeRef: 'N' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">secret</x:xmpmeta>')
      .withIccProfile('p3')
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { width, height, files } = filesOf(await encodeImage(bytes));
    expect([width, height]).toEqual([40, 100]);
    const { exif, xmp, icc, iptc, orientation } = await sharp(files[0]?.bytes).metadata();
    expect([exif, xmp, icc, iptc, orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keeps what moves moving, one size', async () => {
    const { width, height, files } = filesOf(await encodeImage(await animation(600, 300, 5)));
    expect([width, height, files.map((file) => file.width)]).toEqual([480, 240, [480]]);
    expect((await sharp(files[0]?.bytes).metadata()).pages).toBe(5);
  });

  it('keeps the first frame of an animation that is too large', async () => {
    const frames = Math.ceil(imageLimits.maxAnimatedPixels / (800 * 600)) + 1;
    const { width, height, files } = filesOf(await encodeImage(await animation(800, 600, frames)));
    expect([width, height, files.map((file) => file.width)]).toEqual([800, 600, [480, 800]]);
    expect((await sharp(files.at(-1)?.bytes).metadata()).pages ?? 1).toBe(1);
  });

  it('keeps what can be seen through', async () => {
    const clear = sharp({
      create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    });
    const { files } = filesOf(await encodeImage(await clear.png().toBuffer()));
    expect((await sharp(files[0]?.bytes).metadata()).hasAlpha).toBe(true);
  });

  it('keeps a very tall picture within what WebP can hold', async () => {
    const { width, height, files } = filesOf(await encodeImage(await plain(20, 20_000).png().toBuffer()));
    const made = await sharp(files[0]?.bytes).metadata();
    expect(made.height).toBe(imageLimits.maxHeight);
    expect(width / height).toBeCloseTo((made.width ?? 0) / imageLimits.maxHeight, 3);
  });

  it('makes a picture of a drawing, twice as fine as it shows', async () => {
    const bytes = svg(
      '<rect width="100" height="50" fill="red"/>',
      'width="100" height="50"',
      '<?xml version="1.0"?>\n<!-- made by hand -->\n',
    );
    const { width, height, files } = filesOf(await encodeImage(bytes));
    expect([width, height, files.map((file) => file.width)]).toEqual([100, 50, [200]]);
  });

  it('takes a picture too small to be seen for what it is', async () => {
    expect(await encodeImage(await plain(1, 1).png().toBuffer())).toEqual({ kind: 'pixel' });
    expect(await encodeImage(await plain(2, 2).gif().toBuffer())).toEqual({ kind: 'pixel' });
  });
});

describe('encodeImage refuses', () => {
  const refused = (code: string): Encoding => ({ kind: 'refused', code });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a web page', Buffer.from('<!doctype html><img src=x onerror=alert(1)>')],
    ['a web page with a drawing inside', Buffer.from('<html><svg width="9" height="9"></svg></html>')],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['a TIFF', Buffer.from('II*\0\x08\0\0\0')],
    ['a script', Buffer.from('#!/bin/sh\necho owned')],
    ['a drawing with entities of its own', svg('&a;', '', '<!DOCTYPE svg [<!ENTITY a "aaaa">]>')],
    ['a signature that is cut off', Buffer.from([0x89, 0x50])],
  ])('%s, as no picture', async (_case, bytes) => {
    expect(await encodeImage(bytes)).toEqual(refused('IMAGE_UNKNOWN_TYPE'));
  });

  it('a picture that is cut off, and one whose bytes are wrong', async () => {
    const pixels = Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, at) => (at * at * 31) % 251));
    const noisy = sharp(pixels, { raw: { width: 300, height: 300, channels: 3 } });
    const png = await noisy.clone().png().toBuffer();
    const jpeg = await noisy.jpeg().toBuffer();
    expect(await encodeImage(png.subarray(0, png.length / 2))).toEqual(refused('IMAGE_BROKEN'));
    expect(await encodeImage(jpeg.subarray(0, jpeg.length / 2))).toEqual(refused('IMAGE_BROKEN'));
    expect(await encodeImage(png.subarray(0, 20))).toEqual(refused('IMAGE_BROKEN'));
    expect(await encodeImage(Buffer.from('GIF89a'))).toEqual(refused('IMAGE_BROKEN'));
  });

  it('a small file that unpacks to more than it may, before it is unpacked', async () => {
    expect(await encodeImage(bombPng(50_000, 50_000, 10_000_000))).toEqual(refused('IMAGE_TOO_LARGE'));
    expect(await encodeImage(svg('', 'width="90000" height="90000"'))).toEqual(refused('IMAGE_TOO_LARGE'));
    expect(await encodeImage(svg(' '.repeat(imageLimits.maxDrawingBytes)))).toEqual(
      refused('IMAGE_TOO_LARGE'),
    );
  });

  it('a file that holds more than it says, or less', async () => {
    const more = await encodeImage(bombPng(10, 10, 5_000_000));
    expect(more.kind === 'refused' || (more.kind === 'encoded' && more.width === 10)).toBe(true);
    expect(await encodeImage(bombPng(1000, 1000, 10))).toEqual(refused('IMAGE_BROKEN'));
  });
});

describe('drawings', () => {
  const drawn = async (inside: string): Promise<Buffer> => {
    const { files } = filesOf(
      await encodeImage(svg(`<rect width="100" height="50" fill="white"/>${inside}`)),
    );
    return sharp(files[0]?.bytes).removeAlpha().raw().toBuffer();
  };

  it('load nothing, neither files of this machine nor addresses', async () => {
    const blank = await drawn('');
    const file = `${import.meta.dirname}/../../docs/images/edition.png`;
    for (const href of [`file://${file}`, file, 'http://127.0.0.1:9/x.png'])
      expect(await drawn(`<image href="${href}" width="100" height="50"/>`)).toEqual(blank);
    expect(await drawn('<style>@import url("http://127.0.0.1:9/x.css");</style>')).toEqual(blank);
    expect(
      await drawn(
        '<script>alert(1)</script><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
      ),
    ).toEqual(blank);
  });

  it('that multiply themselves come to an end', async () => {
    let uses = '<g id="g0"/>';
    for (let level = 1; level <= 30; level += 1)
      uses += `<g id="g${level}">${`<use href="#g${level - 1}"/>`.repeat(10)}</g>`;
    const result = await encodeImage(svg(`<defs>${uses}</defs><use href="#g30"/>`));
    expect(['encoded', 'refused']).toContain(result.kind);
  });
});
