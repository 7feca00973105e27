import { openSiteFolder, type SiteFolder } from '../run/site-folder.ts';
import type { SiteCommand } from './command-result.ts';
import { exitCodes } from './exit-codes.ts';
import { type FetchOptions, fetchCommand } from './fetch-command.ts';
import { type RenderOptions, renderCommand } from './render-command.ts';

/** With the feeds that a list named by its address has by now. */
async function afterFetch(options: FetchOptions, folder: SiteFolder): Promise<SiteFolder> {
  if (folder.config.opmlUrl === undefined) return folder;
  const reread = await openSiteFolder(options);
  return 'problems' in reread ? folder : reread;
}

/** `daybook build`: `fetch`, then `render`. Feeds that fail never keep the site from being rendered. */
export const buildCommand: SiteCommand<FetchOptions & Pick<RenderOptions, 'processes'>> = async (
  options,
  folder,
  console,
) => {
  const fetched = await fetchCommand(options, folder, console);
  if (fetched.exitCode !== exitCodes.done && fetched.exitCode !== exitCodes.feedsFailed) return fetched;
  const rendered = await renderCommand(options, await afterFetch(options, folder), console);
  return {
    exitCode: rendered.exitCode === exitCodes.done ? fetched.exitCode : rendered.exitCode,
    report: { fetch: fetched.report, ...rendered.report },
  };
};
