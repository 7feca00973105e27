import { join } from 'node:path';
import { defined } from '../../model/defined.ts';
import type { Day, Problem } from '../../model/types.ts';
import { isPlausibleDay } from '../calendar.ts';
import { listDays, loadDay } from '../day/day-store.ts';
import type { StoredItem } from '../day/stored-item.ts';
import type { ArchiveFolder } from '../disk/files.ts';
import { recordedFeeds } from '../disk/state-path.ts';
import { Stop } from '../disk/stop.ts';
import { readFeedList } from '../known/known-feeds.ts';
import { knownFolder, openKnownIndex } from '../known/known-index.ts';
import { readTombstones, type Tombstones } from '../known/tombstones.ts';
import { doubtful, foldersForFiles, readFailed } from '../problems.ts';
import { listDamagedCopies } from './drop-items.ts';
import { hashesOfStored } from './rebuild.ts';
import { listFolders } from './set-aside.ts';

/** What `check` found, in numbers. */
export interface Verification {
  readonly days: number;
  readonly items: number;
  /** Feeds that have items. */
  readonly feeds: number;
  readonly revised: number;
  readonly backlog: number;
  /** Names of items in the indexes. */
  readonly known: number;
  /** Removal requests. */
  readonly tombstones: number;
  /** Copies of damaged files. */
  readonly copies: number;
  readonly first?: Day;
  readonly last?: Day;
  readonly problems: readonly Problem[];
}

interface VerifyInput extends ArchiveFolder {
  /** Ids of the configured feeds: state of any other feed without items is an orphan. */
  readonly feeds?: ReadonlySet<string>;
}

interface Findings {
  readonly problems: Problem[];
  /** Day by key. */
  readonly keys: Map<string, Day>;
  /** One hash by which each item must be found, by feed. */
  readonly names: Map<string, Map<string, string[]>>;
  readonly twice: string[];
  readonly misplaced: string[];
  readonly returned: string[];
  items: number;
  revised: number;
  backlog: number;
}

function checkItemOf(item: StoredItem, day: Day, findings: Findings, tombs: Tombstones): void {
  const { key, feed, revised, backlog, dated_by, first_seen } = item._daybook;
  findings.items += 1;
  if (revised !== undefined) findings.revised += 1;
  if (backlog !== undefined) findings.backlog += 1;
  const other = findings.keys.get(key);
  if (other === undefined) findings.keys.set(key, day);
  else findings.twice.push(`${key} on ${other} and ${day}`);
  const dated =
    dated_by === 'published' ? item.date_published : dated_by === 'first_seen' ? first_seen : undefined;
  if (dated !== undefined && !isPlausibleDay(day, dated)) findings.misplaced.push(`${key} on ${day}`);
  const hashes = hashesOfStored(item);
  if (tombs.feeds.has(feed) || tombs.names(hashes, item)) findings.returned.push(`${key} on ${day}`);
  const names = findings.names.get(feed) ?? new Map<string, string[]>();
  findings.names.set(feed, names);
  names.set(key, hashes);
}

async function readDays(input: VerifyInput, days: readonly Day[], tombs: Tombstones): Promise<Findings> {
  const findings: Findings = {
    problems: [],
    keys: new Map(),
    names: new Map(),
    twice: [],
    misplaced: [],
    returned: [],
    items: 0,
    revised: 0,
    backlog: 0,
  };
  for (const day of days) {
    const { items, problem } = await loadDay(input.fs, input.dir, day);
    if (problem !== undefined) findings.problems.push(problem);
    for (const item of items) checkItemOf(item, day, findings, tombs);
  }
  return findings;
}

async function checkIndexes(input: VerifyInput, findings: Findings, listed: Iterable<string>) {
  const damaged: string[] = [];
  // Items of the archive that the index does not find: they would be archived twice.
  const unknown: string[] = [];
  // Items of the index that the archive lacks.
  const lost = new Set<string>();
  let known = 0;
  for (const feed of [...new Set([...findings.names.keys(), ...listed])].sort()) {
    const index = await openKnownIndex(input.fs, input.dir, feed);
    if (index === undefined || !(await index.loadAll())) {
      damaged.push(feed);
      continue;
    }
    for (const [key, hashes] of findings.names.get(feed) ?? []) {
      if (!hashes.some((hash) => index.get(hash)?.key === key)) unknown.push(key);
    }
    for (const [, { key, day, version }] of index.entries()) {
      known += 1;
      const isExpected = version !== 'gone' && version !== 'lost';
      if (isExpected && findings.keys.get(key) !== day) lost.add(`${key} of ${day}`);
    }
  }
  return { known, damaged, unknown, lost: [...lost] };
}

