/** One file of a picture: the same content in one width. */
export interface ImageFile {
  /** The hash of its bytes, and its kind: `3f…9c.webp`. */
  readonly name: string;
  /** In pixels. */
  readonly width: number;
}

/** A picture that was copied, narrowest file first. */
interface ImageCopy {
  readonly kind: 'copy';
  /** In CSS pixels, as the publisher's picture would show at most: its own size, or that of the widest file. */
  readonly width: number;
  readonly height: number;
  readonly files: readonly ImageFile[];
}

/** A picture too small to be seen: it only counts readers, and is shown to none. */
interface ImagePixel {
  readonly kind: 'pixel';
}

/** A picture that did not come, or was none. */
export interface ImageFailure {
  readonly kind: 'failed';
  /** `FETCH_…` or `IMAGE_…`: see `docs/errors.md`. */
  readonly code: string;
  readonly tries: number;
  /** RFC 3339: when it was asked for last. */
  readonly last: string;
}

/** What is known of the picture at one address. */
export type ImageRecord = ImageCopy | ImagePixel | ImageFailure;

/** A file to be written. */
export interface EncodedFile extends ImageFile {
  readonly bytes: Uint8Array;
}

export type Encoding =
  | {
      readonly kind: 'encoded';
      readonly width: number;
      readonly height: number;
      readonly files: readonly EncodedFile[];
    }
  | { readonly kind: 'pixel' }
  | { readonly kind: 'refused'; readonly code: string };

/** Makes small, clean pictures of a stranger's bytes. Never rejects. */
export type Encode = (bytes: Uint8Array) => Promise<Encoding>;

/** What became of a source's icon. */
export type PortraitEncoding =
  | { readonly kind: 'portrait'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly code: string };

/** Makes a small square picture of an icon; `isAny` where its shape does not count. Never rejects. */
export type EncodePortrait = (bytes: Uint8Array, isAny: boolean) => Promise<PortraitEncoding>;

/** What the process that decodes is asked for. */
export interface EncodeRequest {
  readonly bytes: Uint8Array;
  /** `nothing`: only whether it can. */
  readonly as: 'picture' | 'portrait' | 'portrait of any shape' | 'nothing';
}
