import { isAbsolute, join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { Config, FeedConfig, MailSettings, Problem } from '../model/types.ts';
import { type ConfigSource, problemsOf, whereIn } from './config-problem.ts';
import { crossCheck } from './cross-check.ts';
import { feedsOf, feedsOfOpml, type OpmlFeeds } from './feeds.ts';
import { parseOpml } from './opml.ts';
import { rulesOf } from './rules.ts';
import { type ConfigInput, configSchema } from './schema.ts';
import { keysAt } from './schema-keys.ts';
import { parseByteSize, parseDuration, parseKeep } from './units.ts';
import { isTooDeep, maxFileNesting } from './yaml-nesting.ts';

export type ConfigResult =
  | { readonly config: Config; readonly notices: readonly Problem[] }
  | { readonly problems: readonly Problem[] };

/** Reads a file of the site folder as text; `undefined` where there is none. */
export type ReadText = (path: string) => Promise<string | undefined>;

const file = 'daybook.yaml';
/** Shown as the site's address until one is configured. */
const placeholderUrl = 'http://localhost:8080/';

function sourceOf(text: string): ConfigSource {
  const lines = new LineCounter();
  return { file, lines, document: parseDocument(text, { lineCounter: lines }) };
}

function syntaxProblems(source: ConfigSource): Problem[] {
  return source.document.errors.map((error) => {
    const at = source.lines.linePos(error.pos[0]);
    return {
      code: 'CONFIG_NOT_YAML',
      what: 'The configuration is not valid YAML.',
      where: `${file}, line ${at.line}, column ${at.col}`,
      why: error.message.split('\n')[0] ?? error.code,
      fix: 'Look at the indentation, and put texts with ": " or "#" in quotes.',
    };
  });
}

function withSlash(url: string): string {
  const parsed = new URL(url);
  parsed.hash = '';
  parsed.search = '';
  if (!parsed.pathname.endsWith('/')) parsed.pathname += '/';
  return parsed.href;
}

function mailOf(mail: NonNullable<ConfigInput['mail']>): MailSettings {
  const { from, to, replyTo, unsubscribe, every, perMinute } = mail;
  return {
    from,
    every,
    ...(to !== undefined && { to }),
    ...(replyTo !== undefined && { replyTo }),
    ...(unsubscribe !== undefined && { unsubscribe }),
    ...(perMinute !== undefined && { perMinute }),
  };
}

function configOf(input: ConfigInput, feeds: FeedConfig[], rules: Config['rules']): Config {
  const { fetch } = input;
  const keepMs = parseKeep(input.archive.keep);
  return {
    title: input.title,
    url: withSlash(input.url ?? placeholderUrl),
    ...(input.description !== undefined && { description: input.description }),
    locale: Intl.getCanonicalLocales(input.locale)[0] ?? 'en',
    timezone: input.timezone,
    feeds,
    sections: input.sections,
    rules,
    fetch: {
      concurrency: fetch.concurrency,
      timeoutMs: parseDuration(fetch.timeout) ?? 20_000,
      maxBytes: parseByteSize(fetch.maxBytes) ?? 10_000_000,
      intervalMs: parseDuration(fetch.interval) ?? 3_600_000,
      ...(fetch.contact !== undefined && { contact: fetch.contact }),
      allowPrivateNetworks: fetch.allowPrivateNetworks,
    },
    editions: {
      every: input.editions.every,
      closeAfterMs: parseDuration(input.editions.closeAfter) ?? 21_600_000,
      ...(input.editions.firstDay !== undefined && { firstDay: input.editions.firstDay }),
    },
    archive: keepMs === undefined || keepMs === Number.POSITIVE_INFINITY ? {} : { keepMs },
    images: input.images,
    outputs: outputsOf(input),
    ...(input.mail !== undefined && { mail: mailOf(input.mail) }),
    robots: input.robots,
    offline: input.offline,
  };
}

function outputsOf({ outputs: { hub, ...outputs } }: ConfigInput): Config['outputs'] {
  return { ...outputs, ...(hub !== undefined && { hub }) };
}

/** Whether pages show less than the archive holds. */
function hidesSomething({ feeds = [], rules }: ConfigInput): boolean {
  const shortened = feeds.some(
    (feed) =>
      typeof feed === 'object' && (feed.freeAfter !== undefined || (feed.publish ?? 'full') !== 'full'),
  );
  const hidden = rules.some(
    ({ then }) => then === 'drop' || then.access === 'subscriber' || (then.publish ?? 'full') !== 'full',
  );
  return shortened || hidden;
}

/** What a publisher should know of what the file asks for. */
function noticesOf(input: ConfigInput, source: ConfigSource): Problem[] {
  const notices: Problem[] = [];
  if (input.url === undefined) {
    notices.push({
      code: 'CONFIG_NO_URL',
      what: 'The digest does not know where it will be published.',
      where: file,
      why: `Without "url:", its feeds point to ${placeholderUrl}.`,
      fix: 'Add a line "url: https://…" before you publish.',
    });
  }
  if (input.outputs.archive && hidesSomething(input)) {
    notices.push({
      code: 'CONFIG_ARCHIVE_PUBLIC',
      what: 'The published archive holds more than the pages show.',
      where: whereIn(source, ['outputs', 'archive']),
      why: 'Excerpts, subscribers’ items and rules shorten or hide items on the pages; in the archive they are whole.',
      fix: 'Keep the archive elsewhere, such as on a branch, unless everything in it may be public.',
    });
  }
  return notices;
}

async function readOpml(
  path: string,
  readText: ReadText,
): Promise<{ feeds: ReturnType<typeof parseOpml> } | { missing: Omit<Problem, 'where'> }> {
  const refused = (why: string, fix: string): { missing: Omit<Problem, 'where'> } => ({
    missing: { code: 'CONFIG_NO_OPML', what: `Could not read "${path}".`, why, fix },
  });
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) {
    return refused(
      'Only files are read; an address would make the list of feeds depend on another server.',
      'Save the list into the site folder, and name that file.',
    );
  }
  if (isAbsolute(path) || path.split(/[\\/]/).includes('..')) {
    return refused('It lies outside the site folder.', 'Copy the file into the site folder.');
  }
  const text = await readText(path);
  if (text === undefined)
    return refused('There is no such file in the site folder.', 'Correct the name, or remove the line.');
  return { feeds: parseOpml(text, path) };
}

