import type { Config, Problem } from '../../model/types.ts';

const feedFile = /\/(?:feed\.xml|feed\.json|rss\.xml)$/;
const listPage = /^\/(?:section|view)\/[^/]+\/index\.html$/;
const weekPage = /^\/\d{4}\/w\d\d\/index\.(?:html|txt)$/;

export const goneCode = 'ADDRESSES_GONE';
const maxNamed = 6;

interface Removal {
  /** Paths of files that were removed, as `/section/kernel/index.html`. */
  readonly removed: readonly string[];
  readonly config: Pick<Config, 'editions'>;
}

/**
 * Tells of addresses that people may have kept, and that left the site with a change of the configuration: pages of
 * sections, views and weeks, and their feeds, and those of lists that stay. What leaves with its items is not among them.
 */
export function goneAddresses({ removed, config }: Removal): Problem[] {
  const all = new Set(removed);
  const hasWeeks = config.editions.every.includes('week');
  const isGone = (path: string): boolean => {
    const page = path.replace(feedFile, '/index.html');
    return listPage.test(page) || (page === path ? weekPage.test(path) && !hasWeeks : !all.has(page));
  };
  const gone = removed
    .filter(isGone)
    .map((path) => path.replace(/index\.html$/, ''))
    .sort();
  if (gone.length === 0) return [];
  const named = gone.slice(0, maxNamed).join(', ');
  return [
    {
      code: goneCode,
      what: `Addresses left the site: ${gone.length}.`,
      where: gone.length > maxNamed ? `${named}, …` : named,
      why: 'daybook.yaml no longer has the section, view, kind of edition or form of feed that they belonged to.',
      fix: 'Bring it back in daybook.yaml, or name these addresses under redirects: with where they lead now.',
      kept: 'All items, on the pages of their days.',
    },
  ];
}