/** Feeds that have state, but neither items nor a place in the configuration. */
async function findOrphans(input: VerifyInput, findings: Findings): Promise<string[]> {
  if (input.feeds === undefined) return [];
  const ids = await recordedFeeds(input.fs, input.dir);
  return ids.filter((id) => input.feeds?.has(id) === false && !findings.names.has(id));
}

const damage = {
  twice: {
    code: 'ARCHIVE_KEY_TWICE',
    one: 'item is in the archive twice',
    many: 'items are in the archive twice',
    why: 'Two branches were merged that both had fetched.',
  },
  misplaced: {
    code: 'ARCHIVE_WRONG_DAY',
    one: 'item lies on a day that is not its own',
    many: 'items lie on a day that is not theirs',
    why: 'A file was renamed, copied or edited by hand.',
  },
  returned: {
    code: 'ARCHIVE_FORGOTTEN_BACK',
    one: 'item is there although a removal request names it',
    many: 'items are there although a removal request names them',
    why: 'An older branch was merged.',
  },
  damaged: {
    code: 'ARCHIVE_INDEX_DAMAGED',
    one: 'feed lost its list of known items',
    many: 'feeds lost their list of known items',
    why: 'A file is missing, cut off or was edited.',
  },
  unknown: {
    code: 'ARCHIVE_INDEX_STALE',
    one: 'item is not in the list of known items',
    many: 'items are not in the list of known items',
    why: 'Two branches were merged that both had fetched.',
  },
  lost: {
    code: 'ARCHIVE_ITEM_LOST',
    one: 'item is known, but its line is not there',
    many: 'items are known, but their lines are not there',
    why: 'A file was damaged, edited or removed.',
  },
  orphans: {
    code: 'ARCHIVE_ORPHAN_STATE',
    one: 'feed has state, but no items and no configuration',
    many: 'feeds have state, but no items and no configuration',
    why: 'The feed was removed.',
  },
} as const;

/**
 * Reads the whole archive and its state, and tells what is there and what is wrong. Changes nothing. Memory grows with
 * the number of items (about 0.3 KB each).
 */
export async function verifyArchive(input: VerifyInput): Promise<Verification> {
  try {
    return await verifyAll(input);
  } catch (error) {
    const numbers = {
      days: 0,
      items: 0,
      feeds: 0,
      revised: 0,
      backlog: 0,
      known: 0,
      tombstones: 0,
      copies: 0,
    };
    const problem = error instanceof Stop ? error.problem : readFailed(error, input.dir);
    return { ...numbers, problems: [problem] };
  }
}

async function verifyAll(input: VerifyInput): Promise<Verification> {
  const { fs, dir } = input;
  const tombs = await readTombstones(fs, dir);
  const days = await listDays(fs, dir);
  const findings = await readDays(input, days, tombs);
  const indexes = await checkIndexes(input, findings, (await readFeedList(fs, dir)) ?? []);
  const orphans = await findOrphans(input, findings);
  const found = { ...findings, ...indexes, orphans };
  const folders = await listFolders(input);
  const problems = (['twice', 'misplaced', 'returned', 'damaged', 'unknown', 'lost', 'orphans'] as const)
    .filter((kind) => found[kind].length > 0)
    .map((kind) =>
      doubtful(damage[kind], found[kind], join(dir, kind === 'damaged' ? knownFolder('') : 'archive')),
    );
  const [first, last] = [days[0], days.at(-1)];
  return {
    days: days.length,
    items: findings.items,
    feeds: findings.names.size,
    revised: findings.revised,
    backlog: findings.backlog,
    known: indexes.known,
    tombstones: tombs.lines.size,
    copies: (await listDamagedCopies(fs, dir)).length,
    ...defined({ first, last }),
    problems: [
      ...(tombs.problem === undefined ? [] : [tombs.problem]),
      ...findings.problems,
      ...(folders.length > 0 ? [foldersForFiles(folders, dir)] : []),
      ...problems,
    ],
  };
}
