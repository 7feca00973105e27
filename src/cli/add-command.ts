import { stripTerminal } from '../clean/index.ts';
import { addressKey, type FeedInput, feedIdOf, hashedFeedId, webAddress } from '../config/index.ts';
import { count } from '../model/count.ts';
import { defined } from '../model/defined.ts';
import { shownAddress } from '../model/url.ts';
import { type Candidate, isCommentsFeed, textsOf } from '../publisher/index.ts';
import { makeAddressReader, proberFor } from '../run/gather/feed-address.ts';
import { type Found, findFeeds } from '../run/gather/find-feeds.ts';
import type { GlobalOptions } from '../run/site-folder.ts';
import { type CommandResult, type NamedCommand, stoppedBy } from './command-result.ts';
import { type Console, styled } from './console.ts';
import { exitCodes } from './exit-codes.ts';
import { askChoice, canAsk } from './prompts.ts';
import { openSiteConfig, type SiteConfig, withAdditions, writeSiteConfig } from './site-config.ts';
import { dropWelcome } from './welcome.ts';

export interface AddOptions extends GlobalOptions {
  readonly section?: string;
  readonly id?: string;
  readonly title?: string;
  /** Takes the best feed without asking. */
  readonly yes: boolean;
}

/** `example.org/blog` as people write it; `feed:` addresses as browsers once made them. */
export function wholeAddress(text: string): string {
  const address = webAddress(text);
  return /^[a-z][a-z0-9+.-]*:/i.test(address) && !/^[\w.-]+:\d+(?:\/|$)/.test(address)
    ? address
    : `https://${address}`;
}

function describe(candidate: Candidate): string {
  const { title, format, items } = candidate;
  const name = title === undefined ? '(no title)' : stripTerminal(title);
  return `${name} · ${format} · ${count(items, 'item')}, ${textsOf(candidate)}${isCommentsFeed(candidate) ? ' · comments' : ''}`;
}

function listCandidates(candidates: readonly Candidate[], console: Console): void {
  candidates.forEach((candidate, at) => {
    const mark = at === 0 ? styled(console, 'green', '→') : ' ';
    console.err(`${mark} ${stripTerminal(shownAddress(candidate.url))}\n    ${describe(candidate)}\n`);
  });
}

async function choose(candidates: readonly Candidate[], options: AddOptions): Promise<Candidate | undefined> {
  const [best] = candidates;
  if (candidates.length < 2 || options.yes || options.json || !canAsk()) return best;
  const choices = candidates.map((one) => ({
    value: one.url,
    label: stripTerminal(shownAddress(one.url)),
    hint: describe(one),
  }));
  const url = await askChoice('Which feed?', choices, best?.url);
  return candidates.find((one) => one.url === url);
}

function entryFor(candidate: Candidate, options: AddOptions, config: SiteConfig): FeedInput {
  const taken = new Set(config.present.feeds.map((feed) => feed.id));
  const isTaken = options.id === undefined && taken.has(feedIdOf(candidate.url));
  const id = isTaken ? hashedFeedId(candidate.url) : options.id;
  return { url: candidate.url, ...defined({ id, title: options.title, section: options.section }) };
}

function alreadyThere(url: string, config: SiteConfig, console: Console): CommandResult | undefined {
  const known = config.present.feeds.find((feed) => addressKey(feed.url) === addressKey(url));
  if (!known) return undefined;
  console.err(`The digest follows it already, as "${known.id}". Nothing was changed.\n`);
  return { exitCode: exitCodes.done, report: { added: false, id: known.id, url: shownAddress(known.url) } };
}

async function write(
  candidate: Candidate,
  config: SiteConfig,
  options: AddOptions,
  console: Console,
): Promise<CommandResult> {
  const entry = entryFor(candidate, options, config);
  const edited = await withAdditions(config, { feeds: [entry], sections: [] });
  if ('problems' in edited) return stoppedBy(edited.problems, exitCodes.usage, console);
  const failed = await writeSiteConfig(config.dir, edited.text);
  if (failed) return stoppedBy(failed, exitCodes.failed, console);
  const id = typeof entry === 'object' && entry.id !== undefined ? entry.id : feedIdOf(candidate.url);
  if (!options.quiet) console.err(`Added as "${id}". It comes with the next daybook build.\n`);
  await dropWelcome(options, console);
  return {
    exitCode: exitCodes.done,
    report: { added: true, id, ...candidate, url: shownAddress(candidate.url) },
  };
}

/** `daybook add`: finds the feed behind any address, and adds it to `daybook.yaml`. */
export const addCommand: NamedCommand<string, AddOptions> = async (target, options, console) => {
  const config = await openSiteConfig(options.site);
  if ('problems' in config) return stoppedBy(config.problems, exitCodes.usage, console);
  const address = wholeAddress(target);
  const known = alreadyThere(address, config, console);
  if (known) {
    // An earlier run that was interrupted added it.
    await dropWelcome(options, console);
    return known;
  }
  const allowPrivateNetworks = options.allowPrivateNetworks || config.allowsPrivateNetworks;
  const prober = proberFor({ ...options, allowPrivateNetworks, ...defined({ contact: config.contact }) });
  const reader = makeAddressReader(prober);
  let found: Found;
  try {
    found = await findFeeds(address, reader);
  } finally {
    await reader.close();
  }
  if (found.kind === 'none') return stoppedBy(found.problem, exitCodes.failed, console);
  if (!options.quiet) listCandidates(found.candidates, console);
  const candidate = await choose(found.candidates, options);
  if (!candidate) return { exitCode: exitCodes.failed, report: {} };
  return alreadyThere(candidate.url, config, console) ?? write(candidate, config, options, console);
};
