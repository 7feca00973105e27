import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { configPath, writtenSettings } from '../config/index.ts';
import { replaceFile } from '../disk/index.ts';
import { count } from '../model/count.ts';
import { archiveOf, type GlobalOptions } from '../run/site-folder.ts';
import { written } from '../run/written.ts';
import { readRecords } from '../site/index.ts';
import { exportedOpml, isShared } from '../site/outputs/opml.ts';
import { type SiteCommand, stoppedBy } from './command-result.ts';
import { exitCodes } from './exit-codes.ts';

interface ExportOptions extends GlobalOptions {
  /** Where to; stdout when absent. */
  readonly file?: string;
}

/** `daybook export`: writes the list of feeds as OPML to stdout, or to a file. */
export const exportCommand: SiteCommand<ExportOptions> = async (options, folder, console) => {
  const { config } = folder;
  const { file } = options;
  const { records } = await readRecords(
    config.feeds.map((feed) => feed.id),
    archiveOf(folder, options.now),
  );
  // Feeds of `daybook.yaml` come first, then those of a list that it names.
  const own = writtenSettings(await readFile(configPath(folder.dir), 'utf8'));
  const settings = new Map(config.feeds.map((feed, at) => [feed, own[at]]));
  const text = exportedOpml(config, records, (feed) => settings.get(feed));
  const left = config.feeds.length - config.feeds.filter(isShared).length;
  if (left > 0)
    console.err(`Left out: ${count(left, 'feed')} in files of this folder, which nobody else can follow.\n`);
  const counts = { feeds: config.feeds.length - left, leftOut: left };
  if (file === undefined) {
    if (!options.json) console.out(text);
    return { exitCode: exitCodes.done, report: { ...counts, opml: text } };
  }
  const path = resolve(file);
  const failed = await written(() => replaceFile(path, text), {
    what: 'The list could not be written.',
    where: path,
    fix: 'Name a file in a folder that exists and may be written to.',
    kept: 'The file as it was.',
  });
  if (failed) return stoppedBy(failed, exitCodes.failed, console);
  if (!options.quiet) console.err(`${count(counts.feeds, 'feed')} written to ${path}.\n`);
  return { exitCode: exitCodes.done, report: { ...counts, file: path } };
};
