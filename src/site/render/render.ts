import { readFile } from 'node:fs/promises';
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
import { nextRecord } from './next-record.ts';
import { type Leftover, type OutputCounts, type OutputFolder, openOutput } from './output.ts';
import {
  makersFor,
  type SliceAnswer,
  type SliceFailure,
  type Slicing,
  slicesOf,
  startProcess,
} from './page-slices.ts';
import { type PageUnit, type Prepared, type PrepareInput, prepareSite } from './prepare.ts';
import { type PageRun, runEleventy, type Write } from './run-eleventy.ts';
import { hasOwnPages, staticFiles } from './static-files.ts';
import { type Maker, unitMaker } from './unit-maker.ts';
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

export interface RenderInput extends PrepareInput, FolderState {
  /** Make every page and write every file, whether it changed or not. */
  readonly all?: boolean;
  /** Look at the bytes of every file, not only at sizes and times. */
  readonly check?: boolean;
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
}

type Records = ReadonlyMap<string, UnitRecord>;

function* pathsOf(lines: Iterable<UnitLine>): Generator<string> {
  for (const line of lines) for (const [path] of filesIn(line)) yield path;
}

function pathsMade(made: Records): string[] {
  return [...made.values()].flatMap(({ files }) => files.map(([path]) => path));
}

const mendedCode = 'RENDER_MENDED';
const processCode = 'RENDER_PROCESS_ENDED';

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
      what: `Parts of the site were not as the last rendering had left them: ${count}.`,
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

/** Slices for each process: so many that all are through at about the same time. */
const slicesEach = 4;

/** Makes what changed, and remembers what everything was made from. */
class Rendering {
  readonly #input: RenderInput;
  readonly #prepared: Prepared;
  readonly #units: readonly Unit[];
  /** Of other processes. */
  readonly #failures: SliceFailure[] = [];

  constructor(input: RenderInput, prepared: Prepared) {
    this.#input = input;
    this.#prepared = prepared;
    this.#units = [...prepared.pages.map(({ unit }) => unit), ...prepared.outputs];
  }

