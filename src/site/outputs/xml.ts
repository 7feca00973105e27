import { XMLBuilder } from 'fast-xml-parser';

/** An element's attributes (`@name`), text (`#text`) and children, in document order. */
export interface XmlNode {
  readonly [name: string]: XmlValue;
}

type XmlValue = string | number | XmlNode | readonly (XmlNode | string)[] | undefined;

/** XML 1.0, section 2.2 "Characters": what is not in here may not stand in a document, not even as a reference. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
/** The same by UTF-16 units, and characters of two of them: most texts have none, and are told faster. */
const maybeForbidden = /[^\t\n\r -\ud7ff\ue000-\ufffd]/;

/** A text without the characters that XML 1.0 forbids: most control characters, and halves of surrogate pairs. */
export function printable(text: string): string {
  return maybeForbidden.test(text) ? text.replace(forbidden, '') : text;
}

function clean(value: unknown): string {
  return printable(String(value));
}

/** A reader makes spaces of line ends and tabs in attributes (XML 1.0, section 3.3.3), so they are written as such. */
function cleanAttribute(value: unknown): string {
  return clean(value).replace(/[\t\n\r]+/g, ' ');
}

const shared = {
  attributeNamePrefix: '@',
  textNodeName: '#text',
  ignoreAttributes: false,
  suppressBooleanAttributes: false,
  // Nothing here depends on where an element stands.
  jPath: false,
  tagValueProcessor: (_name: string, value: unknown) => clean(value),
  attributeValueProcessor: (_name: string, value: unknown) => cleanAttribute(value),
} as const;

const documents = new XMLBuilder({ ...shared, format: true, indentBy: ' ', suppressEmptyNode: true });
const fragments = new XMLBuilder(shared);

/**
 * Writes an XML 1.0 document in UTF-8. Escaping is the library's; forbidden characters are left out.
 *
 * @param stylesheet Address of a CSS file for people who open the document in a browser.
 */
export function xmlDocument(root: XmlNode, stylesheet?: string): string {
  return documents.build({
    '?xml': { '@version': '1.0', '@encoding': 'utf-8' },
    ...(stylesheet !== undefined && {
      '?xml-stylesheet': { '@type': 'text/css', '@href': stylesheet },
    }),
    ...root,
  });
}

/** Writes elements as a piece of HTML: only names that need an end tag may be used. */
export function htmlFragment(nodes: XmlNode): string {
  return fragments.build(nodes);
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
