/** Kinds of pictures that are read. What a server or a name says of a file does not count: its bytes do. */
export type ImageType = 'avif' | 'gif' | 'jpeg' | 'png' | 'svg' | 'webp';

const signatures: readonly (readonly [ImageType, RegExp])[] = [
  ['png', /^\x89PNG\r\n/],
  ['jpeg', /^\xff\xd8\xff/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF[\s\S]{4}WEBPVP8[ LX]/],
  ['avif', /^[\s\S]{4}ftyp(?:avif|avis|mif1[\s\S]{4}(?:[\s\S]{4})*avif)/],
];

/** A drawing begins with its root element, after what XML allows before one. A DOCTYPE with entities of its own is none. */
const drawing =
  /^(?:\ufeff|\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->)[\s\S]){0,2000}-->\s*)*(?:<!DOCTYPE svg[^>[]{0,300}>\s*)?(?:<!--(?:(?!-->)[\s\S]){0,2000}-->\s*)*<svg[\s>]/;

/** The kind of a picture by its first bytes, as browsers tell it; `undefined` for everything else. */
export function imageType(bytes: Uint8Array): ImageType | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 6_000)).toString('latin1');
  const found = signatures.find(([, signature]) => signature.test(head.slice(0, 64)));
  if (found) return found[0];
  return drawing.test(head) ? 'svg' : undefined;
}
