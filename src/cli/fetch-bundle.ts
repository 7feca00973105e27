import { join, relative, resolve } from 'node:path';
import { isInShard, type Shard } from '../run/bundle/shard.ts';
import { BundleWriter } from '../run/bundle/write-bundle.ts';
import { readAsked } from '../run/gather/asked.ts';
import { collect } from '../run/gather/update.ts';
import { archiveOf, cacheDir, type SiteFolder } from '../run/site-folder.ts';
import { readRecords } from '../site/index.ts';
import { type SiteCommand, stoppedBy } from './command-result.ts';
import type { Console } from './console.ts';
import { exitCodes } from './exit-codes.ts';
import { exitCodeOf, type FetchOptions, fetchCounts, printReport, refuseUnknown } from './fetch-command.ts';
import { progressView } from './progress.ts';
import { untilSignal } from './until-signal.ts';

export interface FetchBundleOptions extends FetchOptions {
  readonly shard: Shard;
  /** The file; in the site folder's `_bundle` when absent. */
  readonly bundle?: string;
}

/** Where bundles lie when nobody says otherwise. */
export function bundleDir(folder: SiteFolder): string {
  return join(folder.dir, '_bundle');
}

function wantedIds({ feeds, shard }: FetchBundleOptions, folder: SiteFolder): ReadonlySet<string> {
  const named = new Set(feeds);
  const wanted = folder.config.feeds.filter(
    (feed) => isInShard(feed, shard) && (named.size === 0 || named.has(feed.id)),
  );
  return new Set(wanted.map((feed) => feed.id));
}

async function fetchInto(
  writer: BundleWriter,
  options: FetchBundleOptions,
  folder: SiteFolder,
  console: Console,
) {
  const only = wantedIds(options, folder);
  const { records } = await readRecords(only, archiveOf(folder, options.now));
  const asked = await readAsked(cacheDir(folder));
  const view = progressView(console);
  return untilSignal(console, (signal) =>
    collect(
      {
        folder,
        asked,
        now: options.now,
        force: options.force,
        only,
        ...(!options.quiet && { onProgress: view.show }),
        signal,
      },
      records,
      writer,
    ),
  ).finally(view.end);
}

/**
 * `daybook fetch --shard`: asks one part of the feeds, and writes what they answered into a bundle. Neither archive nor
 * cache is written, so it needs no lock: several may run on one folder, or on copies of it.
 */
export const fetchBundleCommand: SiteCommand<FetchBundleOptions> = async (options, folder, console) => {
  const refused = refuseUnknown(options, folder, console);
  if (refused) return refused;
  const { index, of } = options.shard;
  const path =
    options.bundle === undefined
      ? join(bundleDir(folder), `shard-${index}-of-${of}.jsonl`)
      : resolve(options.bundle);
  const writer = new BundleWriter({ path, site: folder.config.url, now: options.now });
  const { outcomes, failure } = await fetchInto(writer, options, folder, console).catch(async (error) => {
    await writer.drop();
    throw error;
  });
  if (failure) {
    await writer.drop();
    return stoppedBy(failure, exitCodes.failed, console);
  }
  const closed = await writer.close();
  if ('problem' in closed) return stoppedBy(closed.problem, exitCodes.failed, console);
  const report = { outcomes, problems: [] };
  if (!options.quiet) {
    printReport(report, console);
    console.err(`Bundle: ${closed.files.map((file) => relative(process.cwd(), file)).join(', ')}\n`);
  }
  const { added: _added, revised: _revised, ...counts } = fetchCounts(report);
  return {
    exitCode: exitCodeOf(report, options.strict),
    report: { counts, feeds: outcomes, bundle: closed.files, problems: [] },
  };
};
