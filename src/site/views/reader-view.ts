import type { Site } from '../site.ts';
import type { LinkView } from './edition-view.ts';
import { newestEditions } from './newest-editions.ts';
import { type PageMeta, pageMeta } from './page.ts';

/** The variables of `pages/since.njk`, `pages/saved.njk` and `pages/offline.njk`, which scripts fill. */
interface ReaderPage {
  readonly page: PageMeta;
  readonly heading: string;
  /** Where the same is found without script. */
  readonly withoutScript: LinkView;
  /** The newest editions, for who was never here before and who missed nothing; on `/since/` only. */
  readonly editions: readonly LinkView[];
}

export function readerPage(kind: 'since' | 'saved' | 'offline', site: Site): ReaderPage {
  const { t, href, config } = site;
  const heading = t(`${kind}Title`);
  return {
    page: pageMeta(site, { kind, title: heading, path: `/${kind}/` }),
    heading,
    editions: kind === 'since' ? newestEditions(site) : [],
    withoutScript:
      config.editions.every.includes('week') && site.ledger.days.length > 0
        ? { href: href('/week/'), label: t('week') }
        : { href: href('/archive/'), label: t('archive') },
  };
}
