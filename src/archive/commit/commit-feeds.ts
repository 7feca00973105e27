import { join } from 'node:path';
import { parseJson } from '../../model/json.ts';
import { isRecord } from '../../model/record.ts';
import { remembered } from '../../model/remember.ts';
import type { Day, Problem } from '../../model/types.ts';
import { type DayDraft, linesOfFeed, openDay } from '../day/day-draft.ts';
import { feedPattern } from '../day/item-patterns.ts';
import type { IncomingItem, StoredItem } from '../day/stored-item.ts';
import { statePath } from '../disk/state-path.ts';
import { nameItems } from '../identity/identity.ts';
import { allHashes } from '../identity/match.ts';
import type { Indexes } from '../known/open-indexes.ts';
import { type Tombstones, tombstonePath } from '../known/tombstones.ts';
import { feedForgotten } from '../problems.ts';
import type { CommitInput } from './commit.ts';
import { type PlannedItem, planFeed } from './commit-plan.ts';
import { none, type Tally } from './counts.ts';

function storedReader(input: CommitInput): (day: Day, key: string) => Promise<StoredItem | undefined> {
  let last: { day: Day; draft: DayDraft } | undefined;
  return async (day, key) => {
    if (last?.day !== day || !last.draft.canGet(key)) {
      last = { day, draft: (await openDay(input.fs, input.dir, day, [key])).draft };
    }
    return last.draft.get(key);
  };
}

/** Whether all that is there of a feed came from another program: what it brings first is its backlog all the same. */
async function isUnfetched({ fs, dir }: CommitInput, feed: string): Promise<boolean> {
  const state = parseJson(await fs.read(join(dir, statePath(feed))));
  return isRecord(state) && state.imported === true;
}

export interface PlanContext {
  readonly indexes: Indexes;
  readonly tombs: Tombstones;
  readonly tally: Tally;
  readonly problems: Problem[];
}

/** What the items of a run change, feed by feed in the order of their ids. */
export async function planFeeds(
  input: CommitInput,
  { indexes, tombs, tally, problems }: PlanContext,
): Promise<readonly PlannedItem[]> {
  const calendar = await input.calendar();
  const readStored = storedReader(input);
  const changes: PlannedItem[] = [];
  const feeds = [...input.batch.feeds].sort((one, other) => (one.feed < other.feed ? -1 : 1));
  for (const { feed, items, isOlder, isImport } of feeds) {
    if (!feedPattern.test(feed)) throw new Error(`Not a feed id: ${feed}`);
    if (tombs.feeds.has(feed)) {
      problems.push(feedForgotten(feed, join(input.dir, tombstonePath)));
      tally.set(feed, { ...none(), refused: items.length });
      continue;
    }
    const named = nameItems(items, input.nowMs);
    const hashes = named.flatMap((item) => allHashes(feed, item));
    const { index, isNewFeed } = await indexes.open(feed, hashes);
    const isFirst = isNewFeed || isImport === true || (await isUnfetched(input, feed));
    const { nowMs } = input;
    const keepFromMs = input.keepFromMs(feed);
    const isForgotten = (names: readonly string[], incoming: IncomingItem): boolean =>
      tombs.names(names, incoming.item);
    const plan = await planFeed({
      feed,
      named,
      index,
      isNewFeed: isFirst,
      calendar,
      nowMs,
      keepFromMs,
      isForgotten,
      readStored,
      readOwn: remembered((day: Day) => linesOfFeed(input.fs, input.dir, day, feed)),
      ...((isOlder || isImport) && { isOlder: true }),
      ...(isImport && { isImport }),
    });
    tally.set(feed, { ...none(), unchanged: plan.unchanged, refused: plan.refused });
    for (const change of plan.changes) changes.push(change);
  }
  return changes;
}
