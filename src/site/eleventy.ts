import { relative, resolve } from 'node:path';
import type { Problem } from '../model/types.ts';
import type { EleventyConfig } from './render/eleventy-config.ts';
import { daybookPages } from './render/plugin.ts';
import { lineOf, prepareFolder } from './render/prepare-folder.ts';
import { inputDir } from './render/static-files.ts';

/** Options of the plugin in an Eleventy project. */
export interface DaybookOptions {
  /** The site folder with `daybook.yaml` and `_data`; the folder Eleventy runs in when absent. */
  readonly site?: string;
  /**
   * The folder of the project's output where the digest goes, `news`; its root when absent. The path of the digest's
   * `url` has to end with it.
   */
  readonly folder?: string;
  /** The clock, RFC 3339; the machine's when absent. */
  readonly now?: string;
  /**
   * Takes each problem that does not end a build, such as a damaged day or a template that no page uses. They are printed
   * on stderr when absent.
   */
  readonly report?: (problem: Problem) => void;
}

function print(problem: Problem): void {
  process.stderr.write(`[daybook] ${lineOf(problem)}\n`);
}

/**
 * The Eleventy plugin: adds the pages of a digest, its feeds and its search to a project.
 *
 * @example
 * import { daybook } from 'daybook/eleventy';
 * export default (config) => config.addPlugin(daybook, { site: 'news', folder: 'news' });
 */
export async function daybook(config: EleventyConfig, options: DaybookOptions = {}): Promise<object> {
  const siteDir = resolve(options.site ?? '.');
  const { now, report = print } = options;
  await daybookPages(config, {
    prepare: () =>
      prepareFolder(siteDir, {
        now,
        report: (problems) => {
          for (const problem of problems) report(problem);
        },
      }),
    ...(options.folder !== undefined && { folder: options.folder }),
  });
  const input = relative(process.cwd(), await inputDir(siteDir));
  // Pages in Markdown are pages of the digest.
  config.ignores.add(`${input}/**/*.md`);
  return { dir: { input, output: '_site' } };
}

// biome-ignore lint/style/noDefaultExport: Eleventy reads the default export of a configuration.
export default (config: EleventyConfig): Promise<object> => daybook(config);
