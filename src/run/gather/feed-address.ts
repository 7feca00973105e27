import { type CleanFeed, plainText } from '../../clean/index.ts';
import { makeProber, makeUserAgent, type Probe, type Prober } from '../../fetch/index.ts';
import type { Problem, Repair } from '../../model/types.ts';
import { type Candidate, typicalOf } from '../../publisher/index.ts';
import type { GlobalOptions } from '../site-folder.ts';
import { version } from '../version.ts';
import { makeFeedReader } from './reader.ts';

/** Where people who look at their logs find out who asked. */
export const projectPage = 'https://www.npmjs.com/package/daybook';

/** How addresses are asked that a person names, one after the other. */
export function askingFor(
  { allowPrivateNetworks, now }: Pick<GlobalOptions, 'allowPrivateNetworks' | 'now'>,
  {
    contact = projectPage,
    maxBytes = 10_000_000,
  }: { readonly contact?: string; readonly maxBytes?: number } = {},
) {
  return {
    settings: { concurrency: 4, timeoutMs: 30_000, maxBytes, intervalMs: 0, allowPrivateNetworks },
    userAgent: makeUserAgent({ version, siteUrl: contact }),
    now,
  };
}

/** Makes what asks single addresses for a command. */
export function proberFor(...how: Parameters<typeof askingFor>): Prober {
  return makeProber(askingFor(...how));
}

/** A feed that an address gave. */
export interface FoundFeed {
  readonly kind: 'feed';
  readonly feed: CleanFeed;
  readonly format: string;
  readonly repairs: readonly Repair[];
  readonly probe: Probe;
  /** The address that answered in the end. */
  readonly url: string;
}

/** What an address turned out to be. */
export type AddressAnswer =
  | FoundFeed
  /** A document that is not a feed: its bytes, for what it may announce. */
  | {
      readonly kind: 'other';
      readonly url: string;
      readonly body: Uint8Array;
      readonly headers: Readonly<Record<string, string>>;
      readonly problem: Problem;
      readonly probe: Probe;
    }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly probe: Probe };

/** Asks addresses and reads what they give, within the bounds of a fetch. */
export interface AddressReader {
  readonly read: (url: string) => Promise<AddressAnswer>;
  readonly close: () => Promise<void>;
}

export function makeAddressReader(
  prober: Prober,
  how: Parameters<typeof makeFeedReader>[0] = {},
): AddressReader {
  const reader = makeFeedReader(how);
  // The reader's thread takes one body at a time.
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: async (address) => {
      const probe = await prober.probe(address);
      const { outcome } = probe;
      if (outcome.kind === 'failed') return { kind: 'failed', problem: outcome.problem, probe };
      if (outcome.kind === 'not-modified') throw new Error('Nothing was asked conditionally.');
      const { url, headers, body } = outcome;
      const contentType = headers['content-type'];
      const request = { body, url, headers, ...(contentType !== undefined && { contentType }) };
      const turn = last.then(() => reader.read(request));
      last = turn;
      const answer = await turn;
      if (answer.kind === 'refused')
        return { kind: 'other', url, body, headers, problem: answer.problem, probe };
      const { feed, repairs } = answer;
      return { kind: 'feed', feed, format: feed._daybook.format, repairs, probe, url };
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
function lastingAddress(asked: string, { probe, url }: FoundFeed): string {
  const moved = probe.steps.slice(0, -1);
  const isLasting = moved.length > 0 && moved.every((step) => step.status === 301 || step.status === 308);
  return isLasting ? url : asked;
}

export function candidateOf(asked: string, found: FoundFeed): Candidate {
  const { feed, format } = found;
  return {
    url: lastingAddress(asked, found),
    ...(feed.title !== undefined && { title: feed.title }),
    format,
    items: feed.items.length,
    typicalLength: typicalOf(textLengths(feed)),
  };
}
