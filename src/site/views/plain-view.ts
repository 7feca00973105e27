import { healthOf } from '../content/source-health.ts';
import type { Site } from '../site.ts';
import type { LinkView } from './edition-view.ts';
import { newestEditions } from './newest-editions.ts';
import { type PageKind, type PageMeta, pageMeta } from './page.ts';
import { type PortraitView, portraitView } from './portrait-view.ts';
import { isolated } from './sentences.ts';
import { stateText } from './sources-view.ts';

/** The variables of pages that only say something: about, 404, and a site without items. */
interface PlainPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** The newest editions, where a page was looked for that is not there. */
  readonly editions: readonly LinkView[];
  /** What the digest reads, while it has no item. */
  readonly sources: readonly {
    readonly title: string;
    readonly href: string;
    readonly portrait: PortraitView;
    readonly state: string;
  }[];
}

/** Each source with how it fares: who waits for a first edition sees what there is to wait for. */
function waitingSources(site: Site): PlainPage['sources'] {
  return [...site.sources.values()].map((source) => ({
    title: source.title,
    href: site.href(`/source/${source.id}/`),
    portrait: portraitView(source, site),
    state: stateText(healthOf(source), site),
  }));
}

export function plainPage(kind: Extract<PageKind, 'about' | 'not-found' | 'home'>, site: Site): PlainPage {
  const { t, config } = site;
  const nothing = { editions: [], sources: [] };
  switch (kind) {
    case 'about': {
      const sources = t('sourcesCount', { n: config.feeds.length });
      const intro = t('aboutText', { title: config.title, sources });
      return {
        page: pageMeta(site, { kind, title: t('aboutTitle'), path: '/about/' }),
        heading: t('aboutTitle'),
        paragraphs: [config.description && isolated(config.description, site), intro, t('aboutState')].filter(
          (text) => text !== undefined,
        ),
        ...nothing,
      };
    }
    case 'not-found':
      return {
        page: pageMeta(site, { kind, title: t('notFoundTitle') }),
        heading: t('notFoundTitle'),
        paragraphs: [t('notFoundText')],
        editions: newestEditions(site),
        sources: [],
      };
    case 'home':
      return {
        page: pageMeta(site, { kind, title: config.title, path: '/' }),
        heading: t('emptyTitle'),
        paragraphs: [t('emptyText')],
        editions: [],
        sources: waitingSources(site),
      };
  }
}
