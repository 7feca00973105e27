import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { XMLValidator } from 'fast-xml-parser';
import { stripTerminal } from '../clean/index.ts';
import { type Prober, validatorsIn } from '../fetch/index.ts';
import { count } from '../model/count.ts';
import { defined } from '../model/defined.ts';
import { errorMessage } from '../model/error-message.ts';
import type { Problem } from '../model/types.ts';
import { shownAddress } from '../model/url.ts';
import { decodeDocument } from '../parse/index.ts';
import { type Again, type Finding, type Observation, type Review, reviewFeed } from '../publisher/index.ts';
import { type FoundFeed, makeAddressReader, proberFor, textLengths } from '../run/gather/feed-address.ts';
import type { ReadFeed, ReadRequest } from '../run/gather/read-feed.ts';
import { type GlobalOptions, type SiteReading, siteReading } from '../run/site-folder.ts';
import { wholeAddress } from './add-command.ts';
import { type NamedCommand, stoppedBy } from './command-result.ts';
import { type Console, styled } from './console.ts';
import { exitCodes } from './exit-codes.ts';
import { noAnswer, readOnce } from './inspect-command.ts';

interface CheckFeedOptions extends GlobalOptions {
  /** A stored copy, judged without the network. */
  readonly offline?: string;
  /** A lower score fails. */
  readonly minScore: number;
}

function strictJsonFault(text: string): Observation['strict'] {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const message = errorMessage(error);
    const before = text.slice(0, Number(/position (\d+)/.exec(message)?.[1] ?? text.length)).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
  }
}

/** Where a strict reader stops, if it does. */
function strictFault(body: Uint8Array, format: string, contentType?: string): Observation['strict'] {
  if (format.startsWith('h-feed')) return undefined;
  const { text } = decodeDocument(body, contentType);
  if (format.startsWith('json')) return strictJsonFault(text.replace(/^\uFEFF/, ''));
  const valid = XMLValidator.validate(text.replace(/^\uFEFF/, ''));
  if (valid === true) return undefined;
  const { line, col, msg } = valid.err;
  return { line, column: col, message: msg };
}

/** Asks once more: with validators where there are any, so that one question tests them and the ids. */
async function askAgain(
  address: string,
  found: FoundFeed,
  prober: Prober,
  { timezone }: Pick<SiteReading, 'timezone'>,
): Promise<Again> {
  const validators = validatorsIn(found.url, found.headers);
  const how = { followsPages: true, ...defined({ validators }) };
  const second = (await prober.probe(address, how)).outcome;
  if (second.kind === 'failed') return { kind: 'failed' };
  if (second.kind === 'not-modified') return { kind: 'not-modified' };
  if (Buffer.compare(second.body, found.body) === 0) return { kind: 'same-bytes' };
  const { url, headers, body } = second;
  const contentType = headers['content-type'];
  const answer = await readOnce({ body, url, headers, ...defined({ contentType, timezone }) });
  return answer.kind === 'read'
    ? { kind: 'changed', ids: answer.feed.items.map((item) => item.id) }
    : { kind: 'failed' };
}

type Observed = { readonly observation: Observation } | { readonly problem: Problem };

function observe(
  read: Pick<ReadFeed, 'feed' | 'repairs'>,
  place: Pick<Observation, 'url' | 'now' | 'delivery'> & Pick<ReadRequest, 'body' | 'contentType'>,
): Observation {
  const { url, now, body, contentType, delivery } = place;
  const { feed, repairs } = read;
  const strict = strictFault(body, feed._daybook.format, contentType);
  return {
    url,
    now,
    bytes: body.length,
    ...defined({ delivery }),
    feed,
    lengths: textLengths(feed),
    repairs,
    ...defined({ strict }),
  };
}

