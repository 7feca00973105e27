import type { Day, StoryPlace, StoryReason } from '../../model/types.ts';
import { type DigestItem, seenFirst } from '../digest-item.ts';
import { Frequencies, type Learned } from './frequencies.ts';
import { decide, maxMembers, reasonOf } from './join.ts';
import { KeptWords, type WordsInput } from './kept-words.ts';
import { Scale } from './likeness.ts';
import { bareProfileOf, dayNumber, names, type Pages, type Profile, profileOf, wordsOf } from './profile.ts';
import { bucketOf, isNear, type OpenStory, type Placed, StoryWindow } from './window.ts';

/** What a run is decided amid. */
interface Passing {
  /** The earliest day of the runs to come. */
  readonly laterDay: number;
  /** Whether items of a day are compared with any that is undecided. */
  readonly isCompared: (day: number) => boolean;
  /** The pages that undecided items are at, or link to; absent where those are too many to be told apart. */
  readonly pages: Pages | undefined;
}

const first: StoryReason = { kind: 'first' };

/** Decides items run by run. */
export class Grouping {
  readonly #window = new StoryWindow();
  readonly #frequencies = new Frequencies();
  readonly #places = new Map<string, StoryPlace>();
  /** Stories by key, also those that were joined with another. */
  readonly #stories = new Map<string, OpenStory>();
  readonly #counted: string;
  readonly #kept: KeptWords | undefined;
  #run = 0;

  constructor(learned: Learned | undefined, kept?: WordsInput) {
    if (learned) this.#frequencies.learn(learned);
    this.#counted = learned?.through ?? '';
    this.#kept = kept && new KeptWords(kept);
  }

  #profileOf(item: DigestItem, pages: Pages | undefined): Profile {
    const { lexicon } = this.#frequencies;
    return profileOf(item, pages, this.#kept?.of(item, lexicon) ?? wordsOf(item, lexicon));
  }

  /** Says which words will be asked for: those of a few items. Without it, all can be. */
  expect(items: readonly DigestItem[], pages: Pages): void {
    this.#window.expect(items.map((item) => this.#profileOf(item, pages).words));
  }

  /** Notes an item that was decided long before: which story it is in, and its title. Nothing is compared with it. */
  remember(item: DigestItem): void {
    this.#window.countTitle({ item });
    const story = this.#storyNamed(item.story?.key ?? item.key);
    story.isOld = true;
    if (story.key === item.key) story.day = dayNumber(item.day);
  }

  /** Whether an item is to be learned from. */
  #counts({ first_seen }: DigestItem): boolean {
    return first_seen >= this.#counted;
  }

  /** Decides a run's items. All of them count for each before it is decided. */
  take(run: readonly DigestItem[], { laterDay, isCompared, pages }: Passing): void {
    const { lexicon } = this.#frequencies;
    const profiles = run.map((item) =>
      this.#counts(item) || isCompared(dayNumber(item.day)) || names(item, pages)
        ? this.#profileOf(item, pages)
        : bareProfileOf(item, lexicon),
    );
    for (const profile of profiles) {
      this.#window.count(profile);
      if (this.#counts(profile.item)) this.#frequencies.count(profile);
    }
    this.#run += 1;
    const scale = new Scale(this.#run, this.#frequencies.habits);
    const joined: (readonly [Profile, Iterable<number>])[] = [];
    let week = Number.NEGATIVE_INFINITY;
    for (const profile of profiles) {
      if (bucketOf(profile.day) !== week) this.#forgetBefore(Math.min(profile.day, laterDay));
      week = bucketOf(profile.day);
      const told = this.#place(profile, scale);
      if (told) joined.push([profile, told]);
    }
    for (const [profile, told] of joined) this.#frequencies.discount(profile, told);
    this.#frequencies.fade();
  }

  /** Forgets what nothing to come can reach. */
  #forgetBefore(day: number): void {
    for (const placed of this.#window.forgetBefore(day)) {
      const { story } = placed;
      story.isOld = true;
      story.members.splice(story.members.indexOf(placed), 1);
      if (story.members.length === 0) this.#stories.delete(story.key);
    }
  }

  /** Answers with the words of an item that counts which its story told already. */
  #place(profile: Profile, scale: Scale): Iterable<number> | undefined {
    const { key, story: place } = profile.item;
    const decision = place ? undefined : decide(profile, this.#window, scale);
    let story = decision?.story ?? this.#storyNamed(place?.key ?? key);
    for (const other of decision?.also ?? []) story = this.#joinStories(story, other, scale);
    if (story.key === key) story.day = profile.day;
    const told = this.#counts(profile.item) ? toldBefore(profile, story) : undefined;
    const placed: Placed = { profile, story };
    story.members.push(placed);
    this.#window.index(placed);
    if (!place) this.#places.set(key, { key: story.key, reason: decision?.reason ?? first });
    return told;
  }

  /** Makes one story of two, under the key of the one that was seen first. */
  #joinStories(one: OpenStory, other: OpenStory, scale: Scale): OpenStory {
    const [a, b] = [one.members[0], other.members[0]];
    if (!a || !b) return one;
    const [older, younger] = seenFirst(a.profile.item, b.profile.item) < 0 ? [one, other] : [other, one];
    for (const member of younger.members) {
      const { item } = member.profile;
      const { reason, was = [] } = this.#places.get(item.key) ?? item.story ?? { reason: first };
      this.#places.set(item.key, {
        key: older.key,
        reason: reason.kind === 'first' ? reasonAmong(member, older, scale) : reason,
        was: [...was, younger.key],
      });
      member.story = older;
    }
    older.members.push(...younger.members);
    older.members.sort((x, y) => seenFirst(x.profile.item, y.profile.item));
    younger.members.length = 0;
    this.#stories.set(younger.key, older);
    return older;
  }

  /** A story whose first member lies before the window is older than anything in it. */
  #storyNamed(key: string): OpenStory {
    const known = this.#stories.get(key);
    if (known) return known;
    const story: OpenStory = { key, day: Number.NEGATIVE_INFINITY, members: [] };
    this.#stories.set(key, story);
    return story;
  }

  places(): ReadonlyMap<string, StoryPlace> {
    return this.#places;
  }

  learned(through: string): Learned {
    return this.#frequencies.learned(through);
  }

  /** By day: words to be kept, where those are other than what was. */
  kept(): ReadonlyMap<Day, string> {
    return this.#kept?.changed() ?? new Map();
  }
}

/** Why the first item of a story belongs to another. */
function reasonAmong({ profile }: Placed, story: OpenStory, scale: Scale): StoryReason {
  const found = story.members.map((member) => ({
    member: member.profile,
    sum: scale.likeness(profile, member.profile).sum,
  }));
  const [best] = found.sort((x, y) => y.sum - x.sum);
  return best ? reasonOf(profile, best.member, scale) : { kind: 'same-title' };
}

/** The words of an item that the latest of its story hold, too. */
function toldBefore(profile: Profile, { members }: OpenStory): Iterable<number> {
  const { lexicon, stems } = profile.words;
  if (members.length === 0 || stems.length === 0) return [];
  const near = members.map((member) => member.profile).filter((member) => isNear(profile, member));
  const told = new Set<number>();
  for (const { words } of near.slice(-maxMembers))
    if (words.lexicon === lexicon) for (const stem of words.stems) told.add(stem);
  return stems.filter((stem) => told.has(stem));
}
