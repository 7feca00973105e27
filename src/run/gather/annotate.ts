import type { IncomingItem } from '../../archive/index.ts';
import type { CleanItem, Config, FeedConfig } from '../../model/types.ts';
import { rulesNow } from '../rules-now.ts';

/** Says of an item of a feed what the rules say of it. */
export type Annotate = (item: CleanItem, feed: FeedConfig) => IncomingItem;

/** Access and labels by the rules, as of now. Nothing is dropped here: the archive keeps what pages may hide. */
export function makeAnnotate(config: Config, now: string): Annotate {
  const apply = rulesNow(config, now);
  return (item, feed) => {
    const { freeAfterMs: _later, ...always } = feed;
    const day = (item.date_published ?? now).slice(0, 10);
    const extras = {
      feed: feed.id,
      key: '',
      first_seen: now,
      dated_by: 'first_seen',
      access: 'open',
    } as const;
    const ruled = apply({ ...item, id: item.id ?? '', _daybook: extras }, day, always);
    const labels = ruled?.labels ?? [];
    return { item, access: ruled?.access ?? 'open', ...(labels.length > 0 && { labels }) };
  };
}
