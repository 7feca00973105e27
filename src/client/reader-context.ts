import { type Translate, translator } from '../model/messages.ts';
import { nowMs } from './clock.ts';
import { settings } from './settings.ts';
import { storageKey } from './site-key.ts';
import { openStore, type Store } from './store.ts';

/** What the parts of the reader share. */
export interface Reader {
  readonly store: Store;
  readonly text: Translate;
  /** Tells assistive technology what a key or a button did. */
  readonly say: (text: string) => void;
  /** Seconds since 1970. */
  readonly now: () => number;
}

/**
 * What is loaded only once it is asked for: `more.ts`.
 */
export interface More {
  /** Does what a key stands for. */
  readonly press: (key: string, repeat: boolean, reader: Reader) => void;
  /** Filters the page as its address says; returns how to show everything again. */
  readonly startFilters: (reader: Reader) => Filters;
  /** Shows what the address points at, whatever hides it. */
  readonly land: (reader: Reader) => void;
  /** Reads the page as one column of full texts, or as it was. */
  readonly layOut: (full: boolean, reader: Reader) => void;
  /** Puts what can be done with an item at its end. */
  readonly addActions: (entry: HTMLElement, reader: Reader) => void;
  /** Marks an item as read, or no longer. */
  readonly mark: (entry: HTMLElement, reader: Reader) => void;
  readonly share: (entry: HTMLElement, reader: Reader) => Promise<void>;
  /** Says what became of an item's being saved. */
  readonly tellSaved: (entry: HTMLElement, reader: Reader) => void;
  /** Plays a recording in the page. */
  readonly play: (link: HTMLAnchorElement) => void;
}

/** What of a page is shown. */
export interface Filters {
  /** Only what is new, or no longer only that. */
  readonly toggleNew: () => void;
  readonly showAll: () => void;
}

/** Makes the reader of this page. Every script of a site finds the same state by its own address. */
export function openReader(scriptUrl: string): Reader {
  const live = document.querySelector<HTMLElement>('#live');
  return {
    store: openStore(() => localStorage, storageKey(scriptUrl)),
    text: translator(settings.messages, settings.language),
    say: (text) => {
      if (live) live.textContent = text;
    },
    now: () => Math.floor(nowMs() / 1000),
  };
}
