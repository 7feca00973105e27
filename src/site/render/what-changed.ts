import { textHash } from '../../model/text-hash.ts';
import type { Day } from '../../model/types.ts';
import type { Changes } from '../content/update-ledger.ts';
import { extraName, type Unit } from '../unit.ts';
import {
  type BuildRecord,
  eachInput,
  filesIn,
  type UnitLine,
  type WrittenFile,
  withFiles,
} from './build-record.ts';
import type { OutputFolder } from './output.ts';
import { isLedgerChange, isOfLedger, ownFile, type VersionOf, versionSince } from './versions.ts';

/** Why a unit is made, as it is shown: `day:2026-05-18 changed`. */
export type Reason = string;

export interface PlanInput {
  readonly units: readonly Unit[];
  /** What the last rendering was made from. */
  readonly last: BuildRecord | undefined;
  /** Versions of what every page is made from. */
  readonly common: Readonly<Record<string, string>>;
  /** With what units say themselves: {@link withExtras}. */
  readonly versionOf: VersionOf;
  /** What of the ledger is another one than when the last rendering was made. */
  readonly changes: Changes;
  readonly output: Pick<OutputFolder, 'holds'>;
  /** Paths of the publisher's own files. */
  readonly own: ReadonlySet<string>;
  /** Make all, changed or not. */
  readonly all: boolean;
  /** The files that are looked at, whether they are as they were left. */
  readonly turn: Turn;
  /** Days of which the archive lost items: their bodies are nowhere but in the site. */
  readonly lostDays: ReadonlySet<Day>;
}

/** What has to be made, and what stays. */
export interface Plan {
  readonly dirty: ReadonlyMap<string, Reason>;
  /** Units of the last rendering that do not stay as they are: they are made again, or are none any more. */
  readonly gone: ReadonlySet<string>;
  /** Units that stay, of which a file has another time than it had. */
  readonly seen: ReadonlyMap<string, UnitLine>;
  /** Why all is made, where it is. */
  readonly whole: Reason | undefined;
  /** Files that were not as the last rendering left them. */
  readonly mended: number;
}

const commonNames: Readonly<Record<string, string>> = {
  code: 'another version of Daybook or Node.js',
  templates: 'a template or style changed',
  config: 'the configuration changed',
  site: 'what all pages show changed',
};

function reasonForAll({ last, common, all, changes }: Compared): Reason | undefined {
  if (all) return 'asked for with --all';
  if (!last || changes === 'all') return 'nothing is known of an earlier rendering';
  const changed = Object.keys(common).find((name) => common[name] !== last.head.common[name]);
  return changed === undefined ? undefined : (commonNames[changed] ?? changed);
}

/** Versions of the site's inputs and of what units say themselves. */
export function withExtras(units: readonly Unit[], versionOf: VersionOf): VersionOf {
  const extras = new Map<string, string>();
  for (const unit of units) if (unit.extra !== undefined) extras.set(extraName(unit), unit.extra);
  return (input) => extras.get(input) ?? (input.startsWith('extra:') ? '' : versionOf(input));
}

/** Why a unit is made, by the first two of its inputs that changed. */
function reasonFor(
  line: UnitLine,
  names: readonly string[],
  isChanged: readonly boolean[],
): Reason | undefined {
  let [first, count] = ['', 0];
  eachInput(line, (input) => {
    if (isChanged[input] !== true) return true;
    count += 1;
    if (count === 1) first = names[input] ?? '';
    return count < 2;
  });
  if (count === 0) return undefined;
  if (count === 2) return `${first} and others changed`;
  return `${first.startsWith('extra:') ? 'what it is made from' : first} changed`;
}

type Compared = Omit<PlanInput, 'output' | 'own' | 'turn' | 'lostDays'>;

/** Which of all inputs are others than at the last rendering, by their numbers. */
function changedInputs({ inputs }: BuildRecord, { changes, versionOf }: Compared): boolean[] {
  const versionNow = versionSince(versionOf, changes);
  return inputs.names.map((name, at) => {
    if (isOfLedger(name)) return isLedgerChange(name, changes);
    const version = inputs.versions[at];
    return name !== '' && versionNow(name, version) !== version;
  });
}

