/**
 * Reads the best picture of an icon file (`favicon.ico`), which most image libraries do not. A file holds several sizes,
 * each a whole PNG or a bitmap without its file header.
 *
 * @see https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10) (icons)
 * @see https://learn.microsoft.com/en-us/windows/win32/api/wingdi/ns-wingdi-bitmapinfoheader
 */

type IconPicture =
  | { readonly kind: 'png'; readonly bytes: Uint8Array }
  /** Four bytes a pixel, red, green, blue, opacity; rows from the top. */
  | { readonly kind: 'pixels'; readonly width: number; readonly height: number; readonly bytes: Uint8Array };

/** Entries of one file that are looked at. */
const maxEntries = 64;
/** An icon is 256 pixels wide at most; some makers write larger ones into bitmaps. */
const maxSide = 1024;

interface Entry {
  readonly width: number;
  readonly bits: number;
  readonly size: number;
  readonly offset: number;
}

export function isIconFile(bytes: Uint8Array): boolean {
  return bytes.length > 22 && bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 1 && bytes[3] === 0;
}

function entriesOf(view: DataView): Entry[] {
  const count = Math.min(view.getUint16(4, true), maxEntries);
  const entries: Entry[] = [];
  for (let at = 0; at < count && 6 + at * 16 + 16 <= view.byteLength; at += 1) {
    const start = 6 + at * 16;
    entries.push({
      width: view.getUint8(start) || 256,
      bits: view.getUint16(start + 6, true),
      size: view.getUint32(start + 8, true),
      offset: view.getUint32(start + 12, true),
    });
  }
  return entries;
}

const isPng = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;

/** The largest picture of an icon file that can be read, of equal ones the one with most colours. Never throws. */
export function readIconFile(file: Uint8Array): IconPicture | undefined {
  if (!isIconFile(file)) return undefined;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const entries = entriesOf(view).sort((one, other) => other.width - one.width || other.bits - one.bits);
  for (const { offset, size } of entries) {
    const bytes = file.subarray(offset, offset + size);
    if (isPng(bytes)) return { kind: 'png', bytes };
    const picture = readBitmap(bytes);
    if (picture) return picture;
  }
  return undefined;
}

interface Bitmap {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** Where the colours of a palette begin. */
  readonly palette: number;
  /** Where the rows begin, and what one takes. */
  readonly rows: number;
  readonly stride: number;
  /** Where the mask begins: a bit a pixel, set where nothing is to be seen. */
  readonly mask: number;
  readonly maskStride: number;
}

const rowBytes = (bits: number): number => Math.ceil(bits / 32) * 4;

function layoutOf(bytes: Uint8Array): Bitmap | undefined {
  if (bytes.length < 40) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const palette = view.getUint32(0, true);
  const width = view.getInt32(4, true);
  // Twice the height of the picture: its mask stands below it.
  const height = Math.floor(view.getInt32(8, true) / 2);
  const bits = view.getUint16(14, true);
  const isCompressed = view.getUint32(16, true) !== 0;
  if (palette < 40 || isCompressed || ![1, 4, 8, 24, 32].includes(bits)) return undefined;
  if (width < 1 || height < 1 || width > maxSide || height > maxSide) return undefined;
  const colours = bits > 8 ? 0 : Math.min(view.getUint32(32, true) || 2 ** bits, 2 ** bits);
  const rows = palette + colours * 4;
  const stride = rowBytes(width * bits);
  const mask = rows + stride * height;
  if (mask > bytes.length) return undefined;
  return { bytes, width, height, bits, palette, rows, stride, mask, maskStride: rowBytes(width) };
}

/** Where the colour of a pixel stands: blue, green, red. */
function colourAt({ bytes, bits, palette, rows, stride }: Bitmap, x: number, row: number): number {
  const start = rows + row * stride;
  if (bits >= 24) return start + x * (bits / 8);
  const perByte = 8 / bits;
  const byte = bytes[start + Math.floor(x / perByte)] ?? 0;
  const shift = 8 - bits * ((x % perByte) + 1);
  return palette + ((byte >> shift) & (2 ** bits - 1)) * 4;
}

/** Column and row of a pixel, by its number from the top: rows stand from the bottom up. */
function placeOf(at: number, { width, height }: Bitmap): [number, number] {
  return [at % width, height - 1 - Math.floor(at / width)];
}

/** What the mask says: nothing of a pixel is to be seen, or all. */
function opacityAt({ bytes, mask, maskStride }: Bitmap, x: number, row: number): number {
  const byte = bytes[mask + row * maskStride + (x >> 3)] ?? 0;
  return ((byte >> (7 - (x & 7))) & 1) === 1 ? 0 : 255;
}

function readBitmap(bytes: Uint8Array): IconPicture | undefined {
  const bitmap = layoutOf(bytes);
  if (bitmap === undefined) return undefined;
  const { width, height, bits } = bitmap;
  const out = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    const [x, row] = placeOf(at, bitmap);
    const from = colourAt(bitmap, x, row);
    const opacity = bits === 32 ? (bytes[from + 3] ?? 0) : opacityAt(bitmap, x, row);
    out.set([bytes[from + 2] ?? 0, bytes[from + 1] ?? 0, bytes[from] ?? 0, opacity], at * 4);
  }
  // Old programs leave the fourth byte empty, and let the mask alone say what is to be seen.
  if (bits === 32 && !out.some((byte, at) => at % 4 === 3 && byte > 0))
    for (let at = 0; at < width * height; at += 1)
      out[at * 4 + 3] = opacityAt(bitmap, ...placeOf(at, bitmap));
  return { kind: 'pixels', width, height, bytes: out };
}