  async run(): Promise<RenderReport> {
    const { siteDir, outputDir, all = false, check = false, damage = [] } = this.#input;
    const { site, common, changes, lostDays, pages, problems, notices } = this.#prepared;
    const own = await staticFiles(siteDir);
    const output = await openOutput(outputDir, { check });
    for (const [path, file] of own) await output.write(path, await readFile(file));
    const versionOf = withExtras(this.#units, withOwnFiles(this.#prepared.versionOf, own));
    // Where nothing of a rendering is there, nothing of it is remembered.
    const last = output.isNew ? undefined : this.#prepared.last;
    const turn = turnAfter(last, check);
    const plan = planUnits({
      ...{ units: this.#units, last, common, versionOf, changes, lostDays },
      ...{ output, own: new Set(own.keys()), all, turn },
    });
    const former = [...pathsOf(goneLines(last, plan))];
    const kept = (): Iterable<UnitLine> => keptLines(last, plan);
    // What is written besides units: pages of the publisher's own that Eleventy makes.
    const others = new Set<string>();
    const made = await this.#make(plan, output, async (path, content) => {
      others.add(path);
      // A publisher's own file goes before one of ours with its name, such as `robots.txt`.
      return own.has(path) ? undefined : output.write(path, content);
    });
    if (this.#prepared.site.config.outputs.archive) {
      const { publishArchive } = await import('./published-archive.ts');
      await publishArchive(join(siteDir, '_data'), async (path, content) => {
        others.add(path);
        await output.write(path, content);
      });
    }
    const redirects = await writeRedirects(site, {
      outputDir,
      taken: () => new Set([...own.keys(), ...others, ...pathsOf(kept()), ...pathsMade(made)]),
      write: output.write,
    });
    const keptFiles = (last?.head.files ?? 0) - former.length;
    const { unchanged, ...counts } = await output.finish(
      this.#leftover(former, kept, turn.of === 1 || plan.whole !== undefined),
    );
    const next = nextRecord(
      { common, turn: turn.at, ledger: this.#prepared.ledgerVersion, own: [...own.keys()].sort() },
      { last, kept: kept(), keptFiles, made, versionSince: versionSince(versionOf, changes) },
    );
    await writeCacheText(buildRecordPath(siteDir), next);
    await keepFaces(siteDir, this.#input.records);
    return {
      ...counts,
      unchanged: unchanged + keptFiles,
      items: [...site.ledger.dayHeads().values()].reduce((sum, { n }) => sum + n, 0),
      editions: site.ledger.days.length,
      pages: pages.length,
      rendered: pages.filter(({ unit }) => plan.dirty.has(unit.id)).length,
      reasons: plan.dirty,
      whole: plan.whole,
      problems: [
        ...[...damage, ...notices, ...problems, ...redirects],
        ...mended(plan.mended, outputDir),
        ...this.#failures.map((failure) => processEnded(failure, outputDir)),
      ],
    };
  }

  /**
   * What may be removed at the end. While the archive lacks what was published: only what the ledger knows to be removed
   * on purpose, and a new ledger knows of nothing.
   */
  #leftover(former: readonly string[], kept: () => Iterable<UnitLine>, isWhole: boolean): Leftover {
    const { isDamaged, changes } = this.#prepared;
    if (isDamaged && changes === 'all') return { stale: [] };
    return isDamaged || !isWhole ? { stale: former } : { allBut: pathsOf(kept()) };
  }

  async #make({ dirty, whole }: Plan, output: OutputFolder, write: Write): Promise<Records> {
    const { outputs, share, pages: all } = this.#prepared;
    const maker = unitMaker(this.#prepared.site, write, output.read);
    const pages = all.filter(({ unit }) => dirty.has(unit.id));
    const others = makersFor(pages.length, this.#input.slicing ?? {});
    const queue = slicesOf(pages, others === 0 ? 1 : slicesEach * (others + 1));
    const elsewhere = this.#makeElsewhere(queue, others);
    try {
      // Without others, a template's fault is met first.
      if (others === 0) await this.#makePages(queue, maker, write);
      for (const unit of outputs) if (dirty.has(unit.id)) await maker.make(unit);
      await this.#makePages(queue, maker, write);
    } finally {
      // Nobody writes to the site any more once this has failed.
      await elsewhere;
    }
    const records = new Map<string, UnitRecord>();
    for (const { units, ...counts } of await elsewhere) {
      for (const [id, record] of units) records.set(id, record);
      output.join({ ...counts, paths: units.flatMap(([, { files }]) => files.map(([path]) => path)) });
    }
    // What others could not make; and the publisher's own pages.
    await this.#makePages(queue, maker, write);
    if (hasOwnPages(this.#input.siteDir))
      await runEleventy({ ...this.#pageRun(maker, write), pages: [] }, { own: true });
    await share?.tidy(whole === undefined ? 'earlier' : 'others');
    return new Map([...records, ...maker.records()]);
  }

  #pageRun(maker: Maker, write: Write): Omit<PageRun, 'pages'> {
    const { siteDir, outputDir } = this.#input;
    return { siteDir, outputDir, prepared: this.#prepared, maker, write };
  }

  async #makePages(queue: PageUnit[][], maker: Maker, write: Write): Promise<void> {
    for (let pages = queue.shift(); pages; pages = queue.shift())
      await runEleventy({ ...this.#pageRun(maker, write), pages });
  }

  /** Has other processes take slices, until there are none or they fail. */
  async #makeElsewhere(queue: PageUnit[][], count: number): Promise<SliceAnswer[]> {
    const { siteDir, outputDir, config, now, records, slicing } = this.#input;
    const site = { siteDir, outputDir, config, now, records, ledger: this.#prepared.ledgerVersion };
    const answers: SliceAnswer[] = [];
    const work = async (): Promise<void> => {
      const maker = (slicing?.start ?? startProcess)(site);
      for (let pages = queue.shift(); pages; pages = queue.shift()) {
        const answer = await maker.make(pages.map(({ ref }) => ref.path));
        if ('units' in answer) answers.push(answer);
        else {
          this.#failures.push(answer);
          queue.unshift(pages);
          break;
        }
      }
      maker.end();
    };
    await Promise.all(Array.from({ length: count }, work));
    return answers;
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
 * that were not reached are as they were.
 */
export async function renderSite(input: RenderInput): Promise<RenderReport> {
  const inputs = inputsOf(input.siteDir);
  const { prepared, report } = await attempt(input);
  const { items, editions, pages, written, unchanged, problems } = report;
  const lasting = problems.filter(({ code }) => code !== mendedCode && code !== processCode);
  await rememberUpToDate(input, {
    inputs,
    until: prepared.until,
    isDamaged: prepared.isDamaged,
    outcome: { items, editions, pages, files: written + unchanged, problems: lasting },
  });
  return report;
}
