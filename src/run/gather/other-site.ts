import { defined } from '../../model/defined.ts';
import type { FeedConfig, Problem } from '../../model/types.ts';
import { bareHost, shownAddress } from '../../model/url.ts';
import type { FeedFace } from '../../site/index.ts';

/** What a feed said of itself, and of what site: nothing can be told without both. */
interface Site {
  readonly title: string;
  readonly host: string;
}

function siteOf({ title, home_page_url }: FeedFace): Site | undefined {
  const host = bareHost(home_page_url ?? '');
  const site = defined({ title, host });
  return site.title && site.host ? { title: site.title, host: site.host } : undefined;
}

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

function areOthers(one: Site, other: Site): boolean {
  const isPart = one.host.endsWith(`.${other.host}`) || other.host.endsWith(`.${one.host}`);
  if (one.host === other.host || isPart) return false;
  const words = wordsOf(one.title);
  return ![...wordsOf(other.title)].some((word) => words.has(word));
}

/**
 * Says that another site stands at a feed's address: its host and all words of its title are others, and the document has
 * items, none of which is known. Domains that ran out are sold so; a site that moves keeps its items or its name.
 *
 * @param known how many of the document's items were known before
 */
export function otherSite(
  feed: Pick<FeedConfig, 'id' | 'url' | 'where'>,
  { before, now, known, added }: { before: FeedFace; now: FeedFace; known: number; added: number },
): Problem | undefined {
  const [was, is] = [siteOf(before), siteOf(now)];
  if (was === undefined || is === undefined || known > 0 || added === 0 || !areOthers(was, is))
    return undefined;
  return {
    code: 'FEED_OTHER_SITE',
    what: `The feed "${feed.id}" now belongs to another site.`,
    where: `${feed.where} → ${shownAddress(feed.url)}`,
    why: `It was "${was.title}" of ${was.host}, and is "${is.title}" of ${is.host}; none of its items was known.`,
    fix: `If its domain was sold, remove it with "daybook remove ${feed.id}"; otherwise you need not do anything.`,
    kept: 'Its earlier items, under its new name unless daybook.yaml gives it a title.',
  };
}
