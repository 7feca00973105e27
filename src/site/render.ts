import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Problem } from '../model/types.ts';
import { readBuildRecord, type UnitRecord, writeBuildRecord } from './build-record.ts';
import { type FileMark, type OutputCounts, openOutput } from './output.ts';
import { daybookPages, type PreparedSite } from './plugin.ts';
import { type PageUnit, type Prepared, type PrepareInput, prepareSite } from './prepare.ts';
import { publishArchive } from './published-archive.ts';
import type { Site } from './site.ts';
import { emptyDir, hasOwnPages, inputDir, staticFiles } from './static-files.ts';
import { type Plan, planUnits, type Reason, type Unit, unitMaker, withExtras } from './units.ts';
import { lookAtInputs, rememberUpToDate } from './up-to-date.ts';

export interface RenderInput extends PrepareInput {
  /** Absolute. */
  readonly outputDir: string;
  /** Make every page and write every file, whether it changed or not. */
  readonly all?: boolean;
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

type Write = (path: string, content: string | Uint8Array) => Promise<FileMark | undefined>;

/** Eleventy wants paths that are relative to the folder it runs in. */
function fromHere(path: string): string {
  return relative(process.cwd(), path) || '.';
}

interface PageRun {
  /** Those that have to be rendered. */
  readonly pages: readonly PageUnit[];
  readonly siteFor: (unit: Unit) => Site;
  /** Takes a page by its path. */
  readonly take: (path: string, content: string) => Promise<void>;
}

/** Eleventy keeps what it renders until it is through: so many pages at a time bound its memory. */
const pagesAtOnce = 1000;

/** Hands pages to Eleventy, and the publisher's own at the end. */
async function runEleventy(input: RenderInput, prepared: Prepared, run: PageRun): Promise<void> {
  const nothing = await emptyDir(input.siteDir);
  const own = await inputDir(input.siteDir);
  for (let from = 0; from === 0 || from < run.pages.length; from += pagesAtOnce) {
    const pages = run.pages.slice(from, from + pagesAtOnce);
    const isLast = from + pagesAtOnce >= run.pages.length;
    await runBatch(input, prepared, { ...run, pages, inputDir: isLast ? own : nothing });
  }
}

async function runBatch(
  input: RenderInput,
  prepared: Prepared,
  run: PageRun & { readonly inputDir: string },
): Promise<void> {
  const { default: Eleventy } = await import('@11ty/eleventy');
  const units = new Map(run.pages.map(({ ref, unit }) => [ref.path, unit]));
  const { site, render, context } = prepared;
  const siteOf: PreparedSite['siteFor'] = ({ path }) => {
    const unit = units.get(path);
    return unit ? run.siteFor(unit) : site;
  };
  const eleventy = new Eleventy(fromHere(run.inputDir), fromHere(input.outputDir), {
    quietMode: true,
    configPath: null,
    // Pages are written by the output folder, which leaves alone what did not change.
    dryRun: true,
    config: async (config) => {
      const pages = run.pages.map(({ ref }) => ref);
      const finish = async (): Promise<void> => undefined;
      await daybookPages(config, {
        prepare: async () => ({ site, render, context, finish, pages, siteFor: siteOf }),
      });
      config.addTransform('daybook-output', async function write(content) {
        const file = join(process.cwd(), this.page.outputPath);
        await run.take(`/${relative(input.outputDir, file).split(sep).join('/')}`, content);
        return content;
      });
    },
  });
  eleventy.disableLogger();
  await eleventy.init();
  await eleventy.write();
}

function countItems(site: Site): number {
  let items = 0;
  for (const list of site.corpus.byDay.values()) items += list.length;
  return items;
}

const mendedCode = 'RENDER_MENDED';

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
    const { siteDir, outputDir, all = false } = this.#input;
    const { site, common, versions, pages, problems, notices } = this.#prepared;
    const recordPath = join(siteDir, '.cache', 'daybook', 'render.json');
    const own = await staticFiles(siteDir);
    const output = await openOutput(outputDir, { all });
    for (const [path, file] of own) await output.write(path, await readFile(file));
    const versionOf = withExtras(this.#units, (input) =>
      input.startsWith('own:') ? String(own.has(input.slice(4))) : versions.of(input),
    );
    const last = await readBuildRecord(recordPath);
    const plan = await planUnits({ units: this.#units, last, common, versionOf, output, all });
    const made = await this.#make(plan, async (path, content) =>
      // A publisher's own file goes before one of ours with its name, such as `robots.txt`.
      own.has(path) ? undefined : output.write(path, content),
    );
    for (const { files } of plan.kept.values()) for (const [path] of files) output.keep(path);
    if (this.#prepared.site.config.outputs.archive)
      await publishArchive(
        join(siteDir, '_data'),
        async (path, content) => void (await output.write(path, content)),
      );
    const counts = await output.finish();
    const units = new Map([...plan.kept, ...made]);
    const inputs = new Set([...units.values()].flatMap((unit) => unit.inputs));
    await writeBuildRecord(recordPath, {
      common,
      versions: new Map([...inputs].sort().map((input) => [input, versionOf(input)])),
      units,
    });
    return {
      ...counts,
      items: countItems(site),
      editions: site.corpus.days.length,
      pages: pages.length,
      rendered: pages.filter(({ unit }) => plan.dirty.has(unit.id)).length,
      reasons: plan.dirty,
      whole: plan.whole,
      problems: [...notices, ...problems, ...mended(plan.mended, outputDir)],
    };
  }

  async #make({ dirty, whole }: Plan, write: Write): Promise<ReadonlyMap<string, UnitRecord>> {
    const { site, outputs, share } = this.#prepared;
    const maker = unitMaker(site, write);
    const pages = this.#prepared.pages.filter(({ unit }) => dirty.has(unit.id));
    const byPath = new Map(pages.map(({ ref, unit }) => [ref.path, unit]));
    if (pages.length > 0 || hasOwnPages(this.#input.siteDir))
      await runEleventy(this.#input, this.#prepared, {
        pages,
        siteFor: maker.siteFor,
        take: async (path, content) => {
          const unit = byPath.get(path);
          await (unit ? maker.write(unit, path, content) : write(path, content));
        },
      });
    const rest = outputs.filter(({ id }) => dirty.has(id));
    for (const unit of rest) unit.announce?.();
    for (const unit of rest) await maker.make(unit);
    await share?.tidy(whole === undefined ? 'earlier' : 'others');
    return maker.records();
  }
}

/**
 * Brings the site up to date with the archive: makes what changed since the last time, and leaves the rest. The result
 * is the same, byte for byte, as if all had been made. Throws when a template fails or a file cannot be written: pages
 * that were not reached are as they were.
 */
export async function renderSite(input: RenderInput): Promise<RenderReport> {
  const inputs = lookAtInputs(input);
  const prepared = await prepareSite(input);
  const report = await new Rendering(input, prepared).run();
  const { items, editions, pages, written, unchanged, problems } = report;
  const lasting = problems.filter(({ code }) => code !== mendedCode);
  await rememberUpToDate(input, {
    inputs,
    until: prepared.until,
    outcome: { items, editions, pages, files: written + unchanged, problems: lasting },
  });
  return report;
}
