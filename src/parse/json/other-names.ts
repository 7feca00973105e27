import { isRecord } from '../../model/record.ts';

/** What programs call the parts of an item instead of what JSON Feed calls them, by the standard's names. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  id: ['guid'],
  url: ['link', 'permalink'],
  content_html: ['content', 'body', 'description'],
  date_published: ['published', 'published_at', 'pubDate', 'date'],
  date_modified: ['updated', 'updated_at', 'modified'],
  image: ['thumbnail'],
  tags: ['categories'],
  attachments: ['enclosures', 'enclosure'],
};

/** Where a text or an address stands when it is an object of its own. */
const within = ['rendered', 'html', 'text', 'value', 'url', 'src', 'href'];
const mayBeObject = ['title', 'summary', 'content_html', 'url', 'image', 'banner_image', 'id'];

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function inner(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return within.map((name) => value[name]).find((part) => typeof part === 'string');
}

/**
 * An item with its parts under the standard's names: those that it has itself go first, whatever else is there.
 *
 * @see https://www.jsonfeed.org/version/1.1/#items
 */
export function withStandardNames(item: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const named: Record<string, unknown> = { ...item };
  for (const [name, others] of Object.entries(otherNames)) {
    const isThere = isGiven(item[name]) || (name === 'content_html' && isGiven(item.content_text));
    const other = isThere ? undefined : others.find((one) => isGiven(item[one]));
    if (other !== undefined) named[name] = item[other];
  }
  for (const name of mayBeObject) if (isRecord(named[name])) named[name] = inner(named[name]);
  return named;
}
