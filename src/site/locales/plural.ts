/** Forms of a counted message by the plural categories of the language (CLDR). */
export type Plural = {
  readonly other: string;
  readonly one?: string;
  readonly [category: string]: string | undefined;
};

/**
 * A message of Italian or Portuguese: their category `many`, for whole millions, differs only after a number in words
 * ("un milione di articoli"), and ours are in digits.
 */
export function counted(one: string, other: string): Plural {
  return { one, many: other, other };
}
