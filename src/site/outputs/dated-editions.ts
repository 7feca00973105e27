import {
  type DigestItem,
  daysOfEdition,
  type EditionName,
  editionIdOf,
  endOfDay,
} from '../../digest/index.ts';
import { formatInstant } from '../../model/instant.ts';
import type { Day, EditionKind } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { editionPath, editionTitle } from '../views/edition-names.ts';
import { latest } from './out-feed.ts';

/** An edition as the outputs name it. */
export interface DatedEdition {
  readonly kind: EditionKind;
  /** `2026-05-18`, `2026-w21` or `2026-05`. */
  readonly id: string;
  /** `/2026/05/18/` */
  readonly path: string;
  readonly title: string;
  /** Days that hold items, oldest first. */
  readonly days: readonly Day[];
}

/** The edition of a kind and id, with those of its days that hold items. */
export function datedEdition(edition: EditionName, days: readonly Day[], site: Site): DatedEdition {
  return { ...edition, path: editionPath(edition.id), title: editionTitle(edition, site), days };
}

/** An edition by its kind and id. */
export function editionNamed(edition: EditionName, site: Site): DatedEdition {
  return datedEdition(
    edition,
    daysOfEdition(edition).filter((day) => site.ledger.hasDay(day)),
    site,
  );
}

/** The editions of a kind that hold items, newest first, each with its days, oldest first. */
export function* editionsOf(
  kind: EditionKind,
  { ledger }: Pick<Site, 'ledger'>,
): Generator<{ readonly id: string; readonly days: readonly Day[] }> {
  let id: string | undefined;
  let days: Day[] = [];
  for (let at = ledger.days.length - 1; at >= 0; at--) {
    const day = ledger.days[at] ?? '';
    const own = editionIdOf(kind, day);
    if (id !== undefined && own !== id) {
      yield { id, days: days.reverse() };
      days = [];
    }
    id = own;
    days.push(day);
  }
  if (id !== undefined) yield { id, days: days.reverse() };
}

/** The editions of a kind that hold items, newest first, made as they are asked for. */
export function* editionsNewestFirst(kind: EditionKind, site: Site): Generator<DatedEdition> {
  for (const { id, days } of editionsOf(kind, site)) yield datedEdition({ kind, id }, days, site);
}

export function itemsOf(edition: DatedEdition, site: Site): DigestItem[] {
  return edition.days.flatMap((day) => site.ledger.day(day));
}

/** `29 items` and `7 sources`. */
export function countsOf(items: readonly DigestItem[], { t }: Pick<Site, 't'>): string[] {
  const sources = new Set(items.map(({ feed }) => feed)).size;
  return [t('itemsCount', { n: items.length }), t('sourcesCount', { n: sources })];
}

/** When an edition closes: `closeAfter` past the end of its last day in the site's zone. RFC 3339 in UTC. */
export function closingOf(edition: DatedEdition, { config }: Site): string {
  const last = daysOfEdition(edition).at(-1) ?? edition.id;
  return formatInstant(Date.parse(endOfDay(last, config.timezone)) + config.editions.closeAfterMs);
}

/** When items of the edition last came or changed. */
export function changedAt(items: readonly DigestItem[]): string {
  return latest(
    items.flatMap(({ first_seen, revised }) =>
      revised === undefined ? [first_seen] : [first_seen, revised],
    ),
  );
}