async function observeOnline(address: string, options: CheckFeedOptions & SiteReading): Promise<Observed> {
  const prober = proberFor(options);
  const reader = makeAddressReader(prober, { ...options, followsPages: true });
  try {
    const answer = await reader.read(address);
    if (answer.kind !== 'feed') return { problem: answer.problem };
    const { url, headers, body, tookMs } = answer;
    const again = await askAgain(address, answer, prober, options);
    const steps = answer.steps.map((step) => ({ url: step.url, status: step.status }));
    const delivery = { steps, tookMs, headers, again };
    const type = defined({ contentType: headers['content-type'] });
    return { observation: observe(answer, { url, now: options.now, body, delivery, ...type }) };
  } finally {
    await reader.close();
  }
}

async function observeFile(
  file: string,
  url: string | undefined,
  options: CheckFeedOptions & SiteReading,
): Promise<Observed> {
  const path = resolve(file);
  let body: Uint8Array;
  try {
    body = await readFile(path);
  } catch (error) {
    return { problem: noAnswer('check', path, errorMessage(error)) };
  }
  const address = url ?? pathToFileURL(path).href;
  const { now, timezone } = options;
  const answer = await readOnce({ body, url: address, headers: {}, ...defined({ timezone }) });
  if (answer.kind === 'refused') return { problem: answer.problem };
  return { observation: observe(answer, { url: address, now, body }) };
}

const colours = { error: 'red', warning: 'yellow', advice: 'dim' } as const;

function findingText({ code, level, what, why, fix }: Finding, console: Console): string {
  const head = `${styled(console, colours[level], level.padEnd(8))}${styled(console, 'bold', code)}  ${stripTerminal(what)}`;
  return `${head}\n          why  ${why}\n          fix  ${fix}\n`;
}

function print(review: Review, { feed, url, delivery }: Observation, console: Console): void {
  const title = feed.title === undefined ? 'A feed without a title' : stripTerminal(feed.title);
  const { score, findings, good } = review;
  console.out(`${styled(console, 'bold', `${score} of 100`)}  ${title}\n`);
  console.out(`${stripTerminal(shownAddress(url))}\n`);
  console.out(`${feed._daybook.format}, ${count(feed.items.length, 'item')}, ${feed._daybook.charset}`);
  console.out(
    delivery
      ? `, answered in ${delivery.tookMs} ms\n`
      : ', a stored copy: how it is served was not looked at\n',
  );
  if (good.length > 0) console.out(`\ngood    ${good.join('; ')}\n`);
  for (const finding of findings) console.out(`\n${findingText(finding, console)}`);
  if (findings.length === 0) console.out('\nNothing to mend.\n');
}

/**
 * `daybook check <url>`: tells a feed's author why their feed is good or not. Exit code 1 for a feed that cannot be read,
 * that has an error, or whose score lies below the wanted one.
 */
export const checkFeedCommand: NamedCommand<string | undefined, CheckFeedOptions> = async (
  target,
  options,
  console,
) => {
  const address = target === undefined ? undefined : wholeAddress(target);
  const reading = { ...options, ...(await siteReading(target ?? '', options)) };
  const { scrape } = reading;
  if (target !== undefined && options.offline === undefined && scrape) {
    const { checkPage } = await import('./check-page.ts');
    return checkPage(target, { ...reading, scrape }, console);
  }
  const observed =
    options.offline !== undefined || address === undefined
      ? await observeFile(options.offline ?? '', address, reading)
      : await observeOnline(address, reading);
  if ('problem' in observed) return stoppedBy(observed.problem, exitCodes.failed, console);
  const { observation } = observed;
  const review = reviewFeed(observation);
  if (!options.json && !options.quiet) print(review, observation, console);
  const isBad = review.score < options.minScore || review.findings.some((one) => one.level === 'error');
  const { feed, delivery, bytes } = observation;
  const { format, charset } = feed._daybook;
  return {
    exitCode: isBad ? exitCodes.failed : exitCodes.done,
    report: {
      url: shownAddress(observation.url),
      title: feed.title,
      format,
      charset,
      items: feed.items.length,
      bytes,
      ...review,
      ...(delivery && { steps: delivery.steps, tookMs: delivery.tookMs }),
    },
  };
};
