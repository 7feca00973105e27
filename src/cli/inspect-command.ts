import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withIds } from '../archive/index.ts';
import { stripTerminal } from '../clean/index.ts';
import { fetchAll } from '../fetch/index.ts';
import { defined } from '../model/defined.ts';
import { errorMessage } from '../model/error-message.ts';
import type { ScrapeSettings } from '../model/pages.ts';
import type { FeedConfig, Problem } from '../model/types.ts';
import { isUrl, shownAddress } from '../model/url.ts';
import { askingFor } from '../run/gather/feed-address.ts';
import type { ReadAnswer, ReadRequest } from '../run/gather/read-feed.ts';
import { makeFeedReader } from '../run/gather/reader.ts';
import { type GlobalOptions, type SiteReading, siteReading } from '../run/site-folder.ts';
import { type Console, jsonText, printProblems } from './console.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

interface InspectOptions extends GlobalOptions {
  /** What a page without a feed is read with, when not as the site folder says. */
  readonly scrape?: ScrapeSettings;
}

/** The answer to one request for an address, unread. */
export async function fetchBody(
  url: string,
  options: GlobalOptions & SiteReading,
): Promise<ReadRequest | Problem> {
  const { timezone } = options;
  const scrape = options.scrape && { scrape: options.scrape };
  const feed: FeedConfig = { id: 'inspected', url, publish: 'full', where: 'command line', ...scrape };
  const results = fetchAll([{ feed }], {
    ...askingFor(options),
    siteDir: options.site,
    force: true,
  });
  for await (const result of results) {
    if (result.kind === 'failed') return result.problem;
    if (result.kind !== 'fresh') continue;
    const { body, url: answered, headers, contentType } = result;
    return { body, url: answered, headers, ...defined({ contentType, timezone }), ...scrape };
  }
  return noAnswer('inspect', shownAddress(url), 'The server sent no body.');
}

/** What is said of an address or a file that gave nothing. */
export function noAnswer(purpose: 'check' | 'inspect', where: string, why: string): Problem {
  return {
    code: 'INSPECT_NOTHING',
    what: `There is nothing to ${purpose}.`,
    where,
    why,
    fix: 'Name a file or an https: address.',
  };
}

async function readBody(
  target: string,
  options: GlobalOptions & SiteReading,
): Promise<ReadRequest | Problem> {
  if (/^https?:/i.test(target)) return fetchBody(target, options);
  const file = resolve(target);
  try {
    const { scrape, timezone } = options;
    const body = await readFile(file);
    return { body, url: pathToFileURL(file).href, headers: {}, ...defined({ scrape, timezone }) };
  } catch (error) {
    return noAnswer('inspect', file, errorMessage(error, 'The file could not be read.'));
  }
}

/** Reads one body in a worker of its own. */
export async function readOnce(request: ReadRequest): Promise<ReadAnswer> {
  const reader = makeFeedReader();
  try {
    return await reader.read(request);
  } finally {
    await reader.close();
  }
}

/** Says where a body came from, when the address leads elsewhere: by redirects, or by a page in the feed's place. */
function sayWhereFound(target: string, { url }: ReadRequest, console: Console): void {
  if (!isUrl(target)) return;
  const asked = new URL(target);
  asked.hash = '';
  if (shownAddress(asked.href) !== url)
    console.err(`The address leads to ${stripTerminal(url)}: this is what lies there.\n`);
}

/**
 * `daybook inspect`: prints a feed as JSON Feed 1.1, as it would be archived, and what was mended in it. A page without a
 * feed is read with the selectors that are given, else with those that the site folder has for its address.
 */
export async function inspectCommand(
  target: string,
  given: InspectOptions,
  console: Console,
): Promise<ExitCode> {
  const scrape = given.scrape && { scrape: given.scrape };
  const request = await readBody(target, { ...given, ...(await siteReading(target, given)), ...scrape });
  const fail = (problem: Problem): ExitCode => {
    printProblems([problem], console);
    if (given.json) console.out(jsonText({ exitCode: exitCodes.failed, problems: [problem] }));
    return exitCodes.failed;
  };
  if ('code' in request) return fail(request);
  if (!given.quiet) sayWhereFound(target, request, console);
  const answer = await readOnce(request);
  if (answer.kind === 'refused') return fail(answer.problem);
  const feed = { ...answer.feed, items: withIds(answer.feed.items, given.now), _repairs: answer.repairs };
  console.out(jsonText(feed));
  return exitCodes.done;
}
