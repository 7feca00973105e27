import { plainText } from '../../clean/index.ts';
import { type DigestItem, daysOfEdition, type Edition, type PlacedItem } from '../../digest/index.ts';
import { defined } from '../../model/defined.ts';
import { addressOf } from '../content/item-address.ts';
import type { Site } from '../site.ts';
import { numberOf, numberText, shortestKind } from '../views/edition-names.ts';
import { introductionOf, notesOn } from '../views/editor-view.ts';
import { overviewText } from '../views/overview-text.ts';
import { changedAt, closingOf, type DatedEdition, editionsNewestFirst, itemsOf } from './dated-editions.ts';
import { layOutNamed, partsOf, sourceTitle } from './edition-parts.ts';
import { maxHomeItems } from './lists.ts';
import { latest, type OutFeed, type OutItem } from './out-feed.ts';
import { feedFrame } from './out-items.ts';
import { htmlFragment, jsonDocument, type XmlNode } from './xml.ts';

function reportNode(item: DigestItem, site: Site): XmlNode {
  return {
    a: { '@href': addressOf(item, site), '#text': item.title },
    '#text': ` — ${[sourceTitle(item, site), ...item.authors].join(site.t('comma'))}`,
  };
}

function placeNode(place: PlacedItem, edition: DatedEdition, site: Site): XmlNode {
  const { item, also } = place;
  const notes = notesOn(place, edition.id, site).map((note) => plainText(note));
  return {
    ...reportNode(item, site),
    ...(item.summary !== undefined && { p: item.summary }),
    ...(notes.length > 0 && { blockquote: notes }),
    ...(also.length > 0 && { ul: { li: also.map((other) => reportNode(other.item, site)) } }),
  };
}

function editionHtml(edition: DatedEdition, laidOut: Edition, site: Site): string {
  const sections = partsOf(edition, site, laidOut).map(({ title, places }) => ({
    h2: title,
    ul: { li: places.map((place) => placeNode(place, edition, site)) },
  }));
  const introduction = introductionOf(edition.id, site);
  return (introduction?.html ?? '') + htmlFragment({ section: sections });
}

/** What the edition holds, in words: its number and counts, then its overview. */
function summaryOf(
  edition: DatedEdition,
  { laidOut, items }: { readonly laidOut: Edition; readonly items: readonly DigestItem[] },
  site: Site,
): string {
  const { titles, rest } = overviewText(laidOut, { items, days: daysOfEdition(edition) }, site);
  const counts = [numberText(edition, site), site.t('itemsCount', { n: items.length })];
  const first = counts.filter((part) => part !== undefined).join(site.t('comma'));
  const sentences = [first, titles]
    .filter((part) => part !== '')
    .map((part) => part.replace(/[^.?!…。]$/u, '$&.'));
  return [...sentences, rest].join(' ').trim();
}

function outEdition(edition: DatedEdition, site: Site): OutItem {
  const items = itemsOf(edition, site);
  const laidOut = layOutNamed(edition, site);
  const published = closingOf(edition, site);
  const address = site.absolute(edition.path);
  const edited = site.ledger.edits.editions.get(edition.id);
  return {
    id: address,
    url: address,
    title: edited?.title === undefined ? edition.title : `${edition.title} — ${edited.title}`,
    untitled: false,
    summary: summaryOf(edition, { laidOut, items }, site),
    html: editionHtml(edition, laidOut, site),
    published,
    updated: latest([published, changedAt(items)]),
    authors: (edited?.authors ?? []).map((name) => ({ name })),
    tags: [],
    attachments: [],
  };
}

/**
 * One entry an edition of the shortest kind, as longer ones would repeat it; newest first. An edition comes into the
 * feed when it is closed (this is where the time of the run counts): whoever sends it on by mail then sends all of it.
 */
export function editionsFeed(site: Site): OutFeed {
  const items: OutItem[] = [];
  for (const edition of editionsNewestFirst(shortestKind(site), site)) {
    if (items.length === maxHomeItems) break;
    if (site.isPast(closingOf(edition, site))) items.push(outEdition(edition, site));
  }
  const { title } = site.config;
  return {
    ...feedFrame('/editions/', site),
    ...defined({ hub: site.config.outputs.hub }),
    forms: site.config.outputs.feeds.editions,
    title: `${site.t('archive')} — ${title}`,
    home: site.absolute('/archive/'),
    updated: latest(items.map((item) => item.updated)),
    items,
  };
}

/** `/editions/index.json`: every edition, newest first, each kind that the configuration names. */
export function editionsIndex(site: Site): string {
  const { outputs, editions: settings } = site.config;
  const heads = site.ledger.dayHeads();
  const indexed = (edition: DatedEdition): object => {
    const { id, kind, days } = edition;
    const number = numberOf(edition, site);
    const own = days.map((day) => heads.get(day)).filter((head) => head !== undefined);
    return {
      id,
      kind,
      ...(number !== undefined && { number }),
      title: edition.title,
      url: site.absolute(edition.path),
      text_url: site.absolute(`${edition.path}index.txt`),
      ...(kind === 'day' &&
        outputs.feedArchive &&
        outputs.feeds.home.includes('json') && { feed_url: site.absolute(`${edition.path}feed.json`) }),
      days,
      items: own.reduce((sum, { n }) => sum + n, 0),
      sources: kind === 'day' ? own[0]?.sources : site.ledger.sourcesIn(id),
      closes: closingOf(edition, site),
      updated: latest(own.map(({ changed }) => changed)),
    };
  };
  const editions = settings.every.flatMap((kind) => [...editionsNewestFirst(kind, site)].map(indexed));
  return jsonDocument({
    $schema: site.absolute('/schemas/editions.schema.json'),
    version: 1,
    title: site.config.title,
    home_page_url: site.absolute('/'),
    timezone: site.config.timezone,
    editions,
  });
}
