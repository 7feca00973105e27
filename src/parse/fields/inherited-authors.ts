import type { Author, ParsedItem } from '../../model/types.ts';
import { collapse } from '../html/html-text.ts';
import { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';
import { Fields } from './fields.ts';
import { readEditors, readPeople } from './people.ts';
import type { Person } from './person-text.ts';

/** An item without an author has its feed's; the mark says so, because no item is revised by what its feed says of itself. */
export function inherit(item: ParsedItem, authors: readonly Author[] | undefined): ParsedItem {
  if (item.authors !== undefined || authors === undefined || authors.length === 0) return item;
  return { ...item, authors, _daybook: { ...item._daybook, inherits_authors: true } };
}

/**
 * Who wrote the items of an RSS channel that name nobody: its author, creator or `itunes:author`, else its
 * `managingEditor`, which the RSS Advisory Board tells a person who publishes alone to give. Who answers for the texts of
 * others is not their author: no editor where an item names its own, no mailbox without a name, no name that is the feed's.
 *
 * @see https://www.rssboard.org/rss-profile#element-channel-item-author
 */
export function channelAuthors(
  channel: XmlElement,
  { title, items }: { readonly title: string | undefined; readonly items: readonly ParsedItem[] },
): readonly Author[] {
  const fields = new Fields(channel);
  // The head was read before, with what had to be mended.
  const repairs = new Repairs();
  const named = (people: readonly Person[]): readonly Author[] =>
    people
      .filter(({ author, email }) => author.name !== undefined && !isMailbox(author.name, email))
      .map(({ author }) => author)
      .filter(({ name }) => !isSameName(name, title));
  const authors = named(readPeople(fields, repairs));
  const isAlone = authors.length === 0 && items.every((item) => item.authors === undefined);
  return isAlone ? named(readEditors(fields, repairs)) : authors;
}

function isMailbox(name: string, email: string | undefined): boolean {
  return email?.toLowerCase().startsWith(`${name.toLowerCase()}@`) === true;
}

function isSameName(name: string | undefined, title: string | undefined): boolean {
  return collapse(name ?? '').toLowerCase() === collapse(title ?? '').toLowerCase();
}
