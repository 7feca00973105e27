/** Forms of a counted message by the plural categories of the language (CLDR). */
export type Plural = {
  readonly other: string;
  readonly one?: string;
  readonly [category: string]: string | undefined;
};
