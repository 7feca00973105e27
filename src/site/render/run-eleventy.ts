import { join, relative, sep } from 'node:path';
import type { EleventyConfig } from './eleventy-config.ts';
import type { FileMark } from './output.ts';
import { daybookPages, type PreparedSite } from './plugin.ts';
import type { PageUnit, Prepared } from './prepare.ts';
import { emptyDir, hasOwnPages, inputDir } from './static-files.ts';
import type { Maker } from './unit-maker.ts';
import type { FolderState } from './up-to-date.ts';

/** Writes a file of the site; `undefined` where the publisher's own file of that name goes before it. */
export type Write = (path: string, content: string | Uint8Array) => Promise<FileMark | undefined>;

/** Eleventy wants paths that are relative to the folder it runs in. */
function fromHere(path: string): string {
  return relative(process.cwd(), path) || '.';
}

interface EleventyRun {
  readonly input: string;
  readonly outputDir: string;
  readonly configure: (config: EleventyConfig) => Promise<void>;
  /** Takes what Eleventy makes; `path` begins with `/`. */
  readonly take: (path: string, content: string, inputPath: string) => Promise<void> | void;
}

async function run({ input, outputDir, configure, take }: EleventyRun): Promise<void> {
  // Modules that change are for its watcher, which is not used: else every import goes through a thread of its own.
  process.env.ELEVENTY_SKIP_ESM_RESOLVER ??= 'true';
  const { default: Eleventy } = await import('@11ty/eleventy');
  const eleventy = new Eleventy(fromHere(input), fromHere(outputDir), {
    quietMode: true,
    configPath: null,
    // Pages are written by the output folder, which leaves alone what did not change.
    dryRun: true,
    config: async (config) => {
      // It times transforms, and tells of slow ones whatever was asked for.
      config.benchmarkManager.get('Configuration').logger.overrideLogger(false);
      await configure(config);
      config.addTransform('daybook-output', async function collect(content) {
        const { inputPath, outputPath } = this.page;
        // With `permalink: false` a page is only there for others.
        if (outputPath === false) return content;
        const file = join(process.cwd(), outputPath);
        await take(`/${relative(outputDir, file).split(sep).join('/')}`, content, inputPath);
        return content;
      });
    },
  });
  eleventy.disableLogger();
  await eleventy.init();
  await eleventy.write();
}

export interface PageRun extends Pick<FolderState, 'siteDir' | 'outputDir'> {
  readonly prepared: Pick<Prepared, 'site' | 'render' | 'context'>;
  /** Those that have to be rendered. */
  readonly pages: readonly PageUnit[];
  readonly maker: Maker;
}

/** Hands pages to Eleventy. */
export async function runEleventy({ siteDir, outputDir, ...given }: PageRun): Promise<void> {
  const { maker } = given;
  const units = new Map(given.pages.map(({ ref, unit }) => [ref.path, unit]));
  const { site, render, context } = given.prepared;
  const siteFor: PreparedSite['siteFor'] = ({ path }) => {
    const unit = units.get(path);
    return unit ? maker.siteFor(unit) : site;
  };
  const pages = given.pages.map(({ ref }) => ref);
  const finish = async (): Promise<void> => undefined;
  await run({
    input: await emptyDir(siteDir),
    outputDir,
    configure: (config) =>
      daybookPages(config, { prepare: async () => ({ site, render, context, finish, pages, siteFor }) }),
    take: async (path, content) => {
      const unit = units.get(path);
      if (unit) await maker.write(unit, path, content);
    },
  });
}

/**
 * The publisher's pages that Eleventy makes, by their paths in the site. Those in Markdown are pages of the digest: see
 * `own-pages.ts`. Throws where one of them cannot be made.
 */
export async function ownEleventyPages({
  siteDir,
  outputDir,
}: Pick<FolderState, 'siteDir' | 'outputDir'>): Promise<ReadonlyMap<string, string>> {
  const made = new Map<string, string>();
  if (!hasOwnPages(siteDir)) return made;
  const input = await inputDir(siteDir);
  await run({
    input,
    outputDir,
    configure: async (config) => {
      config.ignores.add(`${fromHere(input)}/**/*.md`);
    },
    take: (path, content, inputPath) => {
      if (path.startsWith('/../')) throw new Error(`The address of ${inputPath} is outside of the site.`);
      made.set(path, content);
    },
  });
  return made;
}