/** What of all that a site consists of has to be made again, and why: the rest stays as it is. */
export function dirtyUnits(input: Compared): ReadonlyMap<string, Reason> {
  const { units, last } = input;
  const whole = reasonForAll(input);
  if (whole !== undefined || !last) return new Map(units.map(({ id }) => [id, whole ?? 'new']));
  const isChanged = changedInputs(last, input);
  const dirty = new Map<string, Reason>();
  for (const { id } of units) {
    const line = last.lines.get(id);
    const reason = line === undefined ? 'new' : reasonFor(line, last.inputs.names, isChanged);
    if (reason !== undefined) dirty.set(id, reason);
  }
  return dirty;
}

/** Which part of a large site is looked at in a run: one of `of`, in turn. */
export interface Turn {
  readonly at: number;
  readonly of: number;
}

function isLookedAt(id: string, { at, of }: Turn): boolean {
  if (of === 1) return true;
  return (textHash(id) >>> 0) % of === at % of;
}

/**
 * A day's own page is the only place that still has the bodies of lost items: made again, it would lack them. Only a
 * change of the day itself, such as an item that is removed on purpose, goes before.
 */
function hasLostBodies(id: string, { lostDays, changes }: Pick<PlanInput, 'lostDays' | 'changes'>): boolean {
  const day = id.slice(1, 11).replaceAll('/', '-');
  return lostDays.has(day) && (changes === 'all' || !changes.has(`day:${day}`));
}

/** Files of the publisher's own that stand in place of a unit's since the last rendering. */
function newlyOwn({ own, last }: PlanInput): ReadonlySet<string> {
  const before = new Set(last?.head.own);
  return new Set([...own].filter((path) => !before.has(path)));
}

/** Ids of the last rendering that no unit has any more. */
function formerIds(last: BuildRecord, units: readonly Unit[]): string[] {
  const ids = new Set(units.map(({ id }) => id));
  return [...last.lines.keys()].filter((id) => !ids.has(id));
}

/** A unit as it stays; `undefined` where it is made again. */
function staying(id: string, line: UnitLine, isDirty: boolean, input: PlanInput): UnitLine | undefined {
  if (isDirty) return hasLostBodies(id, input) ? asFound(line, input.output) : undefined;
  return isLookedAt(id, input.turn) ? asFound(line, input.output) : line;
}

/** Plans a rendering: what changed, and what is not as the last one left it. */
export function planUnits(input: PlanInput): Plan {
  const { units, last } = input;
  const dirty = new Map(dirtyUnits(input));
  const gone = new Set<string>();
  const seen = new Map<string, UnitLine>();
  const own = newlyOwn(input);
  let [known, mended] = [0, 0];
  for (const { id } of units) {
    const line = last?.lines.get(id);
    if (line === undefined) continue;
    known++;
    const covered = own.size === 0 ? undefined : filesIn(line).find(([path]) => own.has(path));
    if (covered && !dirty.has(id)) dirty.set(id, `${ownFile(covered[0])} changed`);
    const isDirty = dirty.has(id);
    const found = staying(id, line, isDirty, input);
    if (found !== undefined) {
      dirty.delete(id);
      if (found !== line) seen.set(id, found);
      continue;
    }
    gone.add(id);
    if (isDirty) continue;
    dirty.set(id, 'its file was missing or not as it was left');
    mended++;
  }
  if (last && known < last.lines.size) for (const id of formerIds(last, units)) gone.add(id);
  return { dirty, gone, seen, whole: reasonForAll(input), mended };
}

/** The units of the last rendering that stay, with their files as they are now. */
export function* keptLines(last: BuildRecord | undefined, { gone, seen }: Plan): Generator<UnitLine> {
  for (const [id, line] of last?.lines ?? []) if (!gone.has(id)) yield seen.get(id) ?? line;
}

/** The units of the last rendering that do not stay, as they were. */
export function* goneLines(last: BuildRecord | undefined, { gone }: Plan): Generator<UnitLine> {
  for (const id of gone) {
    const line = last?.lines.get(id);
    if (line !== undefined) yield line;
  }
}

/** A unit with its files as they lie there; `undefined` when one is not what it was. */
function asFound(line: UnitLine, output: PlanInput['output']): UnitLine | undefined {
  let isSame = true;
  const files: WrittenFile[] = [];
  for (const [path, mark] of filesIn(line)) {
    const found = output.holds(path, mark);
    if (!found) return undefined;
    isSame &&= found === mark;
    files.push([path, found]);
  }
  return isSame ? line : withFiles(line, files);
}
