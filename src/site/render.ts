import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Archive } from '../archive/index.ts';
import { noEdits } from '../digest/index.ts';
import type { Config, Problem } from '../model/types.ts';
import { type Assets, readAssets } from './assets.ts';
import { type Corpus, loadCorpus } from './corpus.ts';
import { dayReader } from './day-cache.ts';
import { idleFiles, readEditorFiles } from './editor-files.ts';
import type { FeedRecord } from './feed-record.ts';
import { readIcons } from './icons.ts';
import { openSiteImages } from './local-images.ts';
import { makeRenderer, type RenderTemplate } from './nunjucks.ts';
import { recentEditions, serviceWorker } from './offline.ts';
import { type OutputCounts, type OutputFolder, openOutput } from './output.ts';
import { type Icon, writeOutputs } from './outputs/index.ts';
import { daybookPages, type PreparedSite } from './plugin.ts';
import { contentSecurityPolicy } from './policy.ts';
import { publishArchive } from './published-archive.ts';
import { scriptSettings } from './script-settings.ts';
import { bundlesOf, type SearchIndexer, startIndexer } from './search-index.ts';
import { openShareImages, type ShareImages } from './share/index.ts';
import { makeSite, type Site } from './site.ts';

export interface RenderInput {
  /** Absolute. */
  readonly siteDir: string;
  /** Absolute. */
  readonly outputDir: string;
  readonly config: Config;
  /** RFC 3339 */
  readonly now: string;
  readonly archive: Pick<Archive, 'days' | 'readDay' | 'firstDay'>;
  readonly records: ReadonlyMap<string, FeedRecord>;
  /** Write every file anew, also one that did not change. */
  readonly all?: boolean;
}

export interface RenderReport extends OutputCounts {
  readonly items: number;
  readonly editions: number;
  readonly pages: number;
  /** Damaged archive files that were met, faults of editors' files, and what could not be made. */
  readonly problems: readonly Problem[];
}

type Write = OutputFolder['write'];

interface Prepared extends PreparedSite {
  readonly assets: Assets;
  readonly writeRest: (write: Write) => Promise<void>;
  /** What cannot be made here. */
  readonly notices: readonly Problem[];
  /** Damage met so far: more comes while days are read. */
  readonly problems: readonly Problem[];
}

const noCorpus: Corpus = {
  days: [],
  byDay: new Map(),
  byFeed: new Map(),
  bySection: new Map(),
  topics: new Map(),
  authors: new Map(),
  stories: new Map(),
  storyOf: () => undefined,
  storyAliases: new Map(),
  edits: noEdits,
  packages: new Map(),
  freed: new Map(),
  hasSubscribers: false,
  hidden: new Map(),
};

/** The publisher's own files, by their path in the site. */
async function staticFiles(siteDir: string): Promise<Map<string, string>> {
  const dir = join(siteDir, 'static');
  if (!existsSync(dir)) return new Map();
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [`/${relative(dir, file).split(sep).join('/')}`, file]));
}

function iconsOf({ byName }: Assets): Icon[] {
  const icons: readonly (Omit<Icon, 'path'> & { readonly name: string })[] = [
    { name: 'icon.svg', type: 'image/svg+xml', sizes: 'any' },
    { name: 'icon-192.png', type: 'image/png', sizes: '192x192' },
    { name: 'icon-512.png', type: 'image/png', sizes: '512x512' },
  ];
  return icons.flatMap(({ name, ...icon }) => {
    const asset = byName.get(name);
    return asset ? [{ path: asset.path, ...icon }] : [];
  });
}

/** Writes all that is not a page. A publisher's own file goes before one of ours with its name, such as `robots.txt`. */
async function writeFiles(
  {
    site,
    assets,
    indexer,
    render,
    share,
  }: {
    readonly site: Site;
    readonly assets: Assets;
    readonly indexer: SearchIndexer;
    readonly render: RenderTemplate;
    readonly share: ShareImages | undefined;
  },
  siteDir: string,
  write: Write,
): Promise<void> {
  const own = await staticFiles(siteDir);
  for (const [path, file] of own) await write(path, await readFile(file));
  const writeOurs: Write = async (path, content) => (own.has(path) ? undefined : write(path, content));
  for (const asset of assets.byName.values()) await writeOurs(asset.path, asset.content);
  await writeOutputs(site, writeOurs, {
    // One policy for all pages: each narrows it by its own.
    csp: contentSecurityPolicy(site.config, {
      styleHash: `${assets.style.hash} ${assets.editionStyle.hash}`,
      scriptHash: assets.theme.hash,
      needsSearch: true,
    }),
    render,
    icons: iconsOf(assets),
  });
  await writeOurs('/editions/recent.json', recentEditions(site));
  await writeOurs('/sw.js', serviceWorker(site, assets));
  await share?.write(site, writeOurs);
  await indexer.finish(writeOurs);
  // Last, as only now all pages and feeds have said which they show.
  await site.images?.write(writeOurs);
  if (site.config.outputs.archive) await publishArchive(join(siteDir, '_data'), write);
}

