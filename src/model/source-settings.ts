/** The built-in looks of a site, the usual one first. */
export const lookNames = ['newspaper', 'planet'] as const;
export type LookName = (typeof lookNames)[number];

/** How sources are shown. */
export interface SourceSettings {
  /** What the page of all sources is called. */
  readonly title?: string;
  /** Whether faces and icons are kept and shown; `items`: beside items, too. */
  readonly icons: boolean | 'items';
  /** How the page of a source opens: with summaries when absent. */
  readonly view?: 'full' | 'summaries';
  /** Where somebody asks to be read here; `https:`, `http:` or `mailto:`. */
  readonly add?: string;
  /** Where somebody says that something is missing or wrong. */
  readonly report?: string;
}
