import type { StoryReason } from '../../model/types.ts';
import { contradict } from './conflict.ts';
import { type Likeness, noLikeness, type Scale } from './likeness.ts';
import { inTitle, isName, type Profile, textsOf } from './profile.ts';
import { isNear, type OpenStory, type Placed, pageWindowDays, type StoryWindow } from './window.ts';

/** What was decided of an item. */
interface Decision {
  readonly story: OpenStory;
  readonly reason: StoryReason;
  /** Other stories of which the item shows that they are this one. */
  readonly also: readonly OpenStory[];
}

/** How alike an item must be to a story, on average over its members, by the number of sources that it is compared with. */
const thresholds = [0.38, 0.35, 0.33];
/** How alike two stories must be that an item shows to be one. */
const mergeThreshold = 0.33;
/** Of how many unusual words the likeness must speak: two short titles can be alike in two words by chance. */
const minEvidence = 2.3;
/** What it counts that two items link to one page. */
const linkShare = 0.34;
/** Members of a story that an item is compared with: the latest ones. */
export const maxMembers = 12;
/** Words named in a reason: enough to judge by, few enough to read. */
const maxWordsInReason = 4;

function earlierFirst(a: OpenStory, b: OpenStory): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

function storiesOf(placed: readonly Placed[]): OpenStory[] {
  return [...new Set(placed.map(({ story }) => story))].sort(earlierFirst);
}

/** How a story speaks to an item: a sum of named parts, averaged over its members but for the link. */
interface Match {
  readonly story: OpenStory;
  readonly link: number;
  /** The mean of the members' likeness. */
  readonly likeness: number;
  readonly sources: number;
  /** Of the member that is most alike. */
  readonly best: Likeness;
  readonly member?: Profile | undefined;
  readonly compared: readonly Profile[];
}

/** The latest members in an item's own language, else those in others: those are alike by names alone. */
function comparable({ words: { lexicon } }: Profile, members: readonly Profile[]): readonly Profile[] {
  const own = members.filter(({ words }) => words.lexicon === lexicon);
  return (own.length > 0 ? own : members).slice(-maxMembers);
}

/** Whether all of a story can be compared. */
function isWhole({ day, isOld, members }: OpenStory): boolean {
  return Number.isFinite(day) && isOld !== true && members.length <= maxMembers;
}

class Matching {
  readonly #profile: Profile;
  readonly #window: StoryWindow;
  readonly #scale: Scale;

  constructor(profile: Profile, window: StoryWindow, scale: Scale) {
    this.#profile = profile;
    this.#window = window;
    this.#scale = scale;
  }

  /** Stories that are at the item's own page, or point there; the oldest first. */
  atOwnPage(): OpenStory[] {
    const profile = this.#profile;
    const mentions = profile.pages.flatMap((page) =>
      this.#window
        .mentions(page, profile)
        .filter((other) => other.profile.pages.includes(page) || !this.#window.isCommonPage(page, profile)),
    );
    return storiesOf(mentions);
  }

  /** What the pages count that the item links to. Where they lead to several stories it is a list, and they say nothing. */
  #links(): ReadonlyMap<OpenStory, number> {
    const profile = this.#profile;
    const counted = new Map<OpenStory, number>();
    for (const page of profile.links) {
      if (this.#window.isCommonPage(page, profile)) continue;
      for (const { story, profile: other } of this.#window.mentions(page, profile)) {
        const isTheirs = other.pages.includes(page) || other.words.lexicon !== profile.words.lexicon;
        counted.set(story, Math.max(counted.get(story) ?? 0, isTheirs ? 1 : linkShare));
      }
    }
    return counted.size === 1 ? counted : new Map();
  }

  #match(story: OpenStory, link: number): Match | undefined {
    const profile = this.#profile;
    const near = story.members.map((member) => member.profile).filter((member) => isNear(profile, member));
    const others = near.filter(({ item }) => item.feed !== profile.item.feed);
    const compared = comparable(profile, others);
    if (compared.length === 0 && link === 0) return undefined;
    let [sum, best, closest]: [number, Likeness, Profile | undefined] = [0, noLikeness, undefined];
    for (const member of compared) {
      const likeness = this.#scale.likeness(profile, member);
      sum += likeness.sum;
      if (closest && likeness.sum <= best.sum) continue;
      [best, closest] = [likeness, member];
    }
    return {
      story,
      link,
      likeness: compared.length === 0 ? 0 : sum / compared.length,
      sources: new Set(compared.map(({ item }) => item.feed)).size,
      best,
      member: closest,
      compared,
    };
  }

