/** The value of a text, in UTF-8 where it comes as bytes; `undefined` where it is not JSON. */
export function parseJson(text: string | Uint8Array | undefined): unknown {
  try {
    return JSON.parse(typeof text === 'string' ? text : new TextDecoder().decode(text));
  } catch {
    return undefined;
  }
}
