/** `PT1H2M3S` (ISO 8601), `1h 2m 3s`, `62 min`. */
const units =
  /^(?:p?t)?(?:(\d{1,4}) ?h(?:ours?|rs?)?)?,? ?(?:(\d{1,4}) ?m(?:in(?:ute)?s?)?)?\.?,? ?(?:(\d{1,7})(?:\.\d+)? ?s(?:ec(?:ond)?s?)?)?\.?$/i;
/** `3723`, `62:03`, `1:02:03`. */
const clock = /^(?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,7})(?:\.\d+)?$/;

/** Reads how long a recording is, in seconds: as `itunes:duration` has it, by ISO 8601, or with units. Zero means unknown. */
export function parseDuration(text: string | undefined): number | undefined {
  const written = text?.trim() ?? '';
  const match = clock.exec(written) ?? units.exec(written);
  if (match === null) return undefined;
  const [, hours = 0, minutes = 0, rest = 0] = match;
  const seconds = Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
  return seconds > 0 ? seconds : undefined;
}
