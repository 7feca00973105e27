import sharp, { type Metadata, type ResizeOptions, type Sharp, type SharpOptions } from 'sharp';
import { imageLimits } from './limits.ts';
import { pictureName } from './list-file.ts';
import { type ImageType, imageType } from './sniff.ts';
import type { EncodedFile, Encoding } from './types.ts';

// Only the readers of the kinds that `imageType` tells, one thread, nothing kept: pictures come one after the other.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadHeif',
    'VipsForeignLoadJpeg',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadPng',
    'VipsForeignLoadSvg',
    'VipsForeignLoadWebp',
  ],
});
sharp.concurrency(1);
sharp.cache(false);

/** A few per cent larger than the most thorough settings, at a fraction of their processor time: see `bench/images`. */
const webp = { quality: 76, effort: 2 } as const;
const animatedWebp = { quality: 70, effort: 2 } as const;

/** Drawings are drawn twice as fine as they show, for screens that are. */
const drawingScale = 2;

interface Subject {
  readonly bytes: Uint8Array;
  readonly type: ImageType;
  /** Of one frame, the way up that it is shown. */
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/**
 * Makes small, clean pictures of a stranger's bytes: decoded within `imageLimits`, turned the way up that its maker
 * meant, scaled down, written anew as WebP. Nothing of the original's metadata is kept: no place, no name, no profile.
 * Drawings (SVG) become pictures. Never rejects.
 */
export async function encodeImage(bytes: Uint8Array): Promise<Encoding> {
  const type = imageType(bytes);
  if (type === undefined) return refused('IMAGE_UNKNOWN_TYPE');
  if (type === 'svg' && bytes.length > imageLimits.maxDrawingBytes) return refused('IMAGE_TOO_LARGE');
  try {
    const subject = measure(bytes, type, await sharp(bytes, readOptions(type)).metadata());
    const { width, height, frames } = subject;
    if (width * height > imageLimits.maxPixels) return refused('IMAGE_TOO_LARGE');
    if (width <= 2 && height <= 2) return { kind: 'pixel' };
    const isAnimated = frames > 1 && width * height * frames <= imageLimits.maxAnimatedPixels;
    return isAnimated ? await encodeAnimation(subject) : await encodeStill(subject);
  } catch (error) {
    const isTooLarge =
      error instanceof Error && /pixel limit|dimensions? exceed|too large/i.test(error.message);
    return refused(isTooLarge ? 'IMAGE_TOO_LARGE' : 'IMAGE_BROKEN');
  }
}

function refused(code: string): Encoding {
  return { kind: 'refused', code };
}

/** How the bytes of each kind are opened. */
export function readOptions(type: ImageType): SharpOptions {
  return {
    failOn: 'truncated',
    limitInputPixels: imageLimits.maxPixels,
    ...(type === 'svg' && { density: 72 * drawingScale }),
  };
}

function measure(bytes: Uint8Array, type: ImageType, metadata: Metadata): Subject {
  const { autoOrient, pages = 1 } = metadata;
  return {
    bytes,
    type,
    width: autoOrient.width,
    height: metadata.pageHeight ?? autoOrient.height,
    frames: pages,
  };
}

/** The widths to make, narrowest first. One that is hardly narrower than the next is not worth a file. */
function widthsOf(width: number): readonly number[] {
  const widest = Math.min(width, imageLimits.widths.at(-1) ?? width);
  return [...imageLimits.widths.filter((one) => one < widest * 0.8), widest];
}

async function encodeStill(subject: Subject): Promise<Encoding> {
  const { bytes, type, width } = subject;
  const decoded = sharp(bytes, { ...readOptions(type), pages: 1 }).autoOrient();
  const files: EncodedFile[] = [];
  let height = subject.height;
  for (const one of widthsOf(width)) {
    const made = await write(decoded.clone().resize(sizeOf(one)).webp(webp));
    files.push(made.file);
    height = made.height;
  }
  return shown(subject, files, height);
}

async function encodeAnimation(subject: Subject): Promise<Encoding> {
  const { bytes, type, width } = subject;
  const options = { ...readOptions(type), animated: true };
  const scaled = sharp(bytes, options).resize(sizeOf(Math.min(width, imageLimits.animatedWidth)));
  const { file, height } = await write(scaled.webp(animatedWebp));
  return shown(subject, [file], height);
}

function sizeOf(width: number): ResizeOptions {
  return { width, height: imageLimits.maxHeight, fit: 'inside', withoutEnlargement: true };
}

async function write(image: Sharp): Promise<{ readonly file: EncodedFile; readonly height: number }> {
  const { data, info } = await image
    .timeout({ seconds: imageLimits.encodeMs / 1_000 })
    .toBuffer({ resolveWithObject: true });
  return {
    file: { name: pictureName(data), width: info.width, bytes: data },
    height: info.pageHeight ?? info.height,
  };
}

/** A picture shows in its own size where that is less than its widest file's; a drawing in the size it names. */
function shown(
  { type, width, height }: Subject,
  files: readonly EncodedFile[],
  fileHeight: number,
): Encoding {
  const widest = files.at(-1)?.width ?? width;
  const scale = type === 'svg' ? drawingScale : 1;
  const shownWidth = Math.max(1, Math.round(Math.min(width / scale, widest)));
  const ratio = widest === width ? height / width : fileHeight / widest;
  return { kind: 'encoded', width: shownWidth, height: Math.max(1, Math.round(shownWidth * ratio)), files };
}
