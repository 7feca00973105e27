import type { Problem } from '../model/types.ts';
import { shownAddress } from '../model/url.ts';
import type { FetchFault } from './fault.ts';
import { faults } from './fault-table.ts';
import type { FetchJob } from './types.ts';

/** What a fault says, with its detail in its place. */
export function wordsOf({ code, detail }: FetchFault): Pick<Problem, 'why' | 'fix'> {
  const { why, fix } = faults[code];
  return { why: why.replace('%', () => detail).replace(/ \(\)/, ''), fix };
}

/** The fault as a problem of this feed, in whole sentences and without credentials. */
export function toProblem(fault: FetchFault, job: FetchJob): Problem {
  return {
    code: fault.code,
    what: `Could not fetch ${nameOf(job)}.`,
    where: `${job.feed.where} → ${shownAddress(job.feed.url)}`,
    ...wordsOf(fault),
  };
}

/** A feed's own title, where it is configured; else its address, which people know better than an id made of it. */
function nameOf({ feed }: FetchJob): string {
  return feed.title === undefined ? shownAddress(feed.url) : `"${feed.title}"`;
}
