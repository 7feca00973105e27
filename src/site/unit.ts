import { defined } from '../model/defined.ts';
import type { Site } from './site.ts';

/** One or a few files that are made together: a page, a feed in its forms, a list. */
export interface Unit {
  /** Permanent: the path of its first file, or what it is. */
  readonly id: string;
  /** Inputs that it has whatever it asks for: see `versions.ts`. */
  readonly inputs?: readonly string[];
  /**
   * `apart`: so much work that another process may do it. `last`: made when all others are there, as it reads what they
   * wrote.
   */
  readonly turn?: 'apart' | 'last';
  /** What else it was made from, where the site does not tell. */
  readonly extra?: string;
  readonly make: (
    site: Site,
    write: (path: string, content: string | Uint8Array) => Promise<void>,
    read?: ReadOutput,
  ) => Promise<void>;
}

/** A unit of one file. */
export function fileUnit(path: string, contentOf: (site: Site) => string | Uint8Array, extra?: string): Unit {
  return {
    id: path,
    ...defined({ extra }),
    make: async (site, write) => write(path, contentOf(site)),
  };
}

/** Reads a file that another unit made, now or in an earlier run; none where it cannot be read. */
export type ReadOutput = (path: string) => Promise<Uint8Array | undefined>;

/** Inputs of a unit that are not noted by asking the site. */
export function ownInputs(unit: Unit): string[] {
  return [...(unit.inputs ?? []), ...(unit.extra === undefined ? [] : [extraName(unit)])];
}

/** The input that a unit's `extra` is. */
export function extraName(unit: Unit): string {
  return `extra:${unit.id}`;
}
