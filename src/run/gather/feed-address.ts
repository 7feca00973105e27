import { type CleanFeed, plainText } from '../../clean/index.ts';
import { makeProber, makeUserAgent, type Probe, type ProbeQuestion, type Prober } from '../../fetch/index.ts';
import { defined } from '../../model/defined.ts';
import type { Problem, Repair } from '../../model/types.ts';
import { type Candidate, typicalOf } from '../../publisher/index.ts';
import type { GlobalOptions } from '../site-folder.ts';
import { version } from '../version.ts';
import { makeFeedReader } from './reader.ts';

/** Who asks for addresses that a person names, and how. */
interface Asking extends Pick<GlobalOptions, 'allowPrivateNetworks' | 'now'> {
  /** The page to name in the User-Agent; absent outside of a site folder. */
  readonly contact?: string;
  /** The longest body to take; 10 MB when absent. */
  readonly maxBytes?: number;
}

/** How addresses are asked that a person names, one after the other. */
export function askingFor({ allowPrivateNetworks, now, contact, maxBytes = 10_000_000 }: Asking) {
  return {
    settings: { concurrency: 4, timeoutMs: 30_000, maxBytes, intervalMs: 0, allowPrivateNetworks },
    userAgent: makeUserAgent({ version, ...defined({ contact }) }),
    now,
  };
}

/** Makes what asks single addresses for a command. */
export function proberFor(asking: Asking): Prober {
  return makeProber(askingFor(asking));
}

/** What an address gave, and how. */
interface Answered extends Pick<Probe, 'steps' | 'tookMs'> {
  /** The address that answered in the end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A feed that an address gave. */
export interface FoundFeed extends Answered {
  readonly kind: 'feed';
  readonly feed: CleanFeed;
  readonly repairs: readonly Repair[];
}

/** What an address turned out to be. `other`: a document that is not a feed, but may announce some. */
export type AddressAnswer =
  | FoundFeed
  | (Answered & { readonly kind: 'other'; readonly problem: Problem })
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Asks addresses and reads what they give, within the bounds of a fetch. */
export interface AddressReader {
  readonly read: (url: string) => Promise<AddressAnswer>;
  readonly close: () => Promise<void>;
}

/** How a body is read, and whether a page that leads on is followed to the feed in whose place it stands. */
type AddressReading = Parameters<typeof makeFeedReader>[0] & Pick<ProbeQuestion, 'followsPages'>;

export function makeAddressReader(prober: Prober, how: AddressReading = {}): AddressReader {
  const { followsPages = false } = how;
  const reader = makeFeedReader(how);
  // The reader's thread takes one body at a time.
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: async (address) => {
      const { outcome, steps, tookMs } = await prober.probe(address, { followsPages });
      if (outcome.kind === 'failed') return outcome;
      if (outcome.kind === 'not-modified') throw new Error('Nothing was asked conditionally.');
      const { url, headers, body } = outcome;
      const request = { body, url, headers, ...defined({ contentType: headers['content-type'] }) };
      const turn = last.then(() => reader.read(request));
      last = turn;
      const answer = await turn;
      const answered = { url, headers, body, steps, tookMs };
      if (answer.kind === 'refused') return { ...answered, kind: 'other', problem: answer.problem };
      return { ...answered, kind: 'feed', feed: answer.feed, repairs: answer.repairs };
    },
    close: async () => {
      await reader.close();
      await prober.close();
    },
  };
}

/** Characters of text in each item. */
export function textLengths(feed: CleanFeed): number[] {
  return feed.items.map((item) => Math.max(plainText(item.content_html).length, item.summary?.length ?? 0));
}

/**
 * The address to write down: the one that was asked, or where only permanent redirects led from there. RFC 9110,
 * sections 15.4.2 and 15.4.9.
 */
function lastingAddress(asked: string, { steps, url }: FoundFeed): string {
  const moved = steps.slice(0, -1);
  const isLasting = moved.length > 0 && moved.every((step) => step.status === 301 || step.status === 308);
  return isLasting ? url : asked;
}

export function candidateOf(asked: string, found: FoundFeed): Candidate {
  const { feed } = found;
  return {
    url: lastingAddress(asked, found),
    ...defined({ title: feed.title }),
    format: feed._daybook.format,
    items: feed.items.length,
    typicalLength: typicalOf(textLengths(feed)),
  };
}
