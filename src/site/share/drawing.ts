import type { Sharp } from 'sharp';
import { printable } from '../outputs/xml.ts';

/** The image library, loaded only where images are made. */
export type Images = typeof import('sharp').default;

export interface TextStyle {
  /** Families as fontconfig looks for them, the first one that is there. */
  readonly family: string;
  readonly weight: 'normal' | 'bold';
  readonly sizePx: number;
  readonly colour: string;
  /** Where lines are broken. */
  readonly widthPx: number;
}

/** A text as pixels, without empty edges. */
export interface DrawnText {
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Pango reads markup: a title is text, whatever stands in it. */
function escaped(text: string): string {
  return printable(text)
    .replace(/[\t\n\r]+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function textImage(images: Images, text: string, style: TextStyle): Sharp {
  const { family, weight, sizePx, colour, widthPx } = style;
  return images({
    text: {
      text: `<span foreground="${colour}" weight="${weight}">${escaped(text)}</span>`,
      font: `${family} ${sizePx}`,
      // One point is one pixel.
      dpi: 72,
      width: widthPx,
      wrap: 'word-char',
      rgba: true,
    },
  });
}

export async function drawText(images: Images, text: string, style: TextStyle): Promise<DrawnText> {
  const { data, info } = await textImage(images, text, style).png().toBuffer({ resolveWithObject: true });
  return { png: data, width: info.width, height: info.height };
}

/** Words without the last ones; characters, where there is one word only. Never half a character. */
function shortened(text: string): string {
  const bare = text.replace(/…$/u, '').trimEnd();
  const words = bare.split(/\s+/u);
  const parts = words.length > 4 ? words : [...new Intl.Segmenter().segment(bare)].map((one) => one.segment);
  const kept = parts.slice(0, Math.max(1, Math.floor(parts.length * 0.85)));
  return `${kept.join(words.length > 4 ? ' ' : '').trimEnd()}…`;
}

/** Draws a text of at most `maxHeight` pixels, shortened as far as that takes. */
export async function drawFitting(
  images: Images,
  text: string,
  { maxHeight, ...style }: TextStyle & { readonly maxHeight: number },
): Promise<DrawnText> {
  let shown = text;
  let drawn = await drawText(images, shown, style);
  while (drawn.height > maxHeight || drawn.width > style.widthPx) {
    const next = shortened(shown);
    if (next === shown) break;
    shown = next;
    drawn = await drawText(images, shown, style);
  }
  return drawn;
}
