import type { Translate } from './messages.ts';
import type { Store } from './store.ts';

/** What the parts of the reader share. */
export interface Reader {
  readonly store: Store;
  readonly text: Translate;
  /** Tells assistive technology what a key or a button did. */
  readonly say: (text: string) => void;
  /** Seconds since 1970. */
  readonly now: () => number;
}
