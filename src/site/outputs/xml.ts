/** An element's attributes (`@name`), text (`#text`) and children, in document order. */
export interface XmlNode {
  readonly [name: string]: XmlValue;
}

export type XmlValue = string | number | XmlNode | readonly (XmlNode | string)[] | undefined;

/** XML 1.0, section 2.2 "Characters": what is not in here may not stand in a document, not even as a reference. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
/** The same by code units, where no text of one plane needs a second look. */
const suspect = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/;

/** A text without the characters that XML 1.0 forbids: most control characters, and halves of surrogate pairs. */
export function printable(text: string): string {
  return suspect.test(text) ? text.replace(forbidden, '') : text;
}

/** XML 1.0, section 4.6 "Predefined Entities". */
const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escaped(value: string | number): string {
  return printable(String(value)).replace(/[&<>"']/g, (sign) => references[sign] ?? '');
}

/** How elements stand: each on its line, or one behind the other. */
interface Form {
  /** Before an element, for each level. */
  readonly indent: string;
  readonly lineEnd: string;
  /** The end of a tag whose element is empty. */
  readonly emptyEnd: (name: string) => string;
}

const documents: Form = { indent: ' ', lineEnd: '\n', emptyEnd: () => '/>' };
const fragments: Form = { indent: '', lineEnd: '', emptyEnd: (name) => `></${name}>` };

function isList(value: XmlValue): value is readonly (XmlNode | string)[] {
  return Array.isArray(value);
}

function written(name: string, value: XmlValue, level: number, form: Form): string {
  if (value === undefined) return '';
  if (isList(value)) return value.map((one) => written(name, one, level, form)).join('');
  const [attributes, content] =
    typeof value === 'object' ? partsOf(value, level, form) : ['', escaped(value)];
  const { lineEnd, emptyEnd } = form;
  const margin = form.indent.repeat(level);
  const start = `${margin}<${name}${attributes}`;
  if (name.startsWith('?')) return `${start}?>${lineEnd}`;
  if (content === '') return start + emptyEnd(name) + lineEnd;
  if (!content.includes('<')) return `${start}>${content}</${name}>${lineEnd}`;
  return `${start}>${lineEnd}${content}${margin}</${name}>${lineEnd}`;
}

/** What stands in the tag of a node, and in its element. */
function partsOf(node: XmlNode, level: number, form: Form): [attributes: string, content: string] {
  let [attributes, content] = ['', ''];
  for (const [name, value] of Object.entries(node)) {
    const isPlain = typeof value === 'string' || typeof value === 'number';
    if (isPlain && name === '#text') content += escaped(value);
    // A reader makes spaces of line ends and tabs in attributes (section 3.3.3), so they are written as such.
    else if (isPlain && name.startsWith('@'))
      attributes += ` ${name.slice(1)}="${escaped(value).replace(/[\t\n\r]+/g, ' ')}"`;
    else content += written(name, value, level + 1, form);
  }
  return [attributes, content];
}

/**
 * Writes an XML 1.0 document in UTF-8. Forbidden characters are left out.
 *
 * @param stylesheet Address of a CSS file for people who open the document in a browser.
 */
export function xmlDocument(root: XmlNode, stylesheet?: string): string {
  const nodes: XmlNode = {
    '?xml': { '@version': '1.0', '@encoding': 'utf-8' },
    '?xml-stylesheet': stylesheet === undefined ? undefined : { '@type': 'text/css', '@href': stylesheet },
    ...root,
  };
  return partsOf(nodes, -1, documents)[1];
}

/** Writes elements as a piece of HTML: only names that need an end tag may be used. */
export function htmlFragment(nodes: XmlNode): string {
  return partsOf(nodes, -1, fragments)[1];
}

/** A plain text as it stands in HTML. */
export function htmlText(text: string): string {
  return htmlFragment({ '#text': text });
}

/** Writes JSON, two spaces deep, with a line end. What XML forbids is left out here too: readers convert one to the other. */
export function jsonDocument(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_key, found: unknown) => (typeof found === 'string' ? printable(found) : found),
    2,
  );
  return `${text}\n`;
}
