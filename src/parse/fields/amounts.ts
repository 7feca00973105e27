/** How long a recording is and how large a file, as publishers write that. */

/** `2794`, `46:34`, `1:02:03`; behind colons some write a unit, too. */
const clock =
  /^(?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,7})(?:\.\d+)?(?:(?<=:.*)\s?(?:min|minutes|hours|hrs|h)\.?)?$/i;
/** `1h 2m 3s`, `1h02`, `62 minutes`, `PT1H2M3S` of ISO 8601, `46'34"`. */
const words =
  /^(?:PT)?(?:(\d{1,4})\s?h(?:(?:ou)?rs?)?[\s,.]*)?(?:(\d{1,5})\s?(?:m(?:in(?:ute)?s?)?\.?|['’′])[\s,]*)?(?:(\d{1,6})(?:\.\d+)?\s?(s(?:ec(?:ond)?s?)?\.?|["”]|['’′]{2})?)?$/i;
/** No duration is longer. */
const maxLength = 40;

/** Whole seconds of a duration. Nothing for zero, which means unknown, and for what is not a duration. */
export function parseDuration(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const line = text.slice(0, maxLength).normalize('NFKC').trim();
  const [, hours, minutes, seconds] = clock.exec(line) ?? inWords(line);
  const all = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return all > 0 ? all : undefined;
}

/** The hours, minutes and seconds, as the parts of {@link clock}. */
function inWords(line: string): readonly (string | undefined)[] {
  const [whole, hours, minutes, last, unit] = words.exec(line) ?? [];
  const isBare = hours !== undefined && minutes === undefined && unit === undefined;
  return isBare ? [whole, hours, last] : [whole, hours, minutes, last];
}

const grouped = /^(?:\d{1,3}(?:[,.'\s]\d{3})+|\d{1,15})(?:\.0*)?(?:\s?(?:b|bytes?|octets?))?$/i;
const inUnits = /^(\d{1,9}(?:[.,]\d{1,3})?)\s?([kmg])i?(?:b|bytes?|o|octets?)$/i;
const unitBytes = new Map([
  ['k', 1e3],
  ['m', 1e6],
  ['g', 1e9],
]);

/** The bytes of a size, with the groups and units that people write: `1,234,567`, `12.5 MB`. Nothing for zero. */
export function parseSize(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const line = text.slice(0, maxLength).trim();
  const [, amount = '0', unit = ''] = inUnits.exec(line) ?? [];
  const bytes = grouped.test(line)
    ? Number(line.replace(/\.0*(?=\D*$)(?!\d)/, '').replace(/\D/g, ''))
    : Math.round(Number(amount.replace(',', '.')) * (unitBytes.get(unit.toLowerCase()) ?? 0));
  return bytes > 0 ? bytes : undefined;
}
