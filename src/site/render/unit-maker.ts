import type { Site } from '../site.ts';
import { ownInputs, type ReadOutput, type Unit } from '../unit.ts';
import type { UnitRecord, WrittenFile } from './build-record.ts';
import type { FileMark } from './output.ts';
import { trackedSite } from './tracked-site.ts';
import { ownFile } from './versions.ts';

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
  read?: ReadOutput,
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
    const mark = await write(path, content);
    if (mark) files.push([path, mark]);
    else inputs.add(ownFile(path));
  };
  return {
    siteFor,
    write: writeFor,
    make: (unit) => unit.make(siteFor(unit), (path, content) => writeFor(unit, path, content), read),
    records: () =>
      new Map([...made].map(([id, { inputs, files }]) => [id, { inputs: [...inputs].sort(), files }])),
  };
}