/** Reads the archive, and makes ready whatever pages, feeds and search are written from. */
export async function prepareSite(input: Omit<RenderInput, 'outputDir' | 'all'>): Promise<Prepared> {
  const { config, now, siteDir, records } = input;
  const reader = dayReader(input.archive);
  const images = config.images === 'local' ? await openSiteImages(siteDir) : undefined;
  const indexer = await startIndexer();
  // Records name sources and dates, which need no items: so they are made while the archive is read, once.
  const names = makeSite({ config, now, corpus: noCorpus, records, readDay: reader.readDay });
  const editors = await readEditorFiles(siteDir);
  const corpus = await loadCorpus({
    config,
    now,
    days: await reader.days(),
    readDay: reader.readDay,
    editors: editors.files,
    feedLanguage: (feed) => records.get(feed)?.face.language,
    onItem: (found) => indexer.add(found, names),
  });
  const idle = idleFiles(editors.files, new Set(corpus.days), { config, now });
  const firstDay = await input.archive.firstDay();
  const opened = await openShareImages(config, join(siteDir, '.cache', 'daybook', 'share'));
  const share = 'images' in opened ? opened.images : undefined;
  const site = makeSite({
    config,
    now,
    corpus,
    records,
    firstDay,
    readDay: reader.readDay,
    shareImages: share !== undefined,
    ...(images && { images }),
  });
  const assets = readAssets(siteDir, scriptSettings(site), await readIcons(siteDir));
  const languages = [...corpus.byDay.values()].flat().map((item) => item.language);
  const render = makeRenderer(site, assets, siteDir);
  const writeRest = (write: Write): Promise<void> =>
    writeFiles({ site, assets, indexer, render, share }, siteDir, write);
  return {
    site,
    assets,
    render,
    context: { searchLanguages: bundlesOf(languages) },
    notices: 'problem' in opened ? [opened.problem] : [],
    get problems() {
      return [...reader.problems, ...editors.problems, ...idle, ...corpus.edits.problems];
    },
    writeRest,
    finish: async (outputDir) => {
      const output = await openOutput(outputDir);
      await writeRest(output.write);
    },
  };
}

/** Eleventy wants paths that are relative to the folder it runs in. */
function fromHere(path: string): string {
  return relative(process.cwd(), path) || '.';
}

/** The folder of a publisher's own pages; an empty one where there are none, as Eleventy needs a folder. */
export async function inputDir(siteDir: string): Promise<string> {
  const own = join(siteDir, 'pages');
  if (existsSync(own)) return own;
  const empty = join(siteDir, '.cache', 'daybook', 'no-pages');
  await mkdir(empty, { recursive: true });
  return empty;
}

async function runEleventy(input: RenderInput, prepared: Prepared, output: OutputFolder): Promise<number> {
  const { default: Eleventy } = await import('@11ty/eleventy');
  let pages = 0;
  const eleventy = new Eleventy(fromHere(await inputDir(input.siteDir)), fromHere(input.outputDir), {
    quietMode: true,
    configPath: null,
    // Pages are written by the output folder, which leaves alone what did not change.
    dryRun: true,
    config: async (config) => {
      await daybookPages(config, { prepare: async () => ({ ...prepared, finish: async () => undefined }) });
      config.addTransform('daybook-output', async function write(content) {
        const file = join(process.cwd(), this.page.outputPath);
        await output.write(`/${relative(input.outputDir, file).split(sep).join('/')}`, content);
        pages++;
        return content;
      });
    },
  });
  eleventy.disableLogger();
  await eleventy.init();
  await eleventy.write();
  return pages;
}

function countItems(site: Site): number {
  let items = 0;
  for (const list of site.corpus.byDay.values()) items += list.length;
  return items;
}

/** Makes the whole site from the archive. Throws when a template or the search engine fails: the old site stays. */
export async function renderSite(input: RenderInput): Promise<RenderReport> {
  const prepared = await prepareSite(input);
  const output = await openOutput(input.outputDir, { all: input.all === true });
  const pages = await runEleventy(input, prepared, output);
  await prepared.writeRest(output.write);
  const counts = await output.finish();
  return {
    ...counts,
    pages,
    items: countItems(prepared.site),
    editions: prepared.site.corpus.days.length,
    problems: [...prepared.notices, ...prepared.problems],
  };
}
