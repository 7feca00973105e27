import type { OpmlFeed } from '../../config/index.ts';
import type { Problem } from '../../model/types.ts';
import { decodeDocument } from '../../parse/index.ts';
import type { ReadRequest } from './read-feed.ts';

/** A list of feeds to read, as it crosses to the worker. */
export interface ListRequest extends Pick<ReadRequest, 'body' | 'url' | 'contentType'> {
  readonly kind: 'list';
}

export type ListAnswer =
  | {
      readonly kind: 'list';
      readonly feeds: readonly OpmlFeed[];
      /** Notices of what was mended or left out. */
      readonly notes: readonly Problem[];
    }
  | { readonly kind: 'refused'; readonly problem: Problem };

function unusable(url: string, why: string): ListAnswer {
  return {
    kind: 'refused',
    problem: {
      code: 'OPML_UNREADABLE',
      what: 'Could not read the list of feeds.',
      where: url,
      why,
      fix: 'Ask the owner of the list, or name another one.',
    },
  };
}

/**
 * Bytes → feeds of an OPML document from elsewhere, all or nothing: a list that suddenly names none, or more than
 * anybody keeps, is an accident or an attack, and the one before is better than either.
 */
export async function readList({ body, url, contentType }: ListRequest): Promise<ListAnswer> {
  // Loaded here, because the thread that reads feeds has no other use for it.
  const { maxListFeeds, parseOpml } = await import('../../config/index.ts');
  const read = parseOpml(decodeDocument(body, contentType).text, url);
  if ('problem' in read) return { kind: 'refused', problem: read.problem };
  const { feeds, notes } = read;
  if (feeds.length === 0) return unusable(url, 'It names no feed.');
  if (feeds.length > maxListFeeds) return unusable(url, `It names more than ${maxListFeeds} feeds.`);
  return { kind: 'list', feeds, notes };
}
