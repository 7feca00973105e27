/**
 * What an extractor finds in a text: lists with a name each, in the text's order. Pages show them as a table; nothing of
 * the text is lost or added.
 */
export interface NamedLists {
  /** Names the extractor, and the words that pages use for it: `structured` in the catalogues. */
  readonly kind: StructuredKind;
  readonly rows: readonly NamedList[];
}

export interface NamedList {
  readonly name: string;
  /** At least one. */
  readonly values: readonly string[];
}

/** One kind an extractor. */
export type StructuredKind = 'security-updates';

/** What extractors look at: the item's title without markers, and its body as plain text. */
interface StructuredSubject {
  readonly title: string;
  readonly text: string;
}

/**
 * Reads one form of text. Pure, in time linear in the text, and strict: `undefined` unless the whole text fits, so that
 * what does not fit is shown as it was written.
 */
export type Extract = (subject: StructuredSubject) => NamedLists | undefined;
