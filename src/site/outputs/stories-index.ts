import type { Story } from '../../digest/index.ts';
import { addressOf } from '../item-address.ts';
import type { Site } from '../site.ts';
import { permalinkPath } from '../views/item-view.ts';
import { sourceTitle } from './issue-parts.ts';
import { changedAt } from './issues.ts';
import { jsonDocument } from './xml.ts';

function storyOf({ key, members }: Story, site: Site): object {
  const items = members.map(({ item }) => item);
  return {
    key,
    title: items[0]?.title,
    url: site.absolute(`/story/${key}/`),
    feed_url: site.absolute(`/story/${key}/feed.json`),
    sources: new Set(items.map((item) => item.feed)).size,
    updated: changedAt(items),
    items: members.map(({ item, reason }) => ({
      id: site.absolute(permalinkPath(item)),
      url: addressOf(item, site),
      title: item.title,
      date_published: item.date,
      source: { id: item.feed, title: sourceTitle(item, site) },
      reason: reason.kind,
      words: reason.kind === 'words' ? reason.words : undefined,
    })),
  };
}

/** `/stories/index.json`: which items are about the same thing, and why; the story that changed last comes first. */
export function storiesIndex(site: Site): string {
  const stories = [...site.corpus.stories.values()]
    .map((story) => ({ story, updated: changedAt(story.members.map(({ item }) => item)) }))
    .sort((a, b) => Date.parse(b.updated) - Date.parse(a.updated) || (a.story.key < b.story.key ? -1 : 1));
  return jsonDocument({
    $schema: site.absolute('/schemas/stories.schema.json'),
    version: 1,
    title: site.config.title,
    home_page_url: site.absolute('/'),
    stories: stories.map(({ story }) => storyOf(story, site)),
  });
}
