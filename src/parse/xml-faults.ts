import type { Repairs } from './repairs.ts';

/** Faults of markup that are mended, in words. */
export const faults = {
  stray: (repairs: Repairs): void => {
    repairs.note('XML_STRAY_LESS_THAN', 'A "<" starts no tag; it was read as itself.');
  },
  unclosedQuote: (repairs: Repairs): void => {
    repairs.note(
      'XML_UNCLOSED_QUOTE',
      'The quotation mark of an attribute is not closed; its value was ended.',
    );
  },
  unclosedCdata: (repairs: Repairs): void => {
    repairs.note('XML_UNCLOSED_CDATA', 'A CDATA section is not closed; it was ended with its element.');
  },
  unclosedTag: (repairs: Repairs): void => {
    repairs.note('XML_UNCLOSED_TAG', 'A tag lacks its ">"; it was closed before the next tag.');
  },
};

export const cdataStart = '<![CDATA[';

const itemStart = /<(?:item|entry)[\s>]/i;

/** Where a section that swallowed the start of another should have ended: its element's end, or the next item. */
export function sectionEnd(text: string, innermost: string): number {
  const end = text.indexOf(`</${innermost}`);
  const item = text.search(itemStart);
  return end >= 0 && item >= 0 ? Math.min(end, item) : Math.max(end, item);
}
