import { join, relative, sep } from 'node:path';
import type { FileMark } from './output.ts';
import { daybookPages, type PreparedSite } from './plugin.ts';
import type { PageUnit, Prepared } from './prepare.ts';
import { emptyDir, inputDir } from './static-files.ts';
import type { Maker } from './unit-maker.ts';
import type { FolderState } from './up-to-date.ts';

/** Writes a file of the site; `undefined` where the publisher's own file of that name goes before it. */
export type Write = (path: string, content: string | Uint8Array) => Promise<FileMark | undefined>;

/** Eleventy wants paths that are relative to the folder it runs in. */
function fromHere(path: string): string {
  return relative(process.cwd(), path) || '.';
}

export interface PageRun extends Pick<FolderState, 'siteDir' | 'outputDir'> {
  readonly prepared: Pick<Prepared, 'site' | 'render' | 'context'>;
  /** Those that have to be rendered. */
  readonly pages: readonly PageUnit[];
  readonly maker: Maker;
  /** Takes the publisher's own pages. */
  readonly write: Write;
}

/** Hands pages to Eleventy, and with `own` the publisher's. */
export async function runEleventy(
  run: PageRun,
  { own = false }: { readonly own?: boolean } = {},
): Promise<void> {
  const input = own ? await inputDir(run.siteDir) : await emptyDir(run.siteDir);
  // Modules that change are for its watcher, which is not used: else every import goes through a thread of its own.
  process.env.ELEVENTY_SKIP_ESM_RESOLVER ??= 'true';
  const { default: Eleventy } = await import('@11ty/eleventy');
  const { outputDir, maker, write } = run;
  const units = new Map(run.pages.map(({ ref, unit }) => [ref.path, unit]));
  const { site, render, context } = run.prepared;
  const siteFor: PreparedSite['siteFor'] = ({ path }) => {
    const unit = units.get(path);
    return unit ? maker.siteFor(unit) : site;
  };
  const eleventy = new Eleventy(fromHere(input), fromHere(outputDir), {
    quietMode: true,
    configPath: null,
    // Pages are written by the output folder, which leaves alone what did not change.
    dryRun: true,
    config: async (config) => {
      // Pages in Markdown are pages of the digest: see `own-pages.ts`.
      config.ignores.add(`${fromHere(input)}/**/*.md`);
      // It times transforms, and tells of slow ones whatever was asked for.
      config.benchmarkManager.get('Configuration').logger.overrideLogger(false);
      const pages = run.pages.map(({ ref }) => ref);
      const finish = async (): Promise<void> => undefined;
      await daybookPages(config, {
        prepare: async () => ({ site, render, context, finish, pages, siteFor }),
      });
      config.addTransform('daybook-output', async function take(content) {
        const file = join(process.cwd(), this.page.outputPath);
        const path = `/${relative(outputDir, file).split(sep).join('/')}`;
        const unit = units.get(path);
        await (unit ? maker.write(unit, path, content) : write(path, content));
        return content;
      });
    },
  });
  eleventy.disableLogger();
  await eleventy.init();
  await eleventy.write();
}
