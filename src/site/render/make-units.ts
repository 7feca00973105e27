import { setImmediate } from 'node:timers/promises';
import type { Unit } from '../unit.ts';
import type { UnitRecord } from './build-record.ts';
import { idsOf, makeSlice, type Slice } from './make-slice.ts';
import type { OutputFolder } from './output.ts';
import type { Prepared, PrepareInput } from './prepare.ts';
import type { Write } from './run-eleventy.ts';
import {
  makersFor,
  type SliceAnswer,
  type SliceFailure,
  type SliceMaker,
  type Slicing,
  slicesOf,
  startProcess,
} from './slices.ts';
import { type Maker, unitMaker } from './unit-maker.ts';
import type { FolderState } from './up-to-date.ts';

interface MakeInput extends FolderState, Pick<PrepareInput, 'records'> {
  readonly prepared: Prepared;
  /** Ids of what is to be made. */
  readonly dirty: Pick<ReadonlySet<string>, 'has'>;
  readonly slicing?: Slicing;
  readonly output: OutputFolder;
  /** Writes into it, where no file of the publisher's own stands there. */
  readonly write: Write;
  /** Paths of the publisher's own files and pages, which go before ours. */
  readonly own: ReadonlySet<string>;
}

/** What was made, by unit, and why other processes ended too early. */
interface MadeUnits {
  readonly records: ReadonlyMap<string, UnitRecord>;
  readonly failures: readonly SliceFailure[];
}

/** Slices of pages for each process: so many that all are through at about the same time. */
const slicesEach = 4;

/** What several processes share: others take from the front, where the most work is, and this one from the end. */
function sharedWork(dirty: Dirty, others: number): Slice[] {
  const pages = slicesOf(dirty.pages, others === 0 ? 1 : slicesEach * (others + 1));
  return [
    ...dirty.apart.map((unit): Slice => ({ pages: [], outputs: [unit] })).reverse(),
    ...pages.map((own): Slice => ({ pages: own, outputs: [] })).reverse(),
  ];
}

interface Dirty {
  readonly pages: Prepared['pages'];
  readonly apart: readonly Unit[];
  readonly others: readonly Unit[];
  readonly last: readonly Unit[];
}

function dirtyOf({ pages, outputs }: Prepared, dirty: MakeInput['dirty']): Dirty {
  const made = outputs.filter(({ id }) => dirty.has(id));
  return {
    pages: pages.filter(({ unit }) => dirty.has(unit.id)),
    apart: made.filter(({ turn }) => turn === 'apart'),
    others: made.filter(({ turn }) => turn === undefined),
    last: made.filter(({ turn }) => turn === 'last'),
  };
}

async function makeOutputs(units: readonly Unit[], maker: Maker): Promise<void> {
  for (const unit of units) {
    await maker.make(unit);
    // In between, another process may ask for its next slice.
    await setImmediate();
  }
}

/** Has another process take slices, until there are none or it fails. */
async function makeElsewhere(
  queue: Slice[],
  maker: SliceMaker,
  take: (answer: SliceAnswer) => void,
): Promise<SliceFailure | undefined> {
  try {
    for (let slice = queue.shift(); slice; slice = queue.shift()) {
      const answer = await maker.make(idsOf(slice));
      if ('units' in answer) take(answer);
      else {
        queue.unshift(slice);
        return answer;
      }
    }
    return undefined;
  } finally {
    maker.end();
  }
}

/** Makes what is dirty, in this process or, where that is much, in several. */
export async function makeUnits(input: MakeInput): Promise<MadeUnits> {
  const {
    siteDir,
    outputDir,
    config,
    now,
    records: feeds,
    prepared,
    output,
    write,
    own,
    slicing = {},
  } = input;
  const maker = unitMaker(prepared.site, write, output.read);
  const dirty = dirtyOf(prepared, input.dirty);
  const others = makersFor(dirty.pages.length, slicing);
  const queue = sharedWork(dirty, others);
  const run = { siteDir, outputDir, prepared, maker };
  const makeShared = async (): Promise<void> => {
    for (let slice = queue.pop(); slice; slice = queue.pop()) await makeSlice(slice, run);
  };
  const site = { siteDir, outputDir, config, now, records: feeds, ledger: prepared.ledgerVersion, own };
  const records = new Map<string, UnitRecord>();
  const elsewhere = Promise.all(
    Array.from({ length: others }, () =>
      makeElsewhere(queue, (slicing.start ?? startProcess)(site), ({ units, ...counts }) => {
        for (const [id, record] of units) records.set(id, record);
        output.join({ ...counts, paths: units.flatMap(([, { files }]) => files.map(([path]) => path)) });
      }),
    ),
  );
  try {
    // Without others, a template's fault is met first.
    if (others === 0) await makeShared();
    await makeOutputs(dirty.others, maker);
    await makeShared();
  } finally {
    // Nobody writes to the site any more once this has failed.
    await elsewhere;
  }
  // What others could not make.
  await makeShared();
  await makeOutputs(dirty.last, maker);
  return {
    records: new Map([...records, ...maker.records()]),
    failures: (await elsewhere).filter((failure) => failure !== undefined),
  };
}
