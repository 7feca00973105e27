import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { FeedRecord } from '../content/feed-record.ts';
import type { UnitRecord } from './build-record.ts';
import type { FolderState } from './up-to-date.ts';

/**
 * A large rendering makes its pages and segments of search slice by slice, in several processes: each takes the next slice
 * when it is through with one, and so does the one that started them once all else is made.
 */

/** What a process needs to make the site ready itself. */
export interface SliceSite extends FolderState {
  readonly records: ReadonlyMap<string, FeedRecord>;
  /** The version of the ledger that pages are made from. */
  readonly ledger: string;
  /** Paths of the publisher's own files and pages, which go before ours. */
  readonly own: ReadonlySet<string>;
}

/** What became of a slice. */
export interface SliceAnswer {
  readonly units: readonly (readonly [id: string, record: UnitRecord])[];
  readonly written: number;
  readonly unchanged: number;
}

/** Why a process makes nothing more. */
export interface SliceFailure {
  readonly failed: string;
}

/** A process that makes slices, one after the other. */
export interface SliceMaker {
  /** @param ids those of a slice's units */
  readonly make: (ids: readonly string[]) => Promise<SliceAnswer | SliceFailure>;
  readonly end: () => void;
}

export type StartMaker = (site: SliceSite) => SliceMaker;

/** How many processes may work, and from how many pages on. */
export interface Slicing {
  /** This one included; as many as there are cores when absent. */
  readonly processes?: number;
  /** Pages from which on another process pays. */
  readonly pagesEach?: number;
  readonly start?: StartMaker;
}

/** Eleventy keeps what it renders until it is through: so many pages at a time bound its memory. */
const pagesAtOnce = 400;

/**
 * With fewer pages for each, another process saves no time that is worth its work: it loads and warms up all that this one
 * did. 2,800 pages took one process 16.3 s and 19.4 s of the processor's time, two of them 14.8 s and 23.0 s.
 */
const worthwhile = 4000;

/** How many other processes are to be started for so many pages. Somebody who names a number gets as many. */
export function makersFor(pages: number, slicing: Slicing, cores = availableParallelism()): number {
  const { processes = cores, pagesEach = slicing.processes === undefined ? worthwhile : 1 } = slicing;
  return Math.max(0, Math.min(processes, Math.floor(pages / pagesEach)) - 1);
}

/** Cuts pages into slices of neighbours: at least so many slices, and none too large. */
export function slicesOf<Page>(pages: readonly Page[], least = 1): Page[][] {
  const size = Math.max(1, Math.min(pagesAtOnce, Math.ceil(pages.length / least)));
  const count = Math.ceil(pages.length / size);
  return Array.from({ length: count }, (_, at) => pages.slice(at * size, (at + 1) * size));
}

/** A process of Node.js, which ends with this one, whatever ends it. */
export const startProcess: StartMaker = (site) => {
  const child: ChildProcess = fork(new URL('./slice-process.js', import.meta.url), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let settle: (answer: SliceAnswer | SliceFailure) => void = () => undefined;
  const ended = new Promise<SliceFailure>((resolve) => {
    child.once('error', ({ message }) => resolve({ failed: message }));
    child.once('exit', (code, signal) => resolve({ failed: `It was ended by ${signal ?? `code ${code}`}.` }));
  });
  child.on('message', (answer: SliceAnswer | SliceFailure) => settle(answer));
  // Where it has ended already, that is told by its end.
  const send = (message: SliceSite | readonly string[]): unknown => child.send(message, () => undefined);
  send(site);
  return {
    make: (ids) => {
      const answer = new Promise<SliceAnswer | SliceFailure>((resolve) => {
        settle = resolve;
      });
      send(ids);
      return Promise.race([answer, ended]);
    },
    end: () => void child.kill(),
  };
};
