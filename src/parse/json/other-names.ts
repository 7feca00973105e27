import { isRecord } from '../../model/record.ts';

/** What programs call the parts of an item instead of what JSON Feed calls them, by the standard's names. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  id: ['guid'],
  url: ['link', 'permalink'],
  content_html: ['content', 'body', 'description'],
  date_published: ['published', 'published_at', 'pub_date', 'date'],
  date_modified: ['updated', 'updated_at', 'modified'],
  image: ['thumbnail'],
  tags: ['categories'],
  attachments: ['enclosures', 'enclosure'],
};

/** The standard's names, by their letters alone: programs write `contentHtml`, `Content-HTML` and `content_html`. */
const byLetters: ReadonlyMap<string, string> = new Map(
  (
    'id url external_url title content_html content_text summary image banner_image date_published date_modified author ' +
    'authors tags language attachments mime_type size_in_bytes duration_in_seconds version home_page_url feed_url ' +
    'description icon favicon next_url hubs items guid link permalink content body published published_at pub_date date ' +
    'updated updated_at modified thumbnail categories enclosures enclosure type length name avatar'
  )
    .split(' ')
    .map((name) => [lettersOf(name), name]),
);

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}

/** An object whose members have the standard's spelling; a member that has it already goes before others. */
export function withStandardSpelling(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const named: Record<string, unknown> = { ...value };
  for (const name of Object.keys(value)) {
    if (name.startsWith('_')) continue;
    const meant = byLetters.get(lettersOf(name));
    if (meant !== undefined && meant !== name && !isGiven(value[meant])) named[meant] = value[name];
  }
  return named;
}

/** Where a text or an address stands when it is an object of its own. */
const within = ['rendered', 'html', 'text', 'value', 'url', 'src', 'href'];
const mayBeObject = ['title', 'summary', 'content_html', 'url', 'image', 'banner_image', 'id'];
const mayBeList = ['image', 'banner_image'];

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return inner(value[0]);
  if (!isRecord(value)) return value;
  return within.map((name) => value[name]).find((part) => typeof part === 'string');
}

/**
 * An item with its parts under the standard's names: those that it has itself go first, whatever else is there.
 *
 * @see https://www.jsonfeed.org/version/1.1/#items
 */
export function withStandardNames(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const item = withStandardSpelling(given);
  const named: Record<string, unknown> = { ...item };
  for (const [name, others] of Object.entries(otherNames)) {
    const isThere = isGiven(item[name]) || (name === 'content_html' && isGiven(item.content_text));
    const other = isThere ? undefined : others.find((one) => isGiven(item[one]));
    if (other !== undefined) named[name] = item[other];
  }
  for (const name of mayBeObject) if (isRecord(named[name])) named[name] = inner(named[name]);
  for (const name of mayBeList) if (Array.isArray(named[name])) named[name] = inner(named[name]);
  return named;
}
