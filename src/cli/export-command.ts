import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { showAddress } from '../fetch/index.ts';
import type { FeedConfig } from '../model/types.ts';
import { archiveOf, type GlobalOptions, type SiteFolder } from '../run/site-folder.ts';
import type { FeedRecord } from '../site/feed-record.ts';
import { inGroups } from '../site/outputs/opml.ts';
import { type XmlNode, xmlDocument } from '../site/outputs/xml.ts';
import { readRecords } from '../site/records.ts';
import { type CommandResult, stoppedBy } from './command-result.ts';
import type { Console } from './console.ts';
import { count } from './count.ts';
import { exitCodes } from './exit-codes.ts';

/** A feed's web address can be followed elsewhere; a file of this folder, and a page without a feed, cannot. */
function isShared({ url, scrape }: FeedConfig): boolean {
  return /^https?:/i.test(url) && scrape === undefined;
}

function outlineOf(feed: FeedConfig, record: FeedRecord | undefined): XmlNode {
  const face = record?.face ?? {};
  const title = feed.title ?? face.title ?? feed.id;
  const own = Object.entries(feed.opml ?? {}).map(([name, value]) => [`@${name}`, value] as const);
  return {
    '@type': 'rss',
    '@text': title,
    '@title': title,
    '@xmlUrl': showAddress(feed.url),
    ...(face.home_page_url !== undefined && { '@htmlUrl': face.home_page_url }),
    ...(face.description !== undefined && { '@description': face.description }),
    ...(face.language !== undefined && { '@language': face.language }),
    ...Object.fromEntries(own),
  };
}

/**
 * The feeds of the configuration as OPML 2.0, in its order, sections as groups, with the attributes that an import kept.
 *
 * @see https://opml.org/spec2.opml
 */
export function exportOpml({ config }: SiteFolder, records: ReadonlyMap<string, FeedRecord>): string {
  const shared = config.feeds.filter(isShared);
  const inSection = (id: string | undefined): XmlNode[] =>
    shared.filter((feed) => feed.section === id).map((feed) => outlineOf(feed, records.get(feed.id)));
  return xmlDocument({
    opml: {
      '@version': '2.0',
      head: { title: config.title, docs: 'https://opml.org/spec2.opml' },
      body: { outline: inGroups(config, inSection) },
    },
  });
}

/** `daybook export`: writes the list of feeds as OPML to stdout, or to a file. */
export async function exportCommand(
  file: string | undefined,
  options: GlobalOptions,
  { folder, console }: { readonly folder: SiteFolder; readonly console: Console },
): Promise<CommandResult> {
  const { config } = folder;
  const { records } = await readRecords(
    config.feeds.map((feed) => feed.id),
    archiveOf(folder, options.now),
  );
  const text = exportOpml(folder, records);
  const left = config.feeds.length - config.feeds.filter(isShared).length;
  if (left > 0)
    console.err(
      `Left out: ${count(left, 'feed')} in files of this folder or made from pages, which no other program can follow.\n`,
    );
  const counts = { feeds: config.feeds.length - left, leftOut: left };
  if (file === undefined) {
    if (!options.json) console.out(text);
    return { exitCode: exitCodes.done, report: { ...counts, opml: text } };
  }
  const path = resolve(file);
  try {
    await writeFile(path, text);
  } catch (error) {
    const problem = {
      code: 'CLI_WRITE_FAILED',
      what: 'The list could not be written.',
      where: path,
      why: error instanceof Error ? error.message : String(error),
      fix: 'Name a file in a folder that exists and may be written to.',
    };
    return stoppedBy(problem, exitCodes.failed, console);
  }
  if (!options.quiet) console.err(`${count(counts.feeds, 'feed')} written to ${path}.\n`);
  return { exitCode: exitCodes.done, report: { ...counts, file: path } };
}
