import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPortraits, type PortraitRecord, portraitsDir } from '../../images/index.ts';
import type { Config, FeedConfig } from '../../model/types.ts';
import { shortHash } from '../hash.ts';
import type { Site, Source } from '../site.ts';
import { fileUnit, type Unit } from '../unit.ts';
import { colourOf } from '../views/portrait-view.ts';

/** The faces and icons of sources that pages show. */
export interface SitePortraits {
  /** The path of a source's portrait below the site's root, by the feed's id. */
  readonly of: (feed: string) => string | undefined;
  /** The bytes of a portrait by its path; `undefined` where somebody removed it. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
}

/** Whether what is kept is what the configuration names today: another face is shown only once it is there. */
function isMeant(
  { name, from, source, wanted }: PortraitRecord,
  face: string | undefined,
  images: Config['images'],
): boolean {
  if (name === undefined) return false;
  if (face !== undefined && !/^https?:/i.test(face)) return source !== undefined && from === face;
  return images !== 'none' && source === undefined && wanted === face;
}

/** Opens the portraits of a site folder; rendering only reads them. */
export async function openSitePortraits(
  siteDir: string,
  { feeds, sources, images }: Pick<Config, 'feeds' | 'sources' | 'images'>,
): Promise<SitePortraits | undefined> {
  if (sources.icons === false) return undefined;
  const dir = portraitsDir(siteDir);
  const store = await openPortraits(dir);
  const configured = new Map(feeds.map((feed): [string, FeedConfig] => [feed.id, feed]));
  return {
    of: (feed) => {
      const record = store.find(feed);
      if (record === undefined || !isMeant(record, configured.get(feed)?.face, images)) return undefined;
      return `/portraits/${record.name}`;
    },
    // A file that is not there leaves an empty square, not a broken build.
    read: (path) => readFile(join(dir, 'files', path.replace(/^\/portraits\//, ''))).catch(() => undefined),
  };
}

/** Sources whose portraits stand beside items: a stylesheet that everybody fetches has bounds. */
const maxBeside = 400;

/** The sources with most items, of those with a portrait or of those without, in the order of their ids. */
function besideItems({ ledger, sources }: Site, which: 'portraits' | 'initials'): Source[] {
  return [...ledger.threads('source')]
    .sort(([one, a], [other, b]) => b.n - a.n || (one < other ? -1 : 1))
    .flatMap(([id]) => sources.get(id) ?? [])
    .filter(({ portrait }) => (portrait === undefined) === (which === 'initials'))
    .slice(0, maxBeside)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** The hues of initials in the look "planet": those of `partials/portrait.njk`, by a source's colour. */
const hues = [30, 65, 110, 150, 200, 250, 295, 345] as const;

/** What colours the initials of sources. */
function initialRules(site: Site): string {
  const sources = besideItems(site, 'initials');
  return hues
    .map((hue, colour) => {
      const own = sources.filter(({ id }) => colourOf(id) === colour);
      const names = own.map(({ id }) => `[href="${site.href(`/source/${id}/`)}"]`);
      return names.length === 0 ? '' : `.by .s:is(${names.join()}){--hue:${hue}}`;
    })
    .join('');
}

/**
 * The stylesheet that puts portraits where monograms stand (`sources: { icons: items }`). No page names a portrait
 * itself: that of an edition keeps its bytes when a member has another picture.
 */
export function portraitStyle(site: Site): string {
  const isPlanet = site.config.look === 'planet';
  // Under a picture with transparent parts: paper, not the colour of initials.
  const tile = isPlanet ? ';--tile:light-dark(transparent,#fff)' : '';
  const rules = besideItems(site, 'portraits').map(({ id, portrait = '' }) => {
    // As wide as the initials that it stands for, so that nothing moves when it comes.
    return `.by .s[href="${site.href(`/source/${id}/`)}"]::before{content:""/"";block-size:2em;vertical-align:-.55em;background-image:url("${site.href(portrait)}")${tile}}`;
  });
  const all = '.by .s[data-m]::before{background-size:cover;background-position:center}';
  const print = '@media print{.by .s[data-m]::before{background-image:none}}';
  return `@layer components{${all}${rules.join('')}${isPlanet ? initialRules(site) : ''}${print}}\n`;
}

/** The files of portraits, and the stylesheet that names them. */
export function portraitUnits(site: Site): Unit[] {
  const { portraits, config } = site;
  if (!portraits) return [];
  const paths = [...site.sources.keys()].map((id) => portraits.of(id)).filter((path) => path !== undefined);
  const files = [...new Set(paths)].sort().map(
    (path): Unit => ({
      id: path,
      make: async (_site, write) => {
        const bytes = await portraits.read(path);
        if (bytes) await write(path, bytes);
      },
    }),
  );
  if (config.sources.icons !== 'items') return files;
  const style = portraitStyle(site);
  return [...files, fileUnit('/portraits.css', () => style, shortHash(style))];
}
