import type { OverlayOptions } from 'sharp';
import { directionOfText } from '../../model/direction.ts';
import type { Card } from './card.ts';
import { type DrawnText, drawFitting, type Images, type TextStyle } from './drawing.ts';
import type { Fonts } from './fonts.ts';

const shareWidth = 1200;
const shareHeight = 630;

const edge = 76;
const inner = shareWidth - 2 * edge;
const maxHeadlines = 3;
/** Of the headlines: with the drawn size below, that of the pages. */
const lineHeight = 52;
/** The families and colours of the site's own light look: `templates/assets/css/10-tokens.css`. */
const serif = 'Iowan Old Style,Palatino Linotype,Palatino,URW Palladio L,P052,Noto Serif,serif';
const sans = 'Noto Sans,sans-serif';
const paper = '#fbfaf6';
const ink = '#1b1a17';
const soft = '#57524a';
const rule = '#dcd7cb';
const mark = '#9a2f1a';

type Styled = Omit<TextStyle, 'widthPx'> & { readonly maxHeight: number };

const styles = {
  site: { family: serif, weight: 'bold', sizePx: 34, colour: ink, maxHeight: 48 },
  title: { family: serif, weight: 'normal', sizePx: 68, colour: ink, maxHeight: 92 },
  headline: { family: serif, weight: 'normal', sizePx: 40, colour: ink, maxHeight: 106 },
  note: { family: sans, weight: 'normal', sizePx: 24, colour: soft, maxHeight: 34 },
} as const satisfies Readonly<Record<string, Styled>>;

const titleTop = 122;
const listTop = 236;
const listBottom = 540;
const noteTop = 562;

/** Puts a text on its side: where its own lines begin. */
function placed(drawn: DrawnText, top: number, direction: 'ltr' | 'rtl'): OverlayOptions {
  const left = direction === 'rtl' ? shareWidth - edge - drawn.width : edge;
  return { input: drawn.png, left: Math.max(0, left), top: Math.round(top) };
}

function background(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${shareWidth}" height="${shareHeight}">
<rect width="100%" height="100%" fill="${paper}"/>
<rect width="100%" height="10" fill="${mark}"/>
<path d="M${edge} 102h${inner}" stroke="${ink}" stroke-width="2"/>
<path d="M${edge} 222h${inner}M${edge} ${listBottom + 8}h${inner}" stroke="${rule}" stroke-width="2"/>
</svg>`;
}

/** Texts are cut to their ink, which says nothing of how far apart lines should stand. */
function roomOf({ height }: DrawnText): number {
  return Math.max(1, Math.round(height / lineHeight)) * lineHeight;
}

async function headlines(images: Images, fonts: Fonts, card: Card): Promise<OverlayOptions[]> {
  const shown: { readonly drawn: DrawnText; readonly direction: 'ltr' | 'rtl' }[] = [];
  let height = 0;
  for (const text of card.headlines) {
    if (shown.length === maxHeadlines) break;
    if (!(await fonts.canDraw(text))) continue;
    const drawn = await drawFitting(images, text, { ...styles.headline, widthPx: inner });
    if (height + roomOf(drawn) > listBottom - listTop) break;
    height += roomOf(drawn);
    shown.push({ drawn, direction: directionOfText(text) ?? card.direction });
  }
  // The room that is left goes around them, but not so much that they fall apart.
  const gap = Math.min(34, (listBottom - listTop - height) / (shown.length + 1));
  const overlays: OverlayOptions[] = [];
  let top = listTop + gap;
  for (const { drawn, direction } of shown) {
    overlays.push(placed(drawn, top, direction));
    top += roomOf(drawn) + gap;
  }
  return overlays;
}

/** Draws an edition's image, 1200 by 630 pixels, in the look of the site. The same card and fonts give the same bytes. */
export async function drawCard(images: Images, fonts: Fonts, card: Card): Promise<Uint8Array> {
  const text = (content: string, style: Styled): Promise<DrawnText> =>
    drawFitting(images, content, { ...style, widthPx: inner });
  const overlays = [
    placed(await text(card.site, styles.site), 46, directionOfText(card.site) ?? card.direction),
    placed(await text(card.title, styles.title), titleTop, card.direction),
    ...(await headlines(images, fonts, card)),
    placed(await text(card.note, styles.note), noteTop, card.direction),
  ];
  return images(Buffer.from(background()))
    .composite(overlays)
    .png({ palette: true, colours: 64, dither: 0, compressionLevel: 9, effort: 7 })
    .toBuffer();
}
