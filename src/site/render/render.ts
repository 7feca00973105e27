import { join } from 'node:path';
import type { Problem } from '../../model/types.ts';
import { LedgerLost } from '../content/ledger-state.ts';
import { keepFaces } from '../content/records.ts';
import { folderStore, ledgerDir } from '../content/store.ts';
import { writeCacheText } from '../folder/cache-file.ts';
import type { Unit } from '../unit.ts';
import {
  type BuildRecord,
  buildRecordPath,
  filesIn,
  type UnitLine,
  type UnitRecord,
} from './build-record.ts';
import { goneAddresses, goneCode } from './gone-addresses.ts';
import { makeUnits } from './make-units.ts';
import { nextRecord } from './next-record.ts';
import { type Leftover, type OutputCounts, type OutputFolder, openOutput } from './output.ts';
import { type OwnFiles, readOwnFiles } from './own-files.ts';
import { hiddenPages } from './own-pages.ts';
import { type Prepared, type PrepareInput, prepareSite } from './prepare.ts';
import type { Write } from './run-eleventy.ts';
import type { SliceFailure, Slicing } from './slices.ts';
import { type FolderState, inputsOf, rememberUpToDate } from './up-to-date.ts';
import { versionSince, withOwnFiles } from './versions.ts';
import {
  goneLines,
  keptLines,
  type Plan,
  planUnits,
  type Reason,
  type Turn,
  withExtras,
} from './what-changed.ts';
import { writeRedirects } from './write-redirects.ts';

export { ArchiveTooNew } from '../content/made-days.ts';

interface RenderInput extends PrepareInput, FolderState {
  /** Make every page and write every file, whether it changed or not. */
  readonly all?: boolean;
  /** Look at the bytes of every file, not only at sizes and times. */
  readonly check?: boolean;
  /** Whether this program has rendered before. */
  readonly again?: boolean;
  readonly slicing?: Slicing;
  /** What was met before: told again as long as nothing changes. */
  readonly damage?: readonly Problem[];
}

export interface RenderReport extends OutputCounts {
  readonly items: number;
  readonly editions: number;
  readonly pages: number;
  /** How many of the pages were rendered; the others are as they were. */
  readonly rendered: number;
  /** Why each page or other output was made, by its path or name. */
  readonly reasons: ReadonlyMap<string, Reason>;
  /** Why all was made, where it was. */
  readonly whole: Reason | undefined;
  /** Damaged archive files that were met, faults of editors' files, and what could not be made. */
  readonly problems: readonly Problem[];
  /** What ended the making of the publisher's pages by Eleventy; all else was made. */
  readonly pagesFault?: unknown;
}

type OtherWrite = (path: string, content: string | Uint8Array) => Promise<unknown>;
type Records = ReadonlyMap<string, UnitRecord>;

function* pathsOf(lines: Iterable<UnitLine>): Generator<string> {
  for (const line of lines) for (const [path] of filesIn(line)) yield path;
}

function pathsMade(made: Records): string[] {
  return [...made.values()].flatMap(({ files }) => files.map(([path]) => path));
}

const mendedCode = 'RENDER_MENDED';
const processCode = 'RENDER_PROCESS_ENDED';
/** What only the run tells in which it happened. */
const passing = [mendedCode, processCode, goneCode];

function processEnded({ failed }: SliceFailure, outputDir: string): Problem {
  return {
    code: processCode,
    what: 'Another process that made pages ended too early.',
    where: outputDir,
    why: failed,
    fix: 'If memory was short, let one process make all pages: --processes 1.',
    kept: 'All pages: this process made those that were missing.',
  };
}

function mended(count: number, outputDir: string): Problem[] {
  if (count === 0) return [];
  return [
    {
      code: mendedCode,
      what: `Parts of the site were changed since the last rendering: ${count}.`,
      where: outputDir,
      why: 'A file was removed or written over, or a rendering was stopped half-way.',
      fix: 'Nothing: they were made again.',
    },
  ];
}

/** Files that are looked at in one run, whether they are as they were left: a larger site takes several runs. */
const maxLooks = 5000;

function turnAfter(last: BuildRecord | undefined, check: boolean): Turn {
  if (check || !last) return { at: 0, of: 1 };
  return { at: last.head.turn + 1, of: Math.max(1, Math.ceil(last.head.files / maxLooks)) };
}

/** Makes what changed, and remembers what everything was made from. */
class Rendering {
  readonly #input: RenderInput;
  readonly #prepared: Prepared;
  readonly #units: readonly Unit[];

  constructor(input: RenderInput, prepared: Prepared) {
    this.#input = input;
    this.#prepared = prepared;
    this.#units = [...prepared.pages.map(({ unit }) => unit), ...prepared.outputs];
  }

