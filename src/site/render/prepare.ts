import { join } from 'node:path';
import type { Archive } from '../../archive/index.ts';
import type { Config, Problem } from '../../model/types.ts';
import type { FeedRecord } from '../content/feed-record.ts';
import { ledgerOf } from '../content/ledger.ts';
import { hashOf, stampOf } from '../content/ledger-archive.ts';
import type { LedgerState } from '../content/ledger-state.ts';
import { imageUnits, openSiteImages } from '../content/local-images.ts';
import { openSitePortraits, portraitUnits } from '../content/portraits.ts';
import { folderStore, type LedgerStore, ledgerDir } from '../content/store.ts';
import { type LedgerUpdate, updateLedger } from '../content/update-ledger.ts';
import { compileViews } from '../content/views-of.ts';
import { idleFiles, readEditorFiles } from '../editions/editor-files.ts';
import { nextChange } from '../editions/next-change.ts';
import { shortHash } from '../hash.ts';
import { type Icon, outputUnits } from '../outputs/index.ts';
import { openShareImages, type ShareImages } from '../share/index.ts';
import { makeSite, type Site } from '../site.ts';
import { fileUnit, type Unit } from '../unit.ts';
import type { PageRef } from '../views/page.ts';
import { type Assets, readAssets, type StemmerFiles } from './assets.ts';
import { buildRecordPath, readBuildRecord } from './build-record.ts';
import { type DayReader, dayReader } from './day-cache.ts';
import { codeHash, templatesHash } from './fingerprint.ts';
import { readIcons } from './icons.ts';
import { logoProblems, lookOf } from './look.ts';
import { makeRenderer } from './nunjucks.ts';
import { recentEditions, serviceWorker } from './offline.ts';
import { ownOutputs } from './own-outputs.ts';
import { readOwnPages } from './own-pages.ts';
import { checkOwnTemplates } from './own-templates.ts';
import { pagesOf, type ViewContext, viewOf } from './pages.ts';
import { contentSecurityPolicy } from './policy.ts';
import { readerSettings, scriptSettings } from './script-settings.ts';
import { commonLanguages, searchUnits, stemmerFiles } from './search-units.ts';
import { readCompiledTemplates } from './template-loader.ts';
import type { FolderState } from './up-to-date.ts';
import { versionsOf } from './versions.ts';
import type { PlanInput } from './what-changed.ts';

export interface PrepareInput extends Omit<FolderState, 'outputDir'> {
  readonly archive: Pick<Archive, 'days' | 'openStored' | 'oughtToHave' | 'knownDays' | 'firstDay'>;
  readonly records: ReadonlyMap<string, FeedRecord>;
  /** Where the ledger lies; in the site folder when absent. */
  readonly store?: LedgerStore;
}

/** A page as one of the things that are made. */
export interface PageUnit {
  readonly ref: PageRef;
  readonly unit: Unit;
}

/** A site that is ready to be made, and all that it consists of. */
export interface Prepared
  extends Pick<PlanInput, 'last' | 'common' | 'versionOf' | 'changes' | 'lostDays'>,
    Pick<LedgerUpdate, 'isDamaged'> {
  readonly site: Site;
  readonly assets: Assets;
  readonly render: ReturnType<typeof makeRenderer>;
  readonly context: ViewContext;
  readonly ledgerState: Pick<LedgerState, 'isLost'>;
  readonly ledgerVersion: string;
  readonly pages: readonly PageUnit[];
  /** All that is not a page. */
  readonly outputs: readonly Unit[];
  readonly share: ShareImages | undefined;
  /** Milliseconds since 1970: without any change, nothing becomes different before. */
  readonly until: number;
  /** What cannot be made here. */
  readonly notices: readonly Problem[];
  /** Damage met, faults of editors' files. */
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
  { config, ledger, shareImages, look }: Site,
  assets: Assets,
  made: { readonly code: string; readonly siteDir: string },
): Prepared['common'] {
  const { feeds: _feeds, ...rest } = config;
  const inline = [assets.firstStyle.hash, assets.theme.hash];
  // The search page alone names scripts with the rules of languages, and it has its own input for them.
  const paths = [...assets.byName.values()]
    .map(({ path }) => path)
    .filter((path) => !/\/(?:stem-|search\.|search-later\.)/.test(path));
  const shown = [ledger.hasSubscribers, ledger.days.length > 0, shareImages, look];
  return {
    code: made.code,
    templates: templatesHash(made.siteDir),
    config: shortHash(JSON.stringify(rest)),
    site: shortHash(JSON.stringify([inline, paths, shown])),
  };
}

export function outputsOf({
  site,
  assets,
  render,
  share,
}: Pick<Prepared, 'site' | 'assets' | 'render' | 'share'>): Unit[] {
  const options = {
    // One policy for all pages: each narrows it by its own.
    csp: contentSecurityPolicy(site, { style: assets.firstStyle.hash, script: assets.theme.hash }),
    render,
    icons: iconsOf(assets),
  };
  return [
    ...[...assets.byName.values()].map(({ path, content }) => fileUnit(path, () => content)),
    ...outputUnits(site, options),
    fileUnit('/editions/recent.json', recentEditions),
    fileUnit('/sw.js', (tracked) => serviceWorker(tracked, assets)),
    ...(share?.units(site) ?? []),
    ...searchUnits(site),
    ...imageUnits(site),
    ...portraitUnits(site),
  ];
}

