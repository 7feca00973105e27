import type { CommandResult } from './command-result.ts';
import type { Console } from './console.ts';
import { exitCodes } from './exit-codes.ts';
import { type FetchOptions, fetchCommand } from './fetch-command.ts';
import { renderCommand } from './render-command.ts';
import type { SiteFolder } from './site-folder.ts';

/** `daybook build`: `fetch`, then `render`. Feeds that fail never keep the site from being rendered. */
export async function buildCommand(
  options: FetchOptions,
  folder: SiteFolder,
  console: Console,
): Promise<CommandResult> {
  const fetched = await fetchCommand(options, folder, console);
  if (fetched.exitCode !== exitCodes.done && fetched.exitCode !== exitCodes.feedsFailed) return fetched;
  const rendered = await renderCommand(options, folder, console);
  return {
    exitCode: rendered.exitCode === exitCodes.done ? fetched.exitCode : rendered.exitCode,
    report: { fetch: fetched.report, ...rendered.report },
  };
}
