import type { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';
import { Fields } from './fields.ts';
import { readUrl } from './urls.ts';

/** What Media RSS says of an item in its groups and files. */

const isText = ({ name }: XmlElement): boolean => name === 'media:title' || name === 'media:description';
const isFile = ({ name }: XmlElement): boolean => name === 'media:content';

/**
 * YouTube and others put title and description into a `media:group`: those count as the item's. Those of a file
 * in the group do where the item has no words of its own, by the names of `own`; those of a file outside are the file's.
 */
export function withMediaTexts(fields: Fields, own: readonly string[]): Fields {
  const group = fields.first('media:group');
  if (group === undefined) return fields;
  const grouped = group.children.filter(isText);
  const isSilent = grouped.length === 0 && fields.firstFilled(...own) === undefined;
  const ofFiles = isSilent
    ? group.children.filter(isFile).map(({ children }) => children.filter(isText))
    : [];
  const texts = ofFiles.find(({ length }) => length > 0) ?? grouped;
  if (texts.length === 0) return fields;
  return new Fields({ ...fields.element, children: [...fields.element.children, ...texts] });
}

/** `media:player`: the page that plays the item, for one that has no other. */
export function playerOf(fields: Fields, repairs: Repairs): string | undefined {
  const groups = fields.all('media:group');
  const grouped = groups.flatMap(({ children }) => children.filter(isFile));
  const places = [fields.element, ...groups, ...fields.all('media:content'), ...grouped];
  for (const { children } of places) {
    const player = children.find(({ name }) => name === 'media:player');
    const url = readUrl(player?.attributes.get('url'), player?.base, repairs);
    if (url !== undefined) return url;
  }
  return undefined;
}
