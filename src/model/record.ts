/** Whether a value of JSON is an object: with fields, and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of an object whose values are texts; none of anything else. */
export function textFields(value: unknown): [name: string, text: string][] {
  const fields = Object.entries(isRecord(value) ? value : {});
  return fields.filter((field): field is [string, string] => typeof field[1] === 'string');
}
