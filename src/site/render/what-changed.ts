import { remembered } from '../../model/remember.ts';
import type { Day } from '../../model/types.ts';
import type { Changes } from '../content/update-ledger.ts';
import { extraName, type Unit } from '../unit.ts';
import type { BuildRecord, UnitRecord, WrittenFile } from './build-record.ts';
import type { OutputFolder } from './output.ts';
import { isLedgerChange, isOfLedger, type VersionOf } from './versions.ts';

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
  /** Records of the units that stay, with the files as they are now. */
  readonly kept: ReadonlyMap<string, UnitRecord>;
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

function reasonForAll({
  last,
  common,
  all,
  changes,
}: Omit<PlanInput, 'output' | 'turn' | 'lostDays'>): Reason | undefined {
  if (all) return 'asked for with --all';
  if (!last || changes === 'all') return 'nothing is known of an earlier rendering';
  const changed = Object.keys(common).find((name) => common[name] !== last.common[name]);
  return changed === undefined ? undefined : (commonNames[changed] ?? changed);
}

/** Versions of the site's inputs and of what units say themselves. */
export function withExtras(units: readonly Unit[], versionOf: VersionOf): VersionOf {
  const extras = new Map<string, string>();
  for (const unit of units) if (unit.extra !== undefined) extras.set(extraName(unit), unit.extra);
  return (input) => extras.get(input) ?? (input.startsWith('extra:') ? '' : versionOf(input));
}

function changeOf(record: UnitRecord, isChanged: (input: string) => boolean): Reason | undefined {
  let named: string | undefined;
  for (const input of record.inputs) {
    if (!isChanged(input)) continue;
    if (named !== undefined) return `${named} and others changed`;
    named = input.startsWith('extra:') ? 'what it is made from' : input;
  }
  return named === undefined ? undefined : `${named} changed`;
}

/** What of all that a site consists of has to be made again, and why: the rest stays as it is. */
export function dirtyUnits(
  input: Omit<PlanInput, 'output' | 'turn' | 'lostDays'>,
): ReadonlyMap<string, Reason> {
  const whole = reasonForAll(input);
  const { changes, last } = input;
  const isChanged = remembered((name: string) =>
    isOfLedger(name) ? isLedgerChange(name, changes) : input.versionOf(name) !== last?.versions.get(name),
  );
  const dirty = new Map<string, Reason>();
  for (const unit of input.units) {
    const record = last?.units.get(unit.id);
    const reason = whole ?? (record === undefined ? 'new' : changeOf(record, isChanged));
    if (reason !== undefined) dirty.set(unit.id, reason);
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
  let sum = 0;
  for (let place = 0; place < id.length; place++) sum = (sum * 31 + id.charCodeAt(place)) % 65_521;
  return sum % of === at % of;
}

/**
 * A day's own page is the only place that still has the bodies of lost items: made again, it would lack them. Only a
 * change of the day itself, such as an item that is removed on purpose, goes before.
 */
function hasLostBodies(id: string, { lostDays, changes }: Pick<PlanInput, 'lostDays' | 'changes'>): boolean {
  const day = id.slice(1, 11).replaceAll('/', '-');
  return lostDays.has(day) && (changes === 'all' || !changes.has(`day:${day}`));
}

/** Plans a rendering: what changed, and what is not as the last one left it. */
export function planUnits(input: PlanInput): Plan {
  const dirty = new Map(dirtyUnits(input));
  const kept = new Map<string, UnitRecord>();
  let mended = 0;
  for (const { id } of input.units) {
    const record = input.last?.units.get(id);
    if (record === undefined) continue;
    if (dirty.has(id)) {
      const files = hasLostBodies(id, input) ? filesOf(record, input.output) : undefined;
      if (files === undefined) continue;
      dirty.delete(id);
      kept.set(id, { ...record, files });
      continue;
    }
    const files = isLookedAt(id, input.turn) ? filesOf(record, input.output) : record.files;
    if (files) kept.set(id, { ...record, files });
    else {
      dirty.set(id, 'its file was missing or not as it was left');
      mended++;
    }
  }
  return { dirty, kept, whole: reasonForAll(input), mended };
}

/** The files of a unit as they lie there; `undefined` when one is not what it was. */
function filesOf(record: UnitRecord, output: PlanInput['output']): WrittenFile[] | undefined {
  const files: WrittenFile[] = [];
  for (const [path, mark] of record.files) {
    const found = output.holds(path, mark);
    if (!found) return undefined;
    files.push([path, found]);
  }
  return files;
}
