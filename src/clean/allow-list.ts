/**
 * What may stand in cleaned HTML. Everything not named here is taken apart: its tags go and its text stays, but for
 * `dropped`, of which nothing stays.
 */

/** Reads an attribute's value: what to write, or `undefined` to leave the attribute out. */
export type AttributeReader = (value: string) => string | undefined;

const integer =
  (min: number, max: number): AttributeReader =>
  (value) => {
    const number = /^\s*([+-]?\d{1,9})/.exec(value)?.[1];
    if (number === undefined) return undefined;
    const parsed = Number(number);
    return parsed >= min && parsed <= max ? String(parsed) : undefined;
  };

const oneOf =
  (...words: readonly string[]): AttributeReader =>
  (value) => {
    const word = value.trim().toLowerCase();
    return words.includes(word) ? word : undefined;
  };

const matching =
  (pattern: RegExp): AttributeReader =>
  (value) =>
    pattern.test(value.trim()) ? value.trim() : undefined;

const present: AttributeReader = () => '';

/** BCP 47, loosely: all languages that are registered have two or three letters. */
const language = matching(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,6}$/);

/** Dates, times and durations of HTML and RFC 3339: nothing but digits, letters and `+-:.`. */
const dateTime = matching(/^[0-9A-Za-z+\-:. ]{1,50}$/);

/** Allowed on every element. */
export const globalAttributes: ReadonlyMap<string, AttributeReader> = new Map([
  ['dir', oneOf('ltr', 'rtl', 'auto')],
  ['lang', language],
]);

const cell = { colspan: integer(2, 100), rowspan: integer(2, 1_000) };

/** Elements that stay, each with the attributes that are plain values. Addresses are read in `sanitise.ts`. */
export const elements: ReadonlyMap<string, Readonly<Record<string, AttributeReader>>> = new Map(
  Object.entries({
    abbr: {},
    b: {},
    bdi: {},
    blockquote: {},
    br: {},
    caption: {},
    cite: {},
    code: {},
    col: { span: integer(2, 100) },
    colgroup: { span: integer(2, 100) },
    dd: {},
    del: { datetime: dateTime },
    details: { open: present },
    dfn: {},
    div: {},
    dl: {},
    dt: {},
    em: {},
    figcaption: {},
    figure: {},
    h1: {},
    h2: {},
    h3: {},
    h4: {},
    h5: {},
    h6: {},
    hr: {},
    i: {},
    ins: { datetime: dateTime },
    kbd: {},
    li: { value: integer(-1_000_000, 1_000_000) },
    mark: {},
    ol: {
      reversed: present,
      start: integer(-1_000_000, 1_000_000),
      type: matching(/^[1aAiI]$/),
    },
    p: {},
    pre: {},
    q: {},
    rp: {},
    rt: {},
    ruby: {},
    s: {},
    samp: {},
    small: {},
    span: {},
    strong: {},
    sub: {},
    summary: {},
    sup: {},
    table: {},
    tbody: {},
    td: cell,
    tfoot: {},
    th: { ...cell, scope: oneOf('row', 'col', 'rowgroup', 'colgroup') },
    thead: {},
    time: { datetime: dateTime },
    tr: {},
    u: {},
    ul: {},
    var: {},
    wbr: {},
  }),
);

/** Elements with a sound equivalent. Landmarks of the item's page are none of ours; `bdo` could make text lie. */
export const renamed: ReadonlyMap<string, string> = new Map([
  ['acronym', 'abbr'],
  ['address', 'div'],
  ['article', 'div'],
  ['aside', 'div'],
  ['bdo', 'bdi'],
  ['center', 'div'],
  ['dialog', 'div'],
  ['dir', 'ul'],
  ['fieldset', 'div'],
  ['footer', 'div'],
  ['form', 'div'],
  ['header', 'div'],
  ['hgroup', 'div'],
  ['legend', 'div'],
  ['listing', 'pre'],
  ['main', 'div'],
  ['menu', 'ul'],
  ['nav', 'div'],
  ['plaintext', 'pre'],
  ['search', 'div'],
  ['section', 'div'],
  ['strike', 's'],
  ['textarea', 'pre'],
  ['tt', 'code'],
  ['xmp', 'pre'],
]);

/** Elements whose content is not text for readers. */
export const dropped: ReadonlySet<string> = new Set(
  `area base basefont bgsound button datalist frame frameset head input keygen link meta
  noembed noframes option optgroup param script select style template title track`.split(/\s+/),
);
