import { join } from 'node:path';
import { type Archive, dayFilePath } from '../archive/index.ts';
import type { Config, Problem } from '../model/types.ts';
import { type Assets, readAssets } from './assets.ts';
import { type Corpus, loadCorpus } from './corpus.ts';
import { dayReader } from './day-cache.ts';
import { cachedSummaries } from './day-summaries.ts';
import { idleFiles, readEditorFiles } from './editor-files.ts';
import type { FeedRecord } from './feed-record.ts';
import { codeHash, templatesHash } from './fingerprint.ts';
import { shortHash } from './hash.ts';
import { readIcons } from './icons.ts';
import { openSiteImages } from './local-images.ts';
import { nextChange } from './next-change.ts';
import { makeRenderer } from './nunjucks.ts';
import { recentEditions, serviceWorker } from './offline.ts';
import { type Icon, outputUnits } from './outputs/index.ts';
import { pagesOf, type ViewContext, viewOf } from './pages.ts';
import { contentSecurityPolicy } from './policy.ts';
import { scriptSettings } from './script-settings.ts';
import { searchUnits, stemmedLanguages } from './search-units.ts';
import { openShareImages, type ShareImages } from './share/index.ts';
import { makeSite, type Site } from './site.ts';
import type { Unit } from './units.ts';
import { type Versions, versionsOf } from './versions.ts';
import type { PageRef } from './views/page.ts';

export interface PrepareInput {
  /** Absolute. */
  readonly siteDir: string;
  readonly config: Config;
  /** RFC 3339 */
  readonly now: string;
  readonly archive: Pick<Archive, 'days' | 'readDay' | 'firstDay'>;
  readonly records: ReadonlyMap<string, FeedRecord>;
}

/** A page as one of the things that are made. */
export interface PageUnit {
  readonly ref: PageRef;
  readonly unit: Unit;
}

