import type { Story } from '../../digest/index.ts';
import { addressOf } from '../content/item-address.ts';
import type { Site } from '../site.ts';
import { permalinkPath } from '../views/item-view.ts';
import { changedAt } from './dated-editions.ts';
import { sourceTitle } from './edition-parts.ts';
import { jsonDocument } from './xml.ts';

/** The file names so many stories: it stays light however many years there are. Each has its page and its feed. */
const maxStories = 500;

function storyOf({ key, members }: Story, site: Site): object {
  const items = members.map(({ item }) => item);
  return {
    key,
    title: items[0]?.title,
    url: site.absolute(`/story/${key}/`),
    ...(site.config.outputs.feeds.story.includes('atom') && {
      feed_url: site.absolute(`/story/${key}/feed.xml`),
    }),
    sources: new Set(items.map((item) => item.feed)).size,
    updated: changedAt(items),
    items: members.map(({ item, reason }) => ({
      id: site.absolute(permalinkPath(item)),
      url: addressOf(item, site),
      title: item.title,
      date_published: item.date,
      source: { id: item.feed, title: sourceTitle(item, site) },
      reason: reason.kind,
      words: 'words' in reason ? reason.words : undefined,
    })),
  };
}

/** `/stories/index.json`: which items are about the same thing, and why; the story that changed last comes first. */
export function storiesIndex(site: Site): string {
  const stories = [...site.ledger.stories()]
    .sort(([keyA, a], [keyB, b]) =>
      a.changed === b.changed ? (keyA < keyB ? -1 : 1) : a.changed < b.changed ? 1 : -1,
    )
    .slice(0, maxStories)
    .flatMap(([key]) => site.ledger.story(key) ?? []);
  return jsonDocument({
    $schema: site.absolute('/schemas/stories.schema.json'),
    version: 1,
    title: site.config.title,
    home_page_url: site.absolute('/'),
    stories: stories.map((story) => storyOf(story, site)),
  });
}
