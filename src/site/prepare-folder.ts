import type { PreparedSite } from './plugin.ts';
import { readAllRecords } from './records.ts';
import { prepareSite } from './render.ts';
import { archiveOf, readSiteFolder } from './site-folder.ts';

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
  return prepareSite({ siteDir, config, now, archive, records });
}
