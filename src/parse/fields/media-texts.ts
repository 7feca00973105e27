import type { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';
import { Fields } from './fields.ts';
import { isPictureFile } from './media.ts';
import { readUrl } from './urls.ts';

/** What Media RSS says of an item in its groups and files. */

const isText = ({ name }: XmlElement): boolean => name === 'media:title' || name === 'media:description';
const isFile = ({ name }: XmlElement): boolean => name === 'media:content';

/** Names of elements that say something of the item itself. */
export interface OwnWords {
  readonly titles: readonly string[];
  readonly texts: readonly string[];
}

/**
 * YouTube and others put title and description into a `media:group`: those count as the item's. Those of a file
 * in the group do where the item has no words of its own. Those of a file outside are the file's, but an item without a
 * text has that of its recording.
 */
export function withMediaTexts(fields: Fields, own: OwnWords): Fields {
  const group = fields.first('media:group');
  if (group === undefined) return withRecordingText(fields, own);
  const grouped = group.children.filter(isText);
  const isSilent = grouped.length === 0 && fields.firstFilled(...own.titles, ...own.texts) === undefined;
  const ofFiles = isSilent
    ? group.children.filter(isFile).map(({ children }) => children.filter(isText))
    : [];
  return withTexts(fields, ofFiles.find(({ length }) => length > 0) ?? grouped);
}

function withTexts(fields: Fields, texts: readonly XmlElement[]): Fields {
  if (texts.length === 0) return fields;
  return new Fields({ ...fields.element, children: [...fields.element.children, ...texts] });
}

/** What a picture's says is shown with the picture. */
function withRecordingText(fields: Fields, { titles, texts }: OwnWords): Fields {
  const files = fields.all('media:content');
  if (files.length === 0 || fields.firstFilled(...texts) !== undefined) return fields;
  const described = files
    .filter((file) => !isPictureFile(file))
    .map(({ children }) => children.filter(isText))
    .find((found) => found.some(({ name }) => name === 'media:description'));
  const isNamed = fields.firstFilled(...titles) !== undefined;
  return withTexts(fields, described?.filter(({ name }) => !isNamed || name === 'media:description') ?? []);
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