  async run(): Promise<RenderReport> {
    const { siteDir, outputDir, all = false, check = false, damage = [] } = this.#input;
    const { site, common, changes, lostDays, problems, notices } = this.#prepared;
    const output = await openOutput(outputDir, { check });
    // Where nothing of a rendering is there, nothing of it is remembered.
    const last = output.isNew ? undefined : this.#prepared.last;
    const ownFiles = await this.#ownFiles(output, last);
    const own = ownFiles.paths;
    const versionOf = withExtras(this.#units, withOwnFiles(this.#prepared.versionOf, own));
    const turn = turnAfter(last, check);
    const plan = planUnits({
      ...{ units: this.#units, last, common, versionOf, changes, lostDays },
      ...{ output, own, all, turn },
    });
    const former = [...pathsOf(goneLines(last, plan))];
    const kept = (): Iterable<UnitLine> => keptLines(last, plan);
    // What is written besides units.
    const others = new Set<string>();
    const write: Write = async (path, content) => (own.has(path) ? undefined : output.write(path, content));
    const writeOther: OtherWrite = async (path, content) => {
      others.add(path);
      return output.write(path, content);
    };
    const { records: made, failures } = await makeUnits({
      ...{ ...this.#input, prepared: this.#prepared, dirty: plan.dirty },
      ...{ output, write, own },
    });
    await this.#prepared.share?.tidy(plan.whole === undefined ? 'earlier' : 'others');
    await this.#publishArchive(writeOther);
    const ours = (): string[] => [...pathsOf(kept()), ...pathsMade(made), ...others];
    const ownWritten = await ownFiles.write(ours);
    for (const path of ownWritten.paths) others.add(path);
    const redirects = await writeRedirects(site, {
      outputDir,
      taken: () => new Set(ours()),
      write: writeOther,
    });
    const keptFiles = (last?.head.files ?? 0) - former.length;
    const stale = { units: former, others: last?.head.others };
    const isWhole = turn.of === 1 || plan.whole !== undefined;
    const { removed, ...counts } = await output.finish(this.#leftover(stale, kept, isWhole));
    const next = nextRecord(
      {
        ...{ common, turn: turn.at, ledger: this.#prepared.ledgerVersion },
        ...{ own: [...ownWritten.paths].sort(), others: [...others].sort() },
      },
      { last, kept: kept(), keptFiles, made, versionSince: versionSince(versionOf, changes) },
    );
    await writeCacheText(buildRecordPath(siteDir), next);
    await keepFaces(siteDir, this.#input.records);
    const files = { ...counts, unchanged: counts.unchanged + keptFiles, removed: removed.length };
    const report = this.#report(files, plan, [
      ...[...damage, ...notices, ...problems, ...ownWritten.problems, ...redirects],
      ...[...hiddenPages(site.ownPages.keys(), own), ...goneAddresses({ removed, config: site.config })],
      ...mended(plan.mended, outputDir),
      ...failures.map((failure) => processEnded(failure, outputDir)),
    ]);
    return 'fault' in ownFiles ? { ...report, pagesFault: ownFiles.fault } : report;
  }

  #ownFiles(output: OutputFolder, last: BuildRecord | undefined): Promise<OwnFiles> {
    const { again = false } = this.#input;
    return readOwnFiles(this.#input, { again, before: last?.head.own ?? [], output });
  }

  #report(counts: OutputCounts, plan: Plan, problems: readonly Problem[]): RenderReport {
    const { site, pages } = this.#prepared;
    return {
      ...counts,
      items: [...site.ledger.dayHeads().values()].reduce((sum, { n }) => sum + n, 0),
      editions: site.ledger.days.length,
      pages: pages.length,
      rendered: pages.filter(({ unit }) => plan.dirty.has(unit.id)).length,
      reasons: plan.dirty,
      whole: plan.whole,
      problems,
    };
  }

  async #publishArchive(write: OtherWrite): Promise<void> {
    const { siteDir, config } = this.#input;
    if (!config.outputs.archive) return;
    const { publishArchive } = await import('./published-archive.ts');
    await publishArchive(join(siteDir, '_data'), write);
  }

  /**
   * What may be removed at the end. While the archive lacks what was published: only what the ledger knows to be removed
   * on purpose, and a new ledger knows of nothing.
   */
  #leftover(
    former: { readonly units: readonly string[]; readonly others: readonly string[] | undefined },
    kept: () => Iterable<UnitLine>,
    isWhole: boolean,
  ): Leftover {
    const { isDamaged, changes } = this.#prepared;
    if (isDamaged) return { stale: changes === 'all' ? [] : former.units };
    return isWhole ? { allBut: pathsOf(kept()) } : { stale: [...former.units, ...(former.others ?? [])] };
  }
}

interface Rendered {
  readonly prepared: Prepared;
  readonly report: RenderReport;
}

/** Renders; once more with a new ledger where a part of it turned out to be damaged, whatever that led to. */
async function attempt(input: RenderInput, isLast = false): Promise<Rendered> {
  let prepared: Prepared | undefined;
  try {
    prepared = await prepareSite(input);
    return { prepared, report: await new Rendering(input, prepared).run() };
  } catch (error) {
    if (isLast || !(error instanceof LedgerLost || prepared?.ledgerState.isLost === true)) throw error;
    folderStore(ledgerDir(input.siteDir)).clear();
    return attempt(input, true);
  }
}

/**
 * Brings the site up to date with the archive: makes what changed since the last time, and leaves the rest. The result
 * is the same, byte for byte, as if all had been made. Throws when a template fails or a file cannot be written: pages
 * that were not reached are as they were. A page of the publisher's own that fails stays as it was published.
 */
export async function renderSite(input: RenderInput): Promise<RenderReport> {
  const inputs = inputsOf(input.siteDir);
  const { prepared, report } = await attempt(input);
  const { items, editions, pages, written, unchanged, problems } = report;
  // What made a page fail may lie anywhere: the next run tries again.
  if ('pagesFault' in report) return report;
  const lasting = problems.filter(({ code }) => !passing.includes(code));
  await rememberUpToDate(input, {
    inputs,
    until: prepared.until,
    isDamaged: prepared.isDamaged,
    outcome: { items, editions, pages, files: written + unchanged, problems: lasting },
  });
  return report;
}
