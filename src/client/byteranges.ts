import type { Place } from '../model/places.ts';

/** A part of a file, as a server sent it. */
export interface FilePart {
  readonly from: number;
  readonly bytes: Uint8Array;
}

/** Every byte as one character, so that places in the text are places in the bytes. */
const latin = new TextDecoder('latin1');

/** The first and the last byte of a `Content-Range`; `undefined` where it is none. */
function rangeIn(header: string | null | undefined): readonly [from: number, last: number] | undefined {
  const [, from, last] = /^bytes +(\d{1,15})-(\d{1,15})\/(?:\d+|\*)$/i.exec(header?.trim() ?? '') ?? [];
  return from === undefined || Number(last) < Number(from) ? undefined : [Number(from), Number(last)];
}

/**
 * The part that a body is, by its `Content-Range`; `undefined` where it is another one than that says.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110 §15.3.7.1
 */
export function partIn(contentRange: string | null, bytes: Uint8Array): FilePart | undefined {
  const [from, last] = rangeIn(contentRange) ?? [];
  return from !== undefined && last === from + bytes.length - 1 ? { from, bytes } : undefined;
}

/**
 * The parts of a body of the type `multipart/byteranges`, in its order: which they are, and how many, is up to the
 * server. `undefined` where it is damaged: each part says how long it is, and a boundary has to stand behind it, but
 * for the last, which may end the body.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110 §14.6, §15.3.7.2; https://www.rfc-editor.org/rfc/rfc2046 §5.1.1
 */
export function partsIn(contentType: string, body: Uint8Array): FilePart[] | undefined {
  const [, quoted, plain] =
    /^multipart\/byteranges *;(?:.*;)? *boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const name = quoted ?? plain;
  if (name === undefined) return undefined;
  const text = latin.decode(body);
  const boundary = `\r\n--${name}`;
  const parts: FilePart[] = [];
  // Before the first boundary no line end is needed.
  let at = text.startsWith(boundary.slice(2)) ? -2 : text.indexOf(boundary);
  if (at === -1) return undefined;
  for (;;) {
    at += boundary.length;
    if (text.startsWith('--', at)) return parts;
    const head = text.indexOf('\r\n\r\n', at);
    const header = /\r\ncontent-range:([^\r]*)\r/i.exec(text.slice(at, head + 1))?.[1];
    const [from, last] = rangeIn(header) ?? [];
    if (head === -1 || from === undefined || last === undefined) return undefined;
    const start = head + 4;
    at = start + last - from + 1;
    if (at > text.length) return undefined;
    parts.push({ from, bytes: body.subarray(start, at) });
    if (at === text.length) return parts;
    if (!text.startsWith(boundary, at)) return undefined;
  }
}

/** The bytes from one place to another, where parts have them all, in whatever order; else `undefined`. */
export function bytesFrom(parts: readonly FilePart[], [from, to]: Place): Uint8Array | undefined {
  const bytes = new Uint8Array(to - from);
  let known = from;
  for (const part of [...parts].sort((one, other) => one.from - other.from)) {
    const end = Math.min(to, part.from + part.bytes.length);
    if (part.from > known || end <= known) continue;
    bytes.set(part.bytes.subarray(known - part.from, end - part.from), known - from);
    known = end;
  }
  return known === to ? bytes : undefined;
}
