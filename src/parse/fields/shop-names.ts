import type { XmlElement } from '../xml/element.ts';
import { Fields, nameGroup } from './fields.ts';

/** What shops' lists (Google's `g:`) have of an item's fields, and what they are called in a feed. */
const shopNames: ReadonlyMap<string, string> = new Map([
  ['g:title', 'title'],
  ['g:link', 'link'],
  ['g:id', 'guid'],
  ['g:description', 'description'],
  ['g:image_link', 'image'],
  ['g:author', 'author'],
  ['g:label', 'category'],
  ['g:publish_date', 'pubdate'],
]);

const anyOfThem = nameGroup([...shopNames.keys()].join(' '));

const equals: Readonly<Record<string, readonly string[]>> = {
  guid: ['guid', 'atom:id', 'id'],
  description: ['description', 'atom:summary', 'atom:content', 'content:encoded'],
  pubdate: ['pubdate', 'atom:published', 'atom:issued', 'dc:date'],
};

/**
 * The fields with a shop's fields under their usual names, each where it has none of its own.
 *
 * @see https://support.google.com/merchants/answer/7052112
 */
export function withShopFields(fields: Fields): Fields {
  if (!fields.has(anyOfThem)) return fields;
  const { element } = fields;
  const own = new Set(element.children.map(({ name }) => name));
  const children = element.children.map((child): XmlElement => {
    const name = shopNames.get(child.name);
    if (name === undefined) return child;
    return (equals[name] ?? [name, `atom:${name}`]).some((each) => own.has(each))
      ? child
      : { ...child, name };
  });
  return new Fields({ ...element, children });
}
