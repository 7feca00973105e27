import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../model/types.ts';
import { readAllRecords } from '../content/records.ts';
import { archiveOf, readSiteFolder } from '../folder/site-folder.ts';
import { openOutput } from './output.ts';
import type { PreparedSite } from './plugin.ts';
import { prepareSite } from './prepare.ts';
import { publishArchive } from './published-archive.ts';
import { staticFiles } from './static-files.ts';
import { writeRedirects } from './write-redirects.ts';

interface FolderInput {
  /** RFC 3339; the machine's clock when absent. */
  readonly now: string | undefined;
  /** Takes what does not end a build: damaged days, a template that no page uses. */
  readonly report: (problems: readonly Problem[]) => void;
}

/** A problem on one line. */
export function lineOf({ code, what, where, fix }: Problem): string {
  return `${code}  ${what}  (${where})  ${fix}`;
}

/** Prepares the digest of a site folder for an Eleventy project. Throws with every fault of the configuration. */
export async function prepareFolder(siteDir: string, input: FolderInput): Promise<PreparedSite> {
  const { now = new Date().toISOString(), report } = input;
  const folder = await readSiteFolder(siteDir);
  if ('problems' in folder) throw new Error(folder.problems.map(lineOf).join('\n'));
  const { config } = folder;
  const archive = archiveOf(folder, now);
  const { records, problems: damage } = await readAllRecords(config, archive);
  const prepared = await prepareSite({ siteDir, config, now, archive, records });
  const { site, render, context, outputs, pages } = prepared;
  report([...damage, ...prepared.notices, ...prepared.problems]);
  return {
    site,
    render,
    context,
    finish: async (outputDir) => {
      const output = await openOutput(outputDir);
      const own = staticFiles(siteDir);
      for (const [path, file] of own) await output.write(path, await readFile(file));
      const taken = new Set([...own.keys(), ...pages.map(({ ref }) => ref.path)]);
      for (const unit of outputs)
        await unit.make(
          site,
          async (path, content) => {
            taken.add(path);
            if (!own.has(path)) await output.write(path, content);
          },
          output.read,
        );
      if (config.outputs.archive)
        await publishArchive(join(siteDir, '_data'), async (path, content) => {
          taken.add(path);
          await output.write(path, content);
        });
      report(await writeRedirects(site, { outputDir, taken: () => taken, write: output.write }));
    },
  };
}
