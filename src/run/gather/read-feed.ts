// Not by the door: the thread would load Markdown, too.

import { type CleanFeed, cleanFeed } from '../../clean/clean-feed.ts';
import type { Acceptance } from '../../fetch/index.ts';
import { defined } from '../../model/defined.ts';
import type { ScrapeSettings } from '../../model/pages.ts';
import type { ParseResult, Problem, Repair } from '../../model/types.ts';
import { parseFeed, scrapePage } from '../../parse/index.ts';
import type { FeedFace } from '../../site/index.ts';

/** A body to read, as it crosses to the worker. */
export interface ReadRequest {
  readonly body: Uint8Array;
  readonly url: string;
  readonly contentType?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The zone of dates without a time: the digest's. UTC when absent. */
  readonly timezone?: string;
  /** Set where the body is a page without a feed. */
  readonly scrape?: ScrapeSettings;
}

/** A feed that was parsed and cleaned. */
export interface ReadFeed {
  readonly kind: 'read';
  readonly feed: CleanFeed;
  readonly face: FeedFace;
  /** What the feed says of how it is asked. */
  readonly acceptance: Pick<Acceptance, 'schedule' | 'hubs' | 'newAddress'>;
  readonly repairs: readonly Repair[];
}

export type ReadAnswer = ReadFeed | { readonly kind: 'refused'; readonly problem: Problem };

function faceOf(feed: CleanFeed): FeedFace {
  const named = [feed.icon, feed.favicon].flatMap((url) => (/^https?:/i.test(url ?? '') ? [url ?? ''] : []));
  const icons = [...new Set(named)];
  return {
    ...defined({
      title: feed.title,
      home_page_url: feed.home_page_url,
      description: feed.description,
      language: feed.language,
    }),
    ...(icons.length > 0 && { icons }),
  };
}

function parse({ body, url, contentType, headers, timezone, scrape }: ReadRequest): ParseResult {
  const source = { url, headers, ...defined({ contentType, timezone }) };
  return scrape === undefined ? parseFeed(body, source) : scrapePage(body, source, scrape);
}

/** Bytes → clean items: the part of a run that a hostile feed could make slow or large, and so runs in a worker. */
export function readFeed(request: ReadRequest): ReadAnswer {
  const { url } = request;
  const parsed = parse(request);
  if ('problem' in parsed) return { kind: 'refused', problem: parsed.problem };
  const feed = cleanFeed(parsed.feed, { feedUrl: url });
  const { schedule, moved_to: newAddress } = parsed.feed._daybook;
  return {
    kind: 'read',
    feed,
    face: faceOf(feed),
    acceptance: {
      hubs: (parsed.feed.hubs ?? []).map((hub) => hub.url),
      ...defined({ schedule, newAddress }),
    },
    repairs: parsed.repairs,
  };
}