export function pageUnits({
  site,
  render,
  context,
}: Pick<Prepared, 'site' | 'render' | 'context'>): PageUnit[] {
  return pagesOf(site).map((ref) => ({
    ref,
    unit: {
      // A page of ours that one of the publisher's replaces is another thing.
      id: ref.kind === 'own' ? `own-page:${ref.id}` : ref.path,
      ...(ref.kind === 'search' && { extra: JSON.stringify(context) }),
      ...(ref.kind === 'own' && { extra: shortHash(JSON.stringify(site.ownPages.get(ref.id))) }),
      make: async (tracked, write) => write(ref.path, await render(await viewOf(ref, tracked, context))),
    },
  }));
}

/** Where the search page finds what it loads once somebody searches. */
function searchScripts(stemmers: StemmerFiles, { byName }: Assets, site: Site): ViewContext {
  const pathOf = (name: string): string => site.href(byName.get(name)?.path ?? '');
  return {
    searchScript: pathOf('search.js'),
    searchLater: pathOf('search-later.js'),
    searchStemmers: Object.fromEntries(
      [...new Set(Object.values(stemmers).flat())].map((language) => [
        language,
        Object.keys(stemmers)
          .filter((name) => stemmers[name]?.includes(language))
          .map(pathOf),
      ]),
    ),
    searchFirst: commonLanguages(site.ledger.languages(), site.language),
  };
}

/** What the ledger is made from besides what it says itself. */
async function loadLedger(
  input: PrepareInput,
  reader: DayReader,
  made: { code: string; shown?: string | undefined },
) {
  const { config, now, siteDir, records, archive, store = folderStore(ledgerDir(siteDir)) } = input;
  const dataDir = join(siteDir, '_data');
  const editors = await readEditorFiles(siteDir);
  const updated = await updateLedger({
    config,
    now,
    feedLanguage: (feed) => records.get(feed)?.face.language,
    viewsOf: compileViews(config),
    editors: editors.files,
    archive: {
      ...archive,
      ...reader,
      stampOf: (day) => stampOf(dataDir, day),
      hashOf: (day) => hashOf(dataDir, day),
    },
    store,
    maker: made.code,
    shown: made.shown,
  });
  const ledger = ledgerOf(updated);
  const idle = idleFiles(editors.files, new Set(ledger.days), { config, now });
  return { ...updated, ledger, problems: [...updated.problems, ...editors.problems, ...idle] };
}

/** What of the site lies in files: copies of pictures, faces, the publisher's own. */
async function readFolder(siteDir: string, config: Config) {
  const images = config.images === 'local' ? await openSiteImages(siteDir) : undefined;
  const portraits = await openSitePortraits(siteDir, config);
  const { pages: ownPages, problems } = await readOwnPages(siteDir);
  const look = lookOf(siteDir, config.logo);
  const shown = { ...(images && { images }), ...(portraits && { portraits }), look, ownPages };
  return { shown, problems: [...problems, ...logoProblems(look, config.logo)] };
}

/** Brings the ledger up to date, and makes ready whatever pages, feeds and search are made from. */
export async function prepareSite(input: PrepareInput): Promise<Prepared> {
  const { config, now, siteDir, records } = input;
  const code = codeHash();
  const reader = dayReader(input.archive);
  const last = await readBuildRecord(buildRecordPath(siteDir));
  const loaded = await loadLedger(input, reader, { code, shown: last?.head.ledger });
  const { ledger, state, version, changes, problems, until, isDamaged, lostDays } = loaded;
  const folder = await readFolder(siteDir, config);
  const opened = await openShareImages(config, join(siteDir, '.cache', 'daybook', 'share'));
  const share = 'images' in opened ? opened.images : undefined;
  const site = makeSite({
    config,
    now,
    ledger,
    records,
    firstDay: await input.archive.firstDay(),
    readItems: reader.readItems,
    shareImages: share !== undefined,
    ...folder.shown,
  });
  const drawn = await readIcons(siteDir);
  const stemmers = stemmerFiles(ledger.languages(), site.language);
  const assets = readAssets({
    siteDir,
    style: { language: site.language, look: config.look },
    lines: { script: scriptSettings(site), reader: (more) => readerSettings(site, more) },
    icons: drawn.icons,
    stemmers,
  });
  const context = searchScripts(stemmers, assets, site);
  const templateNotices = checkOwnTemplates(siteDir);
  const render = makeRenderer(site, assets, siteDir, await readCompiledTemplates());
  return {
    site,
    assets,
    render,
    context,
    versionOf: versionsOf(site),
    changes,
    last,
    ledgerState: state,
    ledgerVersion: version,
    common: commonOf(site, assets, { code, siteDir }),
    pages: pageUnits({ site, render, context }),
    outputs: [...outputsOf({ site, assets, render, share }), ...ownOutputs(siteDir, render)],
    share,
    until: Math.min(until, nextChange(site)),
    notices: 'problem' in opened ? [opened.problem] : [],
    problems: [...problems, ...folder.problems, ...drawn.problems, ...templateNotices],
    isDamaged,
    lostDays,
  };
}
