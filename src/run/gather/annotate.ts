import type { IncomingItem } from '../../archive/index.ts';
import { plainText } from '../../clean/plain-text.ts';
import { type ApplyRules, builtInRules, compileRules } from '../../digest/index.ts';
import type { CleanItem, Config, FeedConfig } from '../../model/types.ts';

/** Says of an item of a feed what the rules say of it. */
export type Annotate = (item: CleanItem, feed: FeedConfig) => IncomingItem;

export function makeAnnotate({ config, now }: { readonly config: Config; readonly now: string }): Annotate {
  const apply = compileRules([...builtInRules, ...config.rules], { now, timezone: config.timezone });
  return (item, feed) => annotate(item, feed, apply, now);
}

/** Access and labels by the rules, as of now. Nothing is dropped here: the archive keeps what pages may hide. */
function annotate(item: CleanItem, feed: FeedConfig, apply: ApplyRules, now: string): IncomingItem {
  const { freeAfterMs: _later, ...always } = feed;
  const day = (item.date_published ?? now).slice(0, 10);
  const extras = { feed: feed.id, key: '', first_seen: now, dated_by: 'first_seen', access: 'open' } as const;
  const subject = {
    item: { ...item, id: item.id ?? '', _daybook: extras },
    day,
    // Asked for only by rules that look at the content.
    get text(): string {
      return plainText(item.content_html);
    },
  };
  const ruled = apply(subject, always);
  const labels = ruled?.labels ?? [];
  return { item, access: ruled?.access ?? 'open', ...(labels.length > 0 && { labels }) };
}
