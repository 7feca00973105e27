import {
  type DigestItem,
  groupStories,
  layOut,
  type PlacedItem,
  type Story,
} from '../../src/digest/index.ts';
import { itemOf, type Labelled, readLabelled } from './labelled.ts';

const files = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const labelled = files.flatMap(readLabelled);
const byId = new Map(labelled.map((one) => [one.id, one]));
const front = 4;

function byDay(items: readonly DigestItem[]): Map<string, DigestItem[]> {
  const days = new Map<string, DigestItem[]>();
  for (const item of items) days.set(item.day, [...(days.get(item.day) ?? []), item]);
  return days;
}

/** How many sources report each true story on a day. */
function sizesOn(items: readonly DigestItem[]): Map<string, number> {
  const feeds = new Map<string, Set<string>>();
  for (const { key, feed } of items) {
    const story = byId.get(key)?.group ?? key;
    feeds.set(story, (feeds.get(story) ?? new Set<string>()).add(feed));
  }
  return new Map([...feeds].map(([story, { size }]) => [story, size]));
}

function storyOfPlaced({ item }: PlacedItem): string {
  return byId.get(item.key)?.group ?? item.key;
}

const items = labelled.map((one: Labelled) => itemOf(one, one.date));
const storyOf = new Map<string, Story>();
for (const story of groupStories(items)) for (const { item } of story.members) storyOf.set(item.key, story);
let [found, wanted, editions] = [0, 0, 0];
for (const [, own] of [...byDay(items)].sort()) {
  const { lead, seconds } = layOut({
    items: own,
    sections: [],
    storyOf: ({ key }) => storyOf.get(key),
    hasPage: () => true,
    sourceTitle: (feed) => feed,
  });
  const first = [...(lead ? [lead] : []), ...seconds];
  const sizes = sizesOn(own);
  // Stories of one source are not larger than others: only those of several are looked for among the first.
  const large = [...sizes.values()]
    .filter((size) => size > 1)
    .sort((a, b) => b - a)
    .slice(0, front);
  if (first.length < front || large.length === 0) continue;
  const least = large.at(-1) ?? 0;
  editions += 1;
  wanted += large.length;
  const shown = new Set(first.map(storyOfPlaced).filter((story) => (sizes.get(story) ?? 0) >= least));
  found += Math.min(large.length, shown.size);
}
console.log(
  `${editions} days with a front page: ${found} of their ${wanted} largest stories lead (${(found / wanted).toFixed(3)}).`,
);
