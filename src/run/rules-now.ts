import { plainText } from '../clean/index.ts';
import { builtInRules, compileRules, type Ruled } from '../digest/index.ts';
import type { Config, Day, FeedConfig, Item } from '../model/types.ts';

/** What the rules make of items, as of now; `undefined` of those that they hide. */
export function rulesNow(
  config: Pick<Config, 'rules' | 'timezone'>,
  now: string,
): (item: Item, day: Day, feed: FeedConfig | undefined) => Ruled | undefined {
  const apply = compileRules([...builtInRules, ...config.rules], { now, timezone: config.timezone });
  return (item, day, feed) => {
    const subject = {
      item,
      day,
      // Asked for only by rules that look at the content.
      get text(): string {
        return plainText(item.content_html);
      },
    };
    return apply(subject, feed);
  };
}
