import { someOf } from '../../model/count.ts';
import type { Problem } from '../../model/types.ts';
import type { KeptSettings } from '../kept-settings.ts';

/** One feed as another program's list names it. */
export interface ImportedFeed {
  readonly url: string;
  readonly title?: string;
  /** Titles of the groups it stands in, outermost first. */
  readonly groups?: readonly string[];
  readonly tags?: readonly string[];
  /** A picture of who writes it: an address, or a path in the site folder where it is to be put. */
  readonly face?: string;
  /** Patterns (`/regex/`) of what is shown, and of what is not. */
  readonly keep?: string;
  readonly drop?: string;
  /** What another digest says of it, where the list is its export: `title` and `tags` count only there. */
  readonly settings?: KeptSettings;
  /** Attributes of its OPML outline that Daybook has no use for. */
  readonly opml?: Readonly<Record<string, string>>;
}

/** What a list says of the whole digest, where it does. */
export interface ImportedSite {
  readonly title?: string;
  readonly url?: string;
  readonly timezone?: string;
}

export type ListFormat = 'OPML' | 'planet.ini' | 'osmosfeed.yaml' | 'list of addresses';

/** A list of feeds, read whole, or the one problem that makes it useless. */
export type ImportedList =
  | {
      readonly format: ListFormat;
      readonly feeds: readonly ImportedFeed[];
      readonly site: ImportedSite;
      /** Where the other program keeps its items, as the list says: a path beside it. */
      readonly cache?: string;
      /** Lines and settings that were not taken over, each with its reason. */
      readonly notes: readonly Problem[];
    }
  | { readonly problem: Problem };

/** A file that cannot be read as a list. */
export function unreadableList(where: string, why: string, fix: string): { readonly problem: Problem } {
  const what = 'Could not read the list of feeds.';
  return { problem: { code: 'IMPORT_UNREADABLE', what, where, why, fix } };
}

/** A line or setting that was left out; the rest of the list goes on. */
export function skippedLine(where: string, what: string, why: string, fix: string): Problem {
  return { code: 'IMPORT_LINE_SKIPPED', what, where, why, fix, kept: 'The rest of the list.' };
}

/** Where pictures that a list names by their files are to be put. */
export const facesFolder = 'faces';

/** Pictures that a list names: they lie with the other program. */
export function facesToCopy(where: string, names: readonly string[]): Problem[] {
  if (names.length === 0) return [];
  return [
    {
      code: 'IMPORT_FACES',
      what: `The file names of faces were taken over: ${someOf(names)}.`,
      where,
      why: 'The list only names the files; the other program has the pictures.',
      fix: `Copy them into the folder "${facesFolder}" of the site.`,
      kept: 'Initials are shown until then.',
    },
  ];
}

/** Addresses that readers and programs know of the other program, as lines for `redirects:`. */
export function oldAddresses(where: string, pairs: readonly (readonly [string, string])[]): Problem[] {
  if (pairs.length === 0) return [];
  const lines = pairs.map(([from, to]) => `${from}: ${to}`).join(', ');
  return [
    {
      code: 'IMPORT_REDIRECTS',
      what: 'The feeds of the old site have other addresses.',
      where,
      why: 'If this site takes its place, requests for them fail.',
      fix: `Put this into daybook.yaml: redirects: { ${lines} }`,
      kept: 'daybook.yaml was not changed.',
    },
  ];
}

/** Settings that other programs have and Daybook does not, in one note. */
export function unusedSettings(where: string, names: Iterable<string>): Problem[] {
  const all = [...new Set(names)].sort();
  if (all.length === 0) return [];
  return [
    {
      code: 'IMPORT_SETTING_UNUSED',
      what: `Settings were not taken over: ${all.join(', ')}.`,
      where,
      why: 'Daybook has no key with the same meaning.',
      fix: 'See the configuration reference for something similar, such as rules and sections.',
      kept: 'All feeds of the list.',
    },
  ];
}
