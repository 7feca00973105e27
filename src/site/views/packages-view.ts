import type { DigestItem } from '../../digest/index.ts';
import type { Site } from '../site.ts';
import type { LinkView } from './edition-view.ts';
import { permalinkPath } from './item-view.ts';
import { packagesPath } from './packages-path.ts';
import { type PageMeta, pageMeta } from './page.ts';

/** The variables of `pages/packages.njk`: the months that hold security updates, newest first. */
interface PackagesPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly intro: string;
  readonly months: readonly (LinkView & { readonly note: string })[];
}

/** One package with all its updates of a month. */
interface PackageRow {
  readonly name: string;
  readonly updates: readonly {
    readonly distribution: string;
    readonly days: readonly { readonly href: string; readonly iso: string; readonly label: string }[];
  }[];
}

/** The variables of `pages/package-month.njk`. */
interface PackageMonthPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly note: string;
  readonly previous: LinkView | undefined;
  readonly next: LinkView | undefined;
  readonly index: LinkView;
  /** Parts of a month that holds more packages than one page takes; none where one is enough. */
  readonly parts: readonly (LinkView & { readonly current: boolean })[];
  readonly rows: readonly PackageRow[];
}

/** A page with so many packages weighs about as much as a full edition of a large digest. */
export const maxPackagesOnPage = 1000;

/** Where and when packages were updated: by package, then distribution, then day. */
type Updates = ReadonlyMap<string, ReadonlyMap<string, readonly DigestItem[]>>;

function compare(a: string, b: string): number {
  const [lowA, lowB] = [a.toLowerCase(), b.toLowerCase()];
  if (lowA !== lowB) return lowA < lowB ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

function updatesOf(items: readonly DigestItem[]): Updates {
  const updates = new Map<string, Map<string, DigestItem[]>>();
  // Oldest first, as a month is read.
  for (const item of [...items].reverse())
    for (const { name: distribution, values } of item.structured?.rows ?? [])
      for (const name of new Set(values)) {
        const places = updates.get(name) ?? new Map<string, DigestItem[]>();
        updates.set(name, places);
        const days = places.get(distribution) ?? [];
        places.set(distribution, days);
        if (days.at(-1) !== item) days.push(item);
      }
  return updates;
}

const monthUpdates = new WeakMap<readonly DigestItem[], { names: readonly string[]; updates: Updates }>();

/** A month's packages in their order; made once a month, as several pages ask. */
function packagesIn(month: string, site: Site): { names: readonly string[]; updates: Updates } {
  const items = site.ledger.thread('packages', month)?.newest ?? [];
  const known = monthUpdates.get(items);
  if (known) return known;
  const updates = updatesOf(items);
  const made = { names: [...updates.keys()].sort(compare), updates };
  monthUpdates.set(items, made);
  return made;
}

/** Months that hold security updates, newest first. */
function packageMonths({ ledger }: Site): string[] {
  return [...ledger.threads('packages').keys()].sort().reverse();
}

/** Ids of the pages, `2026-05` and `2026-05/2`, newest month first. */
export function packageMonthIds(site: Site): string[] {
  return packageMonths(site).flatMap((month) => {
    const parts = Math.ceil(packagesIn(month, site).names.length / maxPackagesOnPage);
    return Array.from({ length: parts }, (_, at) => (at === 0 ? month : `${month}/${at + 1}`));
  });
}

/** The address of a page by its id. */
export function packageMonthPath(id: string): string {
  const [month = '', part = '1'] = id.split('/');
  return packagesPath(month, Number(part));
}

export function packagesPage(site: Site): PackagesPage {
  const { t, dates } = site;
  return {
    page: pageMeta(site, { kind: 'packages', title: t('securityUpdates'), path: '/packages/' }),
    heading: t('securityUpdates'),
    intro: t('packagesIntro'),
    months: packageMonths(site).map((month) => ({
      href: site.href(packagesPath(month)),
      label: dates.monthTitle(month),
      note: t('packagesCount', { n: packagesIn(month, site).names.length }),
    })),
  };
}

function rowOf(name: string, updates: Updates, site: Site): PackageRow {
  const places = [...(updates.get(name) ?? [])].sort(([a], [b]) => compare(a, b));
  return {
    name,
    updates: places.map(([distribution, items]) => ({
      distribution,
      days: items.map((item) => ({
        href: site.href(permalinkPath(item)),
        iso: item.day,
        label: site.dates.dayOfMonth(item.day),
      })),
    })),
  };
}

function partsOf(
  month: string,
  part: number,
  names: readonly string[],
  site: Site,
): PackageMonthPage['parts'] {
  const count = Math.ceil(names.length / maxPackagesOnPage);
  if (count < 2) return [];
  return Array.from({ length: count }, (_, at) => {
    const own = names.slice(at * maxPackagesOnPage, (at + 1) * maxPackagesOnPage);
    return {
      href: site.href(packagesPath(month, at + 1)),
      label: `${own[0]} – ${own.at(-1)}`,
      current: at + 1 === part,
    };
  });
}

export function packageMonthPage(id: string, site: Site): PackageMonthPage {
  const { t, dates } = site;
  const [month = '', part = '1'] = id.split('/');
  const number = Number(part);
  const { names, updates } = packagesIn(month, site);
  const months = packageMonths(site);
  const at = months.indexOf(month);
  const link = (other: string | undefined): LinkView | undefined =>
    other === undefined
      ? undefined
      : { href: site.href(packagesPath(other)), label: dates.monthTitle(other) };
  const [previous, next] = [link(months[at + 1]), link(months[at - 1])];
  const heading = t('packagesOf', { month: dates.month(month) });
  return {
    page: pageMeta(site, {
      kind: 'package-month',
      title: number === 1 ? heading : `${heading} (${part})`,
      path: packageMonthPath(id),
      previous: previous?.href,
      next: next?.href,
    }),
    heading,
    note: t('packagesCount', { n: names.length }),
    previous,
    next,
    index: { href: site.href('/packages/'), label: t('packagesAll') },
    parts: partsOf(month, number, names, site),
    rows: names
      .slice((number - 1) * maxPackagesOnPage, number * maxPackagesOnPage)
      .map((name) => rowOf(name, updates, site)),
  };
}
