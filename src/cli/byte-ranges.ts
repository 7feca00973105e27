import { joinedPlaces, type Place } from '../model/places.ts';

/** Ranges that are answered; more of them are an attack, or of no use. */
const maxRanges = 64;
/** Bytes between two ranges that cost less than the head of another part. */
const maxGap = 80;

/** What one range asks for of so many bytes; nothing where there are none, `undefined` where it is not one. */
function placeOf(range: string, size: number): Place | 'none' | undefined {
  const [, first = '', last = ''] = /^(\d{0,15})-(\d{0,15})$/.exec(range) ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return Number(last) === 0 ? 'none' : [Math.max(0, size - Number(last)), size];
  if (last !== '' && Number(last) < Number(first)) return undefined;
  if (Number(first) >= size) return 'none';
  return [Number(first), last === '' ? size : Math.min(size, Number(last) + 1)];
}

/** Places as they were asked for; where some overlap or nearly touch, in their order, and those in one. */
function joined(places: readonly Place[]): readonly Place[] {
  const stretches = joinedPlaces(places, maxGap);
  return stretches.length < places.length ? stretches : places;
}

/**
 * The places that a `Range` header asks for of a file: none where the file has none of them (416), `undefined` where the
 * header does not count, and the whole file is the answer: another unit, a false range, or too many.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110 §14.1.2, §14.2
 */
export function rangesIn(header: string, size: number): readonly Place[] | undefined {
  const [, list] = /^bytes=(.*)$/i.exec(header.trim()) ?? [];
  const ranges = list?.split(',').map((range) => range.trim()) ?? [];
  // Elements of a list may be empty (§5.6.1.2).
  const places = ranges.filter((range) => range !== '').map((range) => placeOf(range, size));
  if (size === 0 || places.length === 0 || places.length > maxRanges || places.includes(undefined))
    return undefined;
  return joined(places.flatMap((place) => (place === undefined || place === 'none' ? [] : [place])));
}
