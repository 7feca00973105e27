import type { StoryReason } from '../model/types.ts';
import { likenessOf, minShared, sharesWord } from './story-likeness.ts';
import type { Profile } from './story-profile.ts';
import { type OpenStory, type Placed, pageWindowDays, type StoryWindow } from './story-window.ts';

/** What was decided of an item. */
export interface Decision {
  readonly story: OpenStory;
  readonly reason: StoryReason;
}

/** Words named in a reason: enough to judge by, few enough to read. */
const maxWordsInReason = 4;

function earlierFirst(a: OpenStory, b: OpenStory): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

function storiesOf(placed: readonly Placed[]): OpenStory[] {
  return [...new Set(placed.map(({ story }) => story))].sort(earlierFirst);
}

/** By the page that the item is or is about: the oldest story that is there or points there. */
function byOwnPage(profile: Profile, window: StoryWindow): Decision | undefined {
  const mentions = profile.pages.flatMap((page) =>
    window
      .mentions(page, profile)
      .filter((other) => other.profile.pages.includes(page) || !window.isCommonPage(page, profile)),
  );
  const [story] = storiesOf(mentions);
  return story && { story, reason: { kind: 'same-page' } };
}

/** Two items of one language that link to one page and have no word in common are not about what they link to. */
function isTellingLink(profile: Profile, { profile: other }: Placed, page: string): boolean {
  if (other.pages.includes(page) || profile.item.language !== other.item.language) return true;
  return sharesWord(profile, other);
}

/** By the pages that the item links to: one that leads to several stories is a list, and belongs to none. */
function byLinks(profile: Profile, window: StoryWindow): Decision | undefined {
  const mentions = profile.links.flatMap((page) =>
    window.isCommonPage(page, profile)
      ? []
      : window.mentions(page, profile).filter((other) => isTellingLink(profile, other, page)),
  );
  const [story, another] = storiesOf(mentions);
  return story && another === undefined ? { story, reason: { kind: 'links-to-it' } } : undefined;
}

/**
 * A feed's second item on a story follows up on what others tell too. Without that it is the next of a series, which
 * is alike by its form.
 */
function followsUp(profile: Profile, { profile: other, story }: Placed): boolean {
  if (profile.item.feed !== other.item.feed) return true;
  const confirmed = story.told?.confirmed ?? new Set<string>();
  let count = 0;
  for (const stem of profile.words.keys()) if (other.words.has(stem) && confirmed.has(stem)) count += 1;
  return count >= minShared;
}

/** By words: the most alike of the earlier items. */
function byWords(profile: Profile, window: StoryWindow): Decision | undefined {
  const weigh = window.weigher(profile);
  let best: { readonly score: number; readonly decision: Decision } | undefined;
  for (const placed of window.nominees(profile)) {
    const { profile: other, story } = placed;
    // A story that has run for weeks goes on by links; its words have become those of its subject.
    if (profile.day - story.day > pageWindowDays || window.isColumn(other)) continue;
    const likeness = likenessOf(profile, other, weigh);
    if (!likeness || !followsUp(profile, placed)) continue;
    const isBetter =
      best === undefined ||
      likeness.score > best.score ||
      (likeness.score === best.score && earlierFirst(story, best.decision.story) < 0);
    if (!isBetter) continue;
    const words = likeness.words.slice(0, maxWordsInReason);
    best = { score: likeness.score, decision: { story, reason: { kind: 'words', words } } };
  }
  return best?.decision;
}

/**
 * Which story an item joins among those of the items decided before it: by its own page, else by what it links to,
 * else by its words. `undefined`: none. A column that returns under one title joins by its own page only.
 */
export function decide(profile: Profile, window: StoryWindow): Decision | undefined {
  const own = byOwnPage(profile, window);
  if (own || window.isColumn(profile)) return own;
  return byLinks(profile, window) ?? byWords(profile, window);
}
