import { type Edits, editStories, itemsNamed, namesOf, noEdits, resolveEdits } from '../../digest/index.ts';
import type { Day, EditorFile } from '../../model/types.ts';
import type { KeptItem } from './day-entry.ts';
import { type EditedStories, noEditedStories, type Place } from './ledger-index.ts';
import type { LedgerState } from './ledger-state.ts';
import { type StoryRecord, type StoryRef, storyRefOf } from './stories.ts';

/** What of some names a day holds. Its items are read only where its text has one of them. */
function namedOn(day: Day, names: readonly string[], state: LedgerState): Map<string, Place[]> {
  const likely = names.filter((name) => state.mentions(day, name.slice(name.lastIndexOf('#') + 1)));
  if (likely.length === 0) return new Map();
  const items = state.entry(day).items.map(({ item }) => item);
  return new Map(
    [...itemsNamed(likely, items)].map(([name, found]) => [name, found.map(({ key }): Place => [day, key])]),
  );
}

/** Looks for what editors name: new names everywhere, the others in the days that were made again. */
function findNamed(files: readonly EditorFile[], made: ReadonlySet<Day>, state: LedgerState): void {
  const { index } = state;
  const names = [...new Set(files.flatMap(namesOf).map(({ name }) => name))];
  const fresh = names.filter((name) => !index.named.has(name));
  const known = names.filter((name) => index.named.has(name));
  const found = new Map<string, Place[]>(
    names.map((name) => [name, (index.named.get(name) ?? []).filter(([day]) => !made.has(day))]),
  );
  for (const day of [...index.days.keys()].sort()) {
    const wanted = made.has(day) ? [...fresh, ...known] : fresh;
    if (wanted.length === 0) continue;
    for (const [name, places] of namedOn(day, wanted, state)) found.get(name)?.push(...places);
  }
  for (const places of found.values()) places.sort(([a], [b]) => (a < b ? -1 : 1));
  index.named = found;
}

function namedItems(state: LedgerState): KeptItem[] {
  const places = new Map([...state.index.named.values()].flat().map((place) => [place.join(' '), place]));
  return [...places.values()].flatMap(([day, key]) => state.item(day, key) ?? []);
}

/** What editors say, with the items that they name. */
export function readEdits(files: readonly EditorFile[], made: ReadonlySet<Day>, state: LedgerState): Edits {
  findNamed(files, made, state);
  if (files.length === 0) return noEdits;
  const items = namedItems(state);
  return resolveEdits(
    files,
    items.map(({ item }) => item),
  );
}

/** Stories that editors' `merge` and `split` change, as they leave them. */
export function editedStories(edits: Edits, state: LedgerState): EditedStories {
  if (edits.merge.length === 0 && edits.split.length === 0) return noEditedStories;
  const wanted = new Set([...edits.merge.flat(), ...edits.split]);
  const places = [...state.index.named.values()].flat().filter(([, key]) => wanted.has(key));
  const items = new Map<string, KeptItem>();
  for (const [day, key] of places) {
    const kept = state.item(day, key);
    if (kept && kept.dropped !== true) items.set(key, kept);
  }
  const decided = new Map<string, StoryRecord>();
  for (const { item } of items.values()) {
    const story = item.story && state.decidedStory(item.story.key);
    if (item.story && story && story.members.length > 1) decided.set(item.story.key, story);
  }
  const { stories, aliases } = editStories<StoryRef>(
    [...decided].map(([key, { members }]) => ({
      key,
      members: members.map((ref) => ({ item: ref, reason: ref.reason })),
    })),
    edits,
    (key) => {
      const kept = items.get(key);
      return kept && storyRefOf(kept);
    },
  );
  const after = new Map(
    stories.map(({ key, members }): [string, StoryRecord] => [
      key,
      { members: members.map(({ item, reason }) => ({ ...item, reason })), edited: true },
    ]),
  );
  const membersIn = (story: StoryRecord | undefined): string | undefined => JSON.stringify(story?.members);
  const changed = [...after].filter(([key, story]) => membersIn(story) !== membersIn(decided.get(key)));
  return { stories: new Map(changed), aliases, storyOf: placesIn(after, decided) };
}

function placesIn(
  after: ReadonlyMap<string, StoryRecord>,
  decided: ReadonlyMap<string, StoryRecord>,
): Map<string, string | undefined> {
  const storyOf = new Map<string, string | undefined>();
  for (const { members } of decided.values()) for (const { key } of members) storyOf.set(key, undefined);
  for (const [story, { members }] of after) for (const { key } of members) storyOf.set(key, story);
  return storyOf;
}
