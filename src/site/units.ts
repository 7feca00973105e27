import type { BuildRecord, UnitRecord, WrittenFile } from './build-record.ts';
import type { FileMark, OutputFolder } from './output.ts';
import type { Site } from './site.ts';
import { trackedSite } from './tracked-site.ts';
import type { VersionOf } from './versions.ts';

/** One or a few files that are made together: a page, a feed in its forms, a list. */
export interface Unit {
  /** Permanent: the path of its first file, or what it is. */
  readonly id: string;
  /** Inputs that it has whatever it asks for: see `versions.ts`. */
  readonly inputs?: readonly string[];
  /** What else it was made from, where the site does not tell. */
  readonly extra?: string;
  /** Told before any unit of a run is made, where it will be: what it is going to read. */
  readonly announce?: () => void;
  readonly make: (
    site: Site,
    write: (path: string, content: string | Uint8Array) => Promise<void>,
  ) => Promise<void>;
}

/** Why a unit is made: sentences' ends for people, such as `day:2026-05-18 changed`. */
export type Reason = string;

export interface PlanInput {
  readonly units: readonly Unit[];
  readonly last: BuildRecord | undefined;
  /** Versions of what every page is made from. */
  readonly common: Readonly<Record<string, string>>;
  readonly versionOf: VersionOf;
  readonly output: Pick<OutputFolder, 'holds'>;
  /** Make all, changed or not. */
  readonly all: boolean;
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

function reasonForAll({ last, common, all }: PlanInput): Reason | undefined {
  if (all) return 'asked for with --all';
  if (!last) return 'nothing is known of an earlier rendering';
  const changed = Object.keys(common).find((name) => common[name] !== last.common[name]);
  return changed === undefined ? undefined : (commonNames[changed] ?? changed);
}

/** Inputs of a unit that are not noted by asking the site. */
function ownInputs(unit: Unit): string[] {
  return [...(unit.inputs ?? []), ...(unit.extra === undefined ? [] : [extraName(unit)])];
}

function extraName(unit: Unit): string {
  return `extra:${unit.id}`;
}

/** Versions of site's inputs and of what units say themselves. */
export function withExtras(units: readonly Unit[], versionOf: VersionOf): VersionOf {
  const extras = new Map(units.map((unit) => [extraName(unit), unit.extra ?? '']));
  return (input) => extras.get(input) ?? versionOf(input);
}

const maxNamed = 3;

function changeOf(record: UnitRecord, isChanged: (input: string) => boolean): Reason | undefined {
  const changed = record.inputs
    .filter(isChanged)
    .map((input) => (input.startsWith('extra:') ? 'its list' : input));
  if (changed.length === 0) return undefined;
  const more = changed.length - maxNamed;
  return `changed: ${changed.slice(0, maxNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Compares every unit with what the last rendering left, its files included. */
export async function planUnits(input: PlanInput): Promise<Plan> {
  const whole = reasonForAll(input);
  const dirty = new Map<string, Reason>();
  const kept = new Map<string, UnitRecord>();
  const versionOf = withExtras(input.units, input.versionOf);
  const changed = new Map<string, boolean>();
  const isChanged = (name: string): boolean => {
    const known = changed.get(name);
    if (known !== undefined) return known;
    const answer = versionOf(name) !== input.last?.versions.get(name);
    changed.set(name, answer);
    return answer;
  };
  let mended = 0;
  for (const unit of input.units) {
    const record = input.last?.units.get(unit.id);
    const reason = whole ?? (record === undefined ? 'new' : changeOf(record, isChanged));
    if (reason !== undefined || record === undefined) {
      dirty.set(unit.id, reason ?? 'new');
      continue;
    }
    const files = await filesOf(record, input.output);
    if (files) kept.set(unit.id, { ...record, files });
    else {
      dirty.set(unit.id, 'its file was missing or not as it was left');
      mended++;
    }
  }
  return { dirty, kept, whole, mended };
}

/** The files of a unit as they lie there; `undefined` when one is not what it was. */
async function filesOf(record: UnitRecord, output: PlanInput['output']): Promise<WrittenFile[] | undefined> {
  const files: WrittenFile[] = [];
  for (const [path, mark] of record.files) {
    const found = await output.holds(path, mark);
    if (!found) return undefined;
    files.push([path, found]);
  }
  return files;
}

/** Makes units, and writes down what they were made from. */
export interface Maker {
  /** A view of the site that notes what the unit asks for. */
  readonly siteFor: (unit: Unit) => Site;
  readonly write: (unit: Unit, path: string, content: string | Uint8Array) => Promise<void>;
  readonly make: (unit: Unit) => Promise<void>;
  /** What was made, by unit. */
  readonly records: () => Map<string, UnitRecord>;
}

/** @param write gives the mark of the file; `undefined` where a file of the publisher's own stands there */
export function unitMaker(
  site: Site,
  write: (path: string, content: string | Uint8Array) => Promise<FileMark | undefined>,
): Maker {
  const made = new Map<string, { readonly inputs: Set<string>; readonly files: WrittenFile[] }>();
  const recordOf = (unit: Unit) => {
    const known = made.get(unit.id);
    if (known) return known;
    const record = { inputs: new Set(ownInputs(unit)), files: [] };
    made.set(unit.id, record);
    return record;
  };
  const siteFor = (unit: Unit): Site => {
    const { inputs } = recordOf(unit);
    return trackedSite(site, (input) => inputs.add(input));
  };
  const writeFor = async (unit: Unit, path: string, content: string | Uint8Array): Promise<void> => {
    const { inputs, files } = recordOf(unit);
    inputs.add(`own:${path}`);
    const mark = await write(path, content);
    if (mark) files.push([path, mark]);
  };
  return {
    siteFor,
    write: writeFor,
    make: (unit) => unit.make(siteFor(unit), (path, content) => writeFor(unit, path, content)),
    records: () =>
      new Map([...made].map(([id, { inputs, files }]) => [id, { inputs: [...inputs].sort(), files }])),
  };
}