  #isAlike({ story, link, likeness, sources, best, compared }: Match): boolean {
    if (link >= 1) return true;
    const threshold = thresholds[Math.min(Math.max(sources, 1), thresholds.length) - 1] ?? 1;
    if (link + likeness < threshold || (link === 0 && best.evidence < minEvidence)) return false;
    // A story that has run for weeks goes on by links; its words have become those of its subject.
    if (link === 0 && this.#profile.day - story.day > pageWindowDays) return false;
    return !compared.some((member) => contradict(this.#profile, member));
  }

  /** The stories that the item can belong to, the likeliest first. */
  matches(): Match[] {
    const links = this.#links();
    const nominees = new Map<OpenStory, Profile[]>([...links.keys()].map((story) => [story, []]));
    for (const { story, profile } of this.#window.nominees(this.#profile))
      nominees.set(story, [...(nominees.get(story) ?? []), profile]);
    const isNominated = ({ story }: Match): boolean =>
      links.has(story) || nominees.get(story)?.some((other) => !this.#window.isColumn(other)) === true;
    return [...nominees.keys()]
      .map((story) => this.#match(story, links.get(story) ?? 0))
      .filter((match) => match !== undefined)
      .filter((match) => this.#isAlike(match) && isNominated(match))
      .sort((a, b) => b.link + b.likeness - (a.link + a.likeness) || earlierFirst(a.story, b.story));
  }

  /**
   * Whether two stories are one, as the item shows that joins the first: they are compared whole, by the mean of all
   * pairs.
   */
  areOne(one: OpenStory, other: OpenStory): boolean {
    if (![one, other].every(isWhole)) return false;
    let [sum, pairs] = [0, 0];
    const others = other.members.map(({ profile }) => profile);
    for (const a of [...one.members.map(({ profile }) => profile), this.#profile])
      for (const b of comparable(a, others)) {
        if (!isNear(a, b) || contradict(a, b)) return false;
        sum += this.#scale.likeness(a, b).sum;
        pairs += 1;
      }
    return pairs > 0 && sum / pairs >= mergeThreshold;
  }
}

/** The words of a script without spaces that stand side by side are one. */
function readable(words: readonly string[]): string[] {
  const found: string[] = [];
  for (const word of words) {
    const last = found.at(-1);
    if (
      last !== undefined &&
      word.length === 2 &&
      last.endsWith(word.charAt(0)) &&
      !/\p{Script=Latin}/u.test(word)
    )
      found[found.length - 1] = last + word.charAt(1);
    else found.push(word);
  }
  return found;
}

/** The words of an item as it first writes them, by their stems. */
function writtenWords({ item, words: { lexicon } }: Profile): ReadonlyMap<number, string> {
  const { title, lead } = textsOf(item);
  const written = new Map<number, string>();
  for (const { numbered, text } of [...title.words, ...lead.words]) {
    const stem = lexicon.stemOfForm(lexicon.numberOf(numbered));
    if (!written.has(stem)) written.set(stem, text);
  }
  return written;
}

function titleStems({ words }: Profile): string {
  const stems = words.stems.filter((_, place) => inTitle(words, place));
  return stems.sort().join(' ');
}

/** Why an item is about the same as another: the part of their likeness that weighs most. */
export function reasonOf(profile: Profile, other: Profile, scale: Scale): StoryReason {
  const { title, names, text } = scale.likeness(profile, other);
  const { words } = profile;
  if (words.lexicon === other.words.lexicon && title + names > 0 && titleStems(profile) === titleStems(other))
    return { kind: 'same-title' };
  const written = writtenWords(profile);
  const shared = scale.sharedStems(profile, other);
  const textOf = (stems: readonly number[]): string[] => stems.flatMap((stem) => written.get(stem) ?? []);
  const named = shared.filter((stem) => isName(words, words.stems.indexOf(stem)));
  if (named.length > 1 && names >= title && names >= text / 2)
    return { kind: 'names', words: textOf(named.slice(0, maxWordsInReason)) };
  const common = readable(textOf(shared)).slice(0, maxWordsInReason);
  // Two reports of one story can be alike by parts of words alone: then it is what the title is about.
  return { kind: 'words', words: common.length > 0 ? common : [profile.item.title] };
}

/**
 * Which story an item joins among those of the items decided before it: by its own page, else the one that a sum of
 * parts speaks for most. `undefined`: none. A column that returns under one title joins by its own page only.
 */
export function decide(profile: Profile, window: StoryWindow, scale: Scale): Decision | undefined {
  const matching = new Matching(profile, window, scale);
  const [own] = matching.atOwnPage();
  if (own) return { story: own, reason: { kind: 'same-page' }, also: [] };
  if (window.isColumn(profile)) return undefined;
  const [best, ...others] = matching.matches();
  if (!best) return undefined;
  const also = others
    .filter(({ link }) => link === 0)
    .map(({ story }) => story)
    .filter((story) => matching.areOne(best.story, story));
  const reason: StoryReason =
    best.link > 0 || !best.member ? { kind: 'links-to-it' } : reasonOf(profile, best.member, scale);
  return { story: best.story, reason, also };
}