/** The feeds of the OPML file, and what is wrong with it. */
async function opmlFeeds(
  { opml, sections }: ConfigInput,
  own: readonly FeedConfig[],
  source: ConfigSource,
  readText: ReadText,
): Promise<OpmlFeeds & { readonly problems: readonly Problem[] }> {
  const none = { feeds: [], skipped: [] };
  if (opml === undefined) return { ...none, problems: [] };
  const read = await readOpml(opml, readText);
  if ('missing' in read)
    return { ...none, problems: [{ ...read.missing, where: whereIn(source, ['opml']) }] };
  if ('problem' in read.feeds) return { ...none, problems: [read.feeds.problem] };
  return { ...feedsOfOpml(read.feeds.feeds, own, sections, opml), problems: [] };
}

function noFeeds(): Problem {
  return {
    code: 'CONFIG_NO_FEEDS',
    what: 'No feeds are configured.',
    where: file,
    why: 'A digest is made from at least one feed.',
    fix: 'Add addresses under "feeds:", or name a list of feeds with "opml:".',
  };
}

const tooDeep: Problem = {
  code: 'CONFIG_NOT_YAML',
  what: 'The configuration is not valid YAML.',
  where: file,
  why: `It is nested deeper than ${maxFileNesting} levels.`,
  fix: 'Look for brackets that are opened and never closed.',
};

/** The values of a YAML document; aliases that multiply without end are a fault of the file, not of the program. */
function valuesOf(document: ConfigSource['document']): { value: unknown } | { problem: Problem } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    return {
      problem: {
        code: 'CONFIG_NOT_YAML',
        what: 'The configuration is not valid YAML.',
        where: file,
        why: error instanceof Error ? error.message : String(error),
        fix: 'Write out what the aliases ("*name") stand for.',
      },
    };
  }
}

/**
 * Checks the text of `daybook.yaml` and gives the configuration with its defaults, or every fault at once, each with
 * line, column, what is allowed and the likely meaning. `readText` is asked for the OPML file only.
 */
export async function readConfig(text: string, readText: ReadText): Promise<ConfigResult> {
  if (isTooDeep(text, maxFileNesting)) return { problems: [tooDeep] };
  const source = sourceOf(text);
  const syntax = syntaxProblems(source);
  if (syntax.length > 0) return { problems: syntax };
  const values = valuesOf(source.document);
  if ('problem' in values) return { problems: [values.problem] };
  const problems: Problem[] = [];
  const parsed = configSchema.safeParse(values.value);
  for (const issue of parsed.error?.issues ?? []) problems.push(...problemsOf(issue, source, keysAt));
  crossCheck(values.value, (path, problem) => problems.push({ ...problem, where: whereIn(source, path) }));
  if (!parsed.success) return { problems };
  const input = parsed.data;
  const own = feedsOf(input.feeds ?? [], file);
  const opml = await opmlFeeds(input, own, source, readText);
  problems.push(...opml.problems);
  const feeds = [...own, ...opml.feeds];
  if (feeds.length === 0 && problems.length === 0) problems.push(noFeeds());
  if (problems.length > 0) return { problems };
  const notices = [...noticesOf(input, source), ...opml.skipped];
  return { config: configOf(input, feeds, rulesOf(input.rules, file)), notices };
}

/** Where the configuration of a site folder lies. */
export function configPath(siteDir: string): string {
  return join(siteDir, file);
}
