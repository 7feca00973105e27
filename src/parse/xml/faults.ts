import { maxDepth } from '../limits.ts';
import type { Repairs } from '../repairs.ts';

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
  misspeltCdata: (repairs: Repairs): void => {
    repairs.note('XML_MISSPELT_CDATA', 'The mark of a CDATA section is misspelt; it was read as one.');
  },
  unclosedCdata: (repairs: Repairs): void => {
    repairs.note('XML_UNCLOSED_CDATA', 'A CDATA section is not closed; it was ended with its element.');
  },
  unclosedTag: (repairs: Repairs): void => {
    repairs.note('XML_UNCLOSED_TAG', 'A tag lacks its ">"; it was closed before the next tag.');
  },
  unclosedComment: (repairs: Repairs): void => {
    repairs.note('XML_UNCLOSED_COMMENT', 'A comment is not closed; what follows its start was read.');
  },
  unclosedInstruction: (repairs: Repairs): void => {
    repairs.note('XML_UNCLOSED_INSTRUCTION', 'A "<?" instruction is not closed; it was skipped.');
  },
  cutOffTag: (repairs: Repairs): void => {
    repairs.note('XML_CUT_OFF', 'The document ends inside a tag; that tag was left out.');
  },
  unclosedElement: (repairs: Repairs): void => {
    repairs.note('XML_UNCLOSED_ELEMENT', 'An element is not closed; it was ended where the next one begins.');
  },
  strayEndTag: (repairs: Repairs): void => {
    repairs.note('XML_STRAY_END_TAG', 'An end tag closes nothing that is open; it was skipped.');
  },
  emptyItem: (repairs: Repairs): void => {
    repairs.note('XML_EMPTY_ITEM', 'An empty item stands inside another one; it was left out.');
  },
  tooDeep: (repairs: Repairs): void => {
    repairs.note('LIMIT_DEPTH', `Elements are nested over ${maxDepth} deep; the tags below were left out.`);
  },
  cutOff: (repairs: Repairs): void => {
    repairs.note('XML_CUT_OFF', 'The document ends before its last end tag; what was there was read.');
  },
  textBefore: (repairs: Repairs): void => {
    repairs.note('XML_TEXT_BEFORE_ROOT', 'There is other text before the feed begins; it was skipped.');
  },
  secondDocument: (repairs: Repairs): void => {
    repairs.note('XML_SECOND_DOCUMENT', 'Another document follows the first; its items were read too.');
  },
  namespace: (repairs: Repairs): void => {
    repairs.note(
      'XML_UNKNOWN_NAMESPACE',
      "The feed's namespace is missing or another vocabulary's; its element names were taken for the format's.",
    );
  },
  undeclared: (repairs: Repairs, raw: string): void => {
    const prefix = raw.slice(0, raw.indexOf(':'));
    repairs.note(
      'XML_UNDECLARED_PREFIX',
      `The prefix "${prefix.slice(0, 40)}" is not declared; its usual meaning was taken.`,
    );
  },
};

export const cdataStart = '<![CDATA[';

/** HTML has no sections: a program that takes a feed for HTML makes a comment of one, up to its first `>`. */
export const commentedStart = '[CDATA[';

/** The text of a section that became a comment; the rest of one that was cut follows as markup. */
export function commentedText(inside: string): string {
  const text = inside.slice(commentedStart.length);
  return text.endsWith(']]') ? text.slice(0, -2) : `${text}>`;
}

const itemStart = /<(?:item|entry)[\s>]/i;

/** Where a section that swallowed the start of another should have ended: its element's end, or the next item. */
export function sectionEnd(text: string, innermost: string): number {
  const end = text.indexOf(`</${innermost}`);
  const item = text.search(itemStart);
  return end >= 0 && item >= 0 ? Math.min(end, item) : Math.max(end, item);
}
