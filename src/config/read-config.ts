import { join } from 'node:path';
import { defined } from '../model/defined.ts';
import { HOUR } from '../model/instant.ts';
import { isRecord } from '../model/record.ts';
import type { Config, FeedConfig, Problem } from '../model/types.ts';
import { problemsOf } from './config-problem.ts';
import { type ConfigSource, whereIn } from './config-source.ts';
import { crossCheck } from './cross-check.ts';
import { feedIdOf, feedIdsOf } from './feed-id.ts';
import { feedsOf } from './feeds.ts';
import { type ListAnswer, listedFeeds, type ReadText } from './opml-feeds.ts';
import { feedForms } from './output-feeds.ts';
import { maxFileNesting, readYaml, type YamlFault, yamlFixes } from './read-yaml.ts';
import { checkRedirects, redirectsOf } from './redirects.ts';
import { filterRulesOf, rulesOf } from './rules.ts';
import { type ConfigInput, configSchema } from './schema.ts';
import { keysAt } from './schema-keys.ts';
import { checkSelectors } from './selectors.ts';
import { sameFeeds, sameTitles } from './told-twice.ts';
import { parseByteSize, parseDuration, parseKeep } from './units.ts';

type ConfigResult =
  | { readonly config: Config; readonly notices: readonly Problem[] }
  | { readonly problems: readonly Problem[] };

const file = 'daybook.yaml';
/** Shown as the site's address until one is configured. */
const placeholderUrl = 'http://localhost:8080/';

function notYaml({ kind, where, why }: YamlFault): Problem {
  const what = 'The configuration is not valid YAML.';
  return { code: 'CONFIG_NOT_YAML', what, where, why, fix: yamlFixes[kind] };
}

function withSlash(url: string): string {
  const parsed = new URL(url);
  parsed.hash = '';
  parsed.search = '';
  if (!parsed.pathname.endsWith('/')) parsed.pathname += '/';
  return parsed.href;
}

function configOf(input: ConfigInput, feeds: FeedConfig[], rules: Config['rules']): Config {
  const { $schema: _schema, opml: _opml, archive, editions, fetch, mail, outputs, ...said } = input;
  const keepMs = parseKeep(archive.keep);
  return {
    ...defined(said),
    url: withSlash(input.url ?? placeholderUrl),
    locale: Intl.getCanonicalLocales(input.locale)[0] ?? 'en',
    feeds,
    sources: sourcesOf(input),
    views: input.views.map((view) => defined(view)),
    rules,
    redirects: redirectsOf(input.redirects, file),
    fetch: {
      concurrency: fetch.concurrency,
      timeoutMs: parseDuration(fetch.timeout) ?? 20_000,
      maxBytes: parseByteSize(fetch.maxBytes) ?? 10_000_000,
      intervalMs: parseDuration(fetch.interval) ?? HOUR,
      ...defined({ contact: fetch.contact }),
      allowPrivateNetworks: fetch.allowPrivateNetworks,
    },
    editions: {
      every: editions.every,
      closeAfterMs: parseDuration(editions.closeAfter) ?? 21_600_000,
      ...defined({ firstDay: editions.firstDay }),
    },
    archive: keepMs === undefined || keepMs === Number.POSITIVE_INFINITY ? {} : { keepMs },
    outputs: { ...defined(outputs), feeds: feedForms(outputs.feeds) },
    ...(mail && { mail: defined(mail) }),
  };
}

function sourcesOf({ look, sources: { icons, ...said } }: ConfigInput): Config['sources'] {
  return { icons: icons ?? (look === 'planet' ? 'items' : true), ...defined(said) };
}

/** Whether pages show less than the archive holds. */
function hidesSomething({ feeds = [], rules }: ConfigInput): boolean {
  const shortened = feeds.some(
    (feed) =>
      typeof feed === 'object' &&
      (feed.freeAfter !== undefined || feed.filter !== undefined || (feed.publish ?? 'full') !== 'full'),
  );
  const hidden = rules.some(
    ({ then }) => then === 'drop' || then.access === 'subscriber' || (then.publish ?? 'full') !== 'full',
  );
  return shortened || hidden;
}

/** Feeds whose id would change if another one were taken out of the list. */
function sharedIds({ feeds = [] }: ConfigInput, source: ConfigSource): Problem[] {
  const named = feeds.map((feed) => (typeof feed === 'string' ? { url: feed } : feed));
  return feedIdsOf(named).flatMap((id, at): Problem[] => {
    const feed = named[at];
    if (id === undefined || feed?.id !== undefined || feed === undefined || feedIdOf(feed.url) === id)
      return [];
    return [
      {
        code: 'CONFIG_ID_SHARED',
        what: `The feed is called "${id}", because another has "${feedIdOf(feed.url)}".`,
        where: whereIn(source, ['feeds', at]),
        why: 'Both addresses lead to the same id, and the first of them has it. Without that one, this feed would get it.',
        fix: `Write "id: ${id}" here, so that it stays.`,
      },
    ];
  });
}