/** A site that is ready to be made, and all that it consists of. */
export interface Prepared {
  readonly site: Site;
  readonly assets: Assets;
  readonly render: ReturnType<typeof makeRenderer>;
  readonly context: ViewContext;
  readonly versions: Versions;
  /** Versions of what every page is made from. */
  readonly common: Readonly<Record<string, string>>;
  readonly pages: readonly PageUnit[];
  /** All that is no page. */
  readonly outputs: readonly Unit[];
  readonly share: ShareImages | undefined;
  /** What the code is. */
  readonly code: string;
  /** Milliseconds since 1970: without any change, nothing becomes different before. */
  readonly until: number;
  /** What cannot be made here. */
  readonly notices: readonly Problem[];
  /** Damage met so far: more comes while days are read. */
  readonly problems: readonly Problem[];
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

/** What is the same for every page. Feeds are left out: pages ask for those that they name. */
function commonOf(
  { config, corpus, shareImages }: Site,
  assets: Assets,
  made: { readonly code: string; readonly siteDir: string },
): Prepared['common'] {
  const { feeds: _feeds, ...rest } = config;
  const inline = [assets.editionStyle.hash, assets.style.hash, assets.theme.hash];
  // The search page alone names the rules of languages, and it has its own input for them.
  const paths = [...assets.byName.values()]
    .map(({ path }) => path)
    .filter((path) => !path.includes('/stem-'));
  const shown = [corpus.hasSubscribers, corpus.days.length > 0, shareImages];
  return {
    code: made.code,
    templates: templatesHash(made.siteDir),
    config: shortHash(JSON.stringify(rest)),
    site: shortHash(JSON.stringify([inline, paths, shown])),
  };
}

function outputsOf({
  site,
  assets,
  render,
  versions,
  share,
}: Pick<Prepared, 'site' | 'assets' | 'render' | 'versions' | 'share'>): Unit[] {
  const options = {
    // One policy for all pages: each narrows it by its own.
    csp: contentSecurityPolicy(site.config, {
      styleHash: `${assets.style.hash} ${assets.editionStyle.hash}`,
      scriptHash: assets.theme.hash,
    }),
    render,
    icons: iconsOf(assets),
  };
  const { images, corpus } = site;
  // Asked for here, so that the files of pictures are known before any page shows them.
  if (images)
    for (const items of corpus.byDay.values())
      for (const item of items) for (const url of corpus.imagesOf(item)) images.copyOf(url, (path) => path);
  return [
    ...[...assets.byName.values()].map(
      ({ path, content }): Unit => ({ id: path, make: async (_site, write) => write(path, content) }),
    ),
    ...outputUnits(site, versions.ofItems, options),
    {
      id: '/editions/recent.json',
      make: async (tracked, write) => write('/editions/recent.json', recentEditions(tracked)),
    },
    { id: '/sw.js', make: async (tracked, write) => write('/sw.js', serviceWorker(tracked, assets)) },
    ...(share?.units(site) ?? []),
    ...searchUnits(site),
    ...(images?.units() ?? []),
  ];
}

function pageUnits({ site, render, context }: Pick<Prepared, 'site' | 'render' | 'context'>): PageUnit[] {
  return pagesOf(site).map((ref) => ({
    ref,
    unit: {
      id: ref.path,
      ...(ref.kind === 'search' && { extra: JSON.stringify(context) }),
      make: async (tracked, write) => write(ref.path, await render(await viewOf(ref, tracked, context))),
    },
  }));
}

/** Where the search page finds what it loads once somebody searches. */
function searchScripts(languages: readonly string[], { byName }: Assets, { href }: Site): ViewContext {
  const pathOf = (name: string): string => href(byName.get(name)?.path ?? '');
  return {
    searchEngine: pathOf('engine.js'),
    searchStemmers: Object.fromEntries(
      languages.map((language) => [language, pathOf(`stem-${language}.js`)]),
    ),
  };
}

interface Loaded {
  readonly corpus: Corpus;
  readonly reader: ReturnType<typeof dayReader>;
  readonly problems: () => Problem[];
  readonly until: () => number;
}

async function load(input: PrepareInput, code: string): Promise<Loaded> {
  const { config, now, siteDir, records } = input;
  const reader = dayReader(input.archive);
  const editors = await readEditorFiles(siteDir);
  const feedLanguage = (feed: string): string | undefined => records.get(feed)?.face.language;
  const { readDay, problems } = reader;
  const summaries = cachedSummaries({
    config,
    now,
    readDay,
    feedLanguage,
    problems,
    code,
    cacheDir: join(siteDir, '.cache', 'daybook', 'days'),
    pathOf: (day) => join(siteDir, '_data', dayFilePath(day)),
  });
  const corpus = await loadCorpus({
    config,
    now,
    days: await reader.days(),
    readDay,
    readSummary: summaries.read,
    editors: editors.files,
    feedLanguage,
  });
  const idle = idleFiles(editors.files, new Set(corpus.days), { config, now });
  return {
    corpus,
    reader,
    until: summaries.until,
    problems: () => [...problems, ...editors.problems, ...idle, ...corpus.edits.problems],
  };
}

/** Reads the archive, and makes ready whatever pages, feeds and search are made from. */
export async function prepareSite(input: PrepareInput): Promise<Prepared> {
  const { config, now, siteDir, records } = input;
  const code = codeHash();
  const { corpus, reader, problems, until } = await load(input, code);
  const images = config.images === 'local' ? await openSiteImages(siteDir) : undefined;
  const opened = await openShareImages(config, join(siteDir, '.cache', 'daybook', 'share'));
  const share = 'images' in opened ? opened.images : undefined;
  const site = makeSite({
    config,
    now,
    corpus,
    records,
    firstDay: await input.archive.firstDay(),
    readDay: reader.readDay,
    shareImages: share !== undefined,
    ...(images && { images }),
  });
  const languages = stemmedLanguages([...corpus.byDay.values()].flat());
  const assets = readAssets(siteDir, scriptSettings(site), await readIcons(siteDir), languages);
  const context = searchScripts(languages, assets, site);
  const render = makeRenderer(site, assets, siteDir);
  const versions = versionsOf(site);
  return {
    site,
    assets,
    render,
    context,
    versions,
    common: commonOf(site, assets, { code, siteDir }),
    pages: pageUnits({ site, render, context }),
    outputs: outputsOf({ site, assets, render, versions, share }),
    share,
    code,
    until: Math.min(until(), nextChange(site)),
    notices: 'problem' in opened ? [opened.problem] : [],
    get problems() {
      return problems();
    },
  };
}
