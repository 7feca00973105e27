import sharp, { type Sharp } from 'sharp';
import { readOptions } from '../encode.ts';
import { imageLimits } from '../limits.ts';
import { pictureName } from '../list-file.ts';
import { imageType } from '../sniff.ts';
import type { PortraitEncoding } from '../types.ts';
import { isIconFile, readIconFile } from './icon-file.ts';

/** What one portrait may weigh. */
export const maxPortraitBytes = 4096;

/** Time for one: an icon that takes longer is none. */
const portraitMs = 3_000;

/** Tried in turn until one is small enough: twice as fine as it shows, then less. */
const attempts = [
  { side: 80, quality: 80 },
  { side: 80, quality: 55 },
  { side: 64, quality: 55 },
  { side: 48, quality: 45 },
  { side: 32, quality: 30 },
] as const;

/** Of a picture much wider than high, or the other way round, nothing would be seen in a small square. */
const maxRatio = 2.5;

interface Subject {
  readonly image: Sharp;
  readonly width: number;
  readonly height: number;
}

const clear = { r: 0, g: 0, b: 0, alpha: 0 } as const;

/** Throws when the decoder does. */
async function subjectOf(bytes: Uint8Array): Promise<Subject | string> {
  if (isIconFile(bytes)) {
    const found = readIconFile(bytes);
    if (found === undefined) return 'IMAGE_BROKEN';
    if (found.kind === 'png') return subjectOf(found.bytes);
    const { width, height } = found;
    return { image: sharp(found.bytes, { raw: { width, height, channels: 4 } }), width, height };
  }
  const type = imageType(bytes);
  if (type === undefined) return 'IMAGE_UNKNOWN_TYPE';
  if (type === 'svg' && bytes.length > imageLimits.maxDrawingBytes) return 'IMAGE_TOO_LARGE';
  const options = { ...readOptions(type), pages: 1 };
  const { autoOrient } = await sharp(bytes, options).metadata();
  const { width, height } = autoOrient;
  if (width * height > imageLimits.maxPixels) return 'IMAGE_TOO_LARGE';
  return { image: sharp(bytes, options).autoOrient(), width, height };
}

async function write(
  { image, width }: Subject,
  { side, quality }: (typeof attempts)[number],
): Promise<Buffer> {
  // Drawn for a few pixels each, an old icon is sharp only where its pixels stay squares.
  const kernel = width <= 32 ? 'nearest' : 'lanczos3';
  return image
    .clone()
    .resize({ width: side, height: side, fit: 'contain', background: clear, kernel })
    .webp({ quality, alphaQuality: 80, effort: 4 })
    .timeout({ seconds: portraitMs / 1_000 })
    .toBuffer();
}

/**
 * Makes a small square picture of a stranger's icon: WebP of {@link maxPortraitBytes} at most, without anything else
 * that stood in the file. Drawings and icon files become pictures; of an animation the first frame is kept. `isAny` takes
 * a picture of any shape. Never rejects.
 */
export async function encodePortrait(bytes: Uint8Array, isAny: boolean): Promise<PortraitEncoding> {
  try {
    const subject = await subjectOf(bytes);
    if (typeof subject === 'string') return { kind: 'refused', code: subject };
    const { width, height } = subject;
    if (width <= 2 || height <= 2) return { kind: 'refused', code: 'PORTRAIT_UNFIT' };
    if (!isAny && Math.max(width, height) / Math.min(width, height) > maxRatio)
      return { kind: 'refused', code: 'PORTRAIT_UNFIT' };
    for (const attempt of attempts) {
      const made = await write(subject, attempt);
      if (made.length <= maxPortraitBytes) return { kind: 'portrait', name: pictureName(made), bytes: made };
    }
    return { kind: 'refused', code: 'PORTRAIT_UNFIT' };
  } catch {
    return { kind: 'refused', code: 'IMAGE_BROKEN' };
  }
}
