import {
  BuildRecord,
  eachInput,
  formatLine,
  type RecordHead,
  type UnitLine,
  type UnitRecord,
} from './build-record.ts';
import { isOfLedger, type VersionOf } from './versions.ts';

/** What a rendering left. */
export interface Rendered {
  /** What it went on from. */
  readonly last: BuildRecord | undefined;
  /** Units that stayed, and how many files they have. */
  readonly kept: ReadonlyMap<string, UnitLine>;
  readonly keptFiles: number;
  /** Units that were made. */
  readonly made: ReadonlyMap<string, UnitRecord>;
  readonly versionOf: VersionOf;
}

/** The numbers of inputs: names that units of the last record have keep theirs, and new ones take those that are free. */
class InputNumbers {
  readonly names: string[];
  readonly #numbers: Map<string, number>;
  readonly #free: number[] = [];

  constructor({ last, kept }: Rendered) {
    const isUsed: boolean[] = [];
    for (const line of kept.values())
      eachInput(line, (input) => {
        isUsed[input] = true;
      });
    this.names = Array.from(isUsed, (used, at) => (used === true ? (last?.inputs[at]?.[0] ?? '') : ''));
    this.#numbers = new Map(this.names.map((name, at) => [name, at]));
    for (const [at, name] of this.names.entries()) if (name === '') this.#free.push(at);
  }

  of(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#free.pop() ?? this.names.length;
    this.names[number] = name;
    this.#numbers.set(name, number);
    return number;
  }
}

/** What is to be remembered of a rendering. */
export function nextRecord(head: Omit<RecordHead, 'files'>, rendered: Rendered): BuildRecord {
  const numbers = new InputNumbers(rendered);
  const lines = new Map(rendered.kept);
  let files = rendered.keptFiles;
  for (const [id, unit] of rendered.made) {
    const inputs = unit.inputs.map((name) => numbers.of(name));
    lines.set(id, formatLine(id, inputs, unit.files));
    files += unit.files.length;
  }
  const inputs = numbers.names.map((name) => [name, versionIn(name, rendered)] as const);
  return new BuildRecord({ ...head, files }, inputs, lines);
}

/** What the ledger says of its own is told by its changes. */
function versionIn(name: string, { versionOf }: Rendered): string {
  return isOfLedger(name) ? '' : versionOf(name);
}
