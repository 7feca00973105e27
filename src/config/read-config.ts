import { isAbsolute, join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { Config, FeedConfig, Problem, Section } from '../model/types.ts';
import { type ConfigSource, problemsOf, whereIn } from './config-problem.ts';
import { feedsOf, feedsOfOpml } from './feeds.ts';
import { parseOpml } from './opml.ts';
import { rulesOf } from './rules.ts';
import { type ConfigInput, configSchema } from './schema.ts';
import { keysAt } from './schema-keys.ts';
import { suggest } from './suggest.ts';
import { parseByteSize, parseDuration } from './units.ts';

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

function configOf(input: ConfigInput, feeds: FeedConfig[], rules: Config['rules']): Config {
  const { fetch } = input;
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
    },
    images: input.images,
    outputs: input.outputs,
    robots: input.robots,
  };
}

/** What the file asks for that this version does not do: said, never silently left out. */
function noticesOf(input: ConfigInput, source: ConfigSource): Problem[] {
  const notices: Problem[] = [];
  const add = (path: readonly PropertyKey[], what: string, fix: string): void => {
    notices.push({
      code: 'CONFIG_NOT_YET',
      what,
      where: whereIn(source, path),
      why: 'This version does not make it.',
      fix,
    });
  };
  if (input.url === undefined) {
    notices.push({
      code: 'CONFIG_NO_URL',
      what: 'The digest does not know where it will be published.',
      where: file,
      why: `Without "url:", its feeds point to ${placeholderUrl}.`,
      fix: 'Add a line "url: https://…" before you publish.',
    });
  }
  if (input.images === 'local') {
    add(
      ['images'],
      'Images are not copied to the site yet; items are shown without images.',
      'Use "images: remote" to show them from their own servers.',
    );
  }
  if (input.outputs.mail)
    add(
      ['outputs', 'mail'],
      'Editions are not made as mails yet.',
      'Leave it out, or wait for a later version.',
    );
  if (input.outputs.shareImages)
    add(
      ['outputs', 'shareImages'],
      'Share images are not made yet.',
      'Leave it out, or wait for a later version.',
    );
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

interface Checked {
  readonly config: Config;
  readonly problems: readonly Problem[];
}

async function check(input: ConfigInput, source: ConfigSource, readText: ReadText): Promise<Checked> {
  const problems: Problem[] = [];
  const report = (path: readonly PropertyKey[], problem: Omit<Problem, 'where'>): void => {
    problems.push({ ...problem, where: whereIn(source, path) });
  };
  const sections: readonly Section[] = input.sections;
  const feeds = feedsOf(input.feeds ?? [], sections, file, report);
  const rules = rulesOf(input.rules, file, (path, problem) =>
    report(path, { code: 'CONFIG_BAD_PATTERN', ...problem }),
  );
  rules.forEach((rule, at) => {
    const { section } = rule.do;
    if (section === undefined || sections.some((one) => one.id === section)) return;
    const near = suggest(
      section,
      sections.map((one) => one.id),
    );
    report(['rules', at, 'then', 'section'], {
      code: 'CONFIG_UNKNOWN_SECTION',
      what: `There is no section "${section}".`,
      why: `Sections: ${sections.map((one) => one.id).join(', ') || 'none'}.`,
      fix: near ? `Did you mean "${near}"?` : 'Add it under "sections:".',
    });
  });
  if (input.opml !== undefined) {
    const opml = await readOpml(input.opml, readText);
    if ('missing' in opml) report(['opml'], opml.missing);
    else if ('problem' in opml.feeds) problems.push(opml.feeds.problem);
    else feeds.push(...feedsOfOpml(opml.feeds.feeds, feeds, sections, input.opml));
  }
  if (feeds.length === 0 && problems.length === 0) {
    report([], {
      code: 'CONFIG_NO_FEEDS',
      what: 'No feeds are configured.',
      why: 'A digest is made from at least one feed.',
      fix: 'Add addresses under "feeds:", or name a list of feeds with "opml:".',
    });
  }
  return { config: configOf(input, feeds, rules), problems };
}

/**
 * Checks the text of `daybook.yaml` and gives the configuration with its defaults, or every fault at once, each with
 * line, column, what is allowed and the likely meaning. `readText` is asked for the OPML file only.
 */
export async function readConfig(text: string, readText: ReadText): Promise<ConfigResult> {
  const source = sourceOf(text);
  const syntax = syntaxProblems(source);
  if (syntax.length > 0) return { problems: syntax };
  const parsed = configSchema.safeParse(source.document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success) {
    return { problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, source, keysAt)) };
  }
  const { config, problems } = await check(parsed.data, source, readText);
  return problems.length > 0 ? { problems } : { config, notices: noticesOf(parsed.data, source) };
}

/** Where the configuration of a site folder lies. */
export function configPath(siteDir: string): string {
  return join(siteDir, file);
}