/** Feeds whose pages are republished whole, and nobody said that they may be. */
function republishedPages({ feeds = [] }: ConfigInput, source: ConfigSource): Problem[] {
  return feeds.flatMap((feed, at): Problem[] => {
    if (typeof feed === 'string' || feed.publish !== undefined) return [];
    if (feed.fullText === undefined || feed.fullText === false) return [];
    return [
      {
        code: 'CONFIG_FULL_TEXT',
        what: 'The digest will show whole articles that the feed itself does not contain.',
        where: whereIn(source, ['feeds', at, 'fullText']),
        why: 'Texts are taken from the pages of its items, and nothing says how much of them may be published.',
        fix: 'Write "publish: full" if you may publish them; otherwise "publish: excerpt", and search still finds their words.',
      },
    ];
  });
}

/** What a publisher should know of what the file asks for. */
function noticesOf(input: ConfigInput, source: ConfigSource): Problem[] {
  const notices = [...sharedIds(input, source), ...republishedPages(input, source)];
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
      what: 'The published archive contains more than the pages show.',
      where: whereIn(source, ['outputs', 'archive']),
      why: 'Excerpts, subscribers’ items and rules shorten or hide items on the pages; in the archive they are whole.',
      fix: 'Keep the archive elsewhere, such as on a branch, unless everything in it may be public.',
    });
  }
  return notices;
}

function noFeeds(source: ConfigSource): Problem {
  const isThere = source.document.has('feeds');
  return {
    code: 'CONFIG_NO_FEEDS',
    what: isThere ? 'The list "feeds" is empty.' : 'No feeds are configured.',
    where: isThere ? whereIn(source, ['feeds']) : file,
    why: 'A digest is made from at least one feed.',
    fix: 'Add addresses under "feeds:", or name a list of feeds with "opml:".',
  };
}

/** `feeds:` without a value, as it stands in a file that somebody has just begun, is a list without feeds. */
function withEmptyList(values: unknown): unknown {
  return isRecord(values) && values.feeds === null ? { ...values, feeds: [] } : values;
}

/**
 * Checks the text of `daybook.yaml` and returns the configuration with its defaults, or every fault at once, each with
 * line, column, what is allowed and the likely meaning. `readText` is asked for the list that `opml:` names only.
 */
export async function readConfig(text: string, readText: ReadText): Promise<ConfigResult> {
  const read = readYaml(text, file, { maxDepth: maxFileNesting });
  if ('faults' in read) return { problems: read.faults.map(notYaml) };
  const { source } = read;
  const problems: Problem[] = [];
  const value = withEmptyList(read.value);
  const parsed = configSchema.safeParse(value);
  for (const issue of parsed.error?.issues ?? []) problems.push(...problemsOf(issue, source, keysAt));
  const report = (path: readonly PropertyKey[], problem: Omit<Problem, 'where'>): void =>
    void problems.push({ ...problem, where: whereIn(source, path) });
  crossCheck(value, report);
  checkRedirects(value, report);
  await checkSelectors(value, report);
  if (!parsed.success) return { problems };
  const input = parsed.data;
  const own = feedsOf(input.feeds ?? [], file);
  const { sections } = input;
  const where = whereIn(source, ['opml']);
  const list: ListAnswer =
    input.opml === undefined
      ? { feeds: [], skipped: [], problems: [] }
      : await listedFeeds({ opml: input.opml, own, sections, where, readText });
  problems.push(...list.problems);
  const feeds = [...own, ...list.feeds];
  // The feeds of a list with an address may be yet to come.
  if (feeds.length === 0 && list.address === undefined && problems.length === 0)
    problems.push(noFeeds(source));
  if (problems.length > 0) return { problems };
  const twice = [
    ...sameFeeds(feeds, input.feeds ?? []),
    ...sameTitles(sections, (path) => whereIn(source, path)),
  ];
  const notices = [...noticesOf(input, source), ...twice, ...list.skipped];
  const filters = filterRulesOf(input.feeds ?? [], own);
  const config = configOf(input, feeds, [...filters, ...rulesOf(input.rules, file)]);
  return {
    config: { ...config, ...(list.address !== undefined && { opmlUrl: list.address }) },
    notices,
  };
}

/** Where the configuration of a site folder lies. */
export function configPath(siteDir: string): string {
  return join(siteDir, file);
}
