import { type DigestItem, monthOf, type NamedLists, type StructuredKind } from '../../digest/index.ts';
import type { MessageKey } from '../locales/en.ts';
import type { Site } from '../site.ts';
import type { LinkView } from './edition-view.ts';
import { packagesPath } from './packages-path.ts';

/** Lists with names as a table: the variable of `partials/structured.njk`. */
export interface StructuredView {
  readonly caption: string;
  readonly nameHead: string;
  readonly valuesHead: string;
  /** `Debian (9), Fedora (28), SUSE (54)`: how many values each name has. */
  readonly counts: string;
  readonly rows: readonly { readonly name: string; readonly values: string }[];
  /** Where the same lists of other days stand. */
  readonly more: LinkView | undefined;
}

/** The words that pages use for what an extractor finds. */
const words: Readonly<Record<StructuredKind, Readonly<Record<'caption' | 'name' | 'values', MessageKey>>>> = {
  'security-updates': { caption: 'securityUpdates', name: 'distribution', values: 'packages' },
};

function moreOf({ structured, day }: DigestItem, site: Site): StructuredView['more'] {
  switch (structured?.kind) {
    case undefined:
      return undefined;
    case 'security-updates': {
      const month = monthOf(day);
      const label = site.t('packagesOf', { month: site.dates.month(month) });
      return { href: site.href(packagesPath(month)), label };
    }
  }
}

function countsOf({ rows }: NamedLists, { language, list }: Site): string {
  const numbers = new Intl.NumberFormat(language);
  return list(rows.map(({ name, values }) => `${name}\u00a0(${numbers.format(values.length)})`));
}

export function structuredView(item: DigestItem, site: Site): StructuredView | undefined {
  const { structured } = item;
  if (!structured) return undefined;
  const { caption, name, values } = words[structured.kind];
  return {
    caption: site.t(caption),
    nameHead: site.t(name),
    valuesHead: site.t(values),
    counts: countsOf(structured, site),
    rows: structured.rows.map((row) => ({ name: row.name, values: row.values.join(', ') })),
    more: moreOf(item, site),
  };
}
