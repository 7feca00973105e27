import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAllRecords } from '../content/records.ts';
import { archiveOf, readSiteFolder } from '../folder/site-folder.ts';
import { openOutput } from './output.ts';
import type { PreparedSite } from './plugin.ts';
import { prepareSite } from './prepare.ts';
import { publishArchive } from './published-archive.ts';
import { staticFiles } from './static-files.ts';
import { writeRedirects } from './write-redirects.ts';

/** Prepares the digest of a site folder for an Eleventy project. Throws with every fault of the configuration. */
export async function prepareFolder(siteDir: string, now = new Date().toISOString()): Promise<PreparedSite> {
  const folder = await readSiteFolder(siteDir);
  if ('problems' in folder) {
    const faults = folder.problems.map(
      ({ code, what, where, fix }) => `${code}  ${what}  (${where})  ${fix}`,
    );
    throw new Error(faults.join('\n'));
  }
  const { config } = folder;
  const archive = archiveOf(folder, now);
  const { records } = await readAllRecords(config, archive);
  const { site, render, context, outputs, pages } = await prepareSite({
    siteDir,
    config,
    now,
    archive,
    records,
  });
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
      await writeRedirects(site, { outputDir, taken: () => taken, write: output.write });
    },
  };
}
