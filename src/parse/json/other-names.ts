import { isRecord } from '../../model/record.ts';

/**
 * What programs call the parts of an item instead of what JSON Feed calls them: in small letters, and without the signs
 * between words (`published_at`, `publishedAt`). The likelier first.
 */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  id: words('guid _id uuid identifier postid articleid itemid entryid storyid newsid statusid tweetid'),
  url: words('link permalink weburl htmlurl canonicalurl pageurl fullurl alternate canonical href uri'),
  title: words('headline heading subject name'),
  content_html: words('content body description contenthtml contentencoded bodyhtml html descriptionhtml'),
  content_text: words('contenttext contentplain plaintext text message'),
  summary: words('excerpt abstract teaser contentsnippet'),
  date_published: words(
    'published publishedat pubdate datepublished publisheddate publishdate publicationdate date dategmt isodate ' +
      'created createdat datecreated postedat issued releasedate timestamp time',
  ),
  date_modified: words('updated updatedat modified modifiedat datemodified lastmodified modifiedgmt'),
  image: words(
    'thumbnail imageurl thumbnailurl featuredimage featureimage coverimage cover leadimageurl thumb picture photo ogimage',
  ),
  authors: words('creator dccreator byline authorname writer by user'),
  tags: words('categories keywords labels topics'),
  attachments: words('enclosures enclosure'),
};

function words(names: string): readonly string[] {
  return names.split(' ');
}

/** What JSON Feed itself has. */
const standardNames: ReadonlySet<string> = new Set([
  ...Object.keys(otherNames),
  ...words('author external_url banner_image language'),
]);
/** Each field with its names, the standard's own as one word first. */
const fieldNames = Object.entries(otherNames).map(([name, others]) => ({
  name,
  words: [name.replace('_', ''), ...others],
}));

/** Where a text or an address stands when it is an object of its own. */
const within = words('rendered html content text value url src href date $date name');
const mayBeObject = words(
  'title summary content_html content_text url external_url image banner_image id date_published date_modified language',
);

/** The standard's names, by their letters alone: programs write `contentHtml`, `Content-HTML` and `content_html`. */
const byLetters: ReadonlyMap<string, string> = new Map(
  words(
    'id url external_url title content_html content_text summary image banner_image date_published date_modified author ' +
      'authors tags language attachments mime_type size_in_bytes duration_in_seconds version home_page_url feed_url ' +
      'description icon favicon next_url hubs items type length name avatar',
  ).map((name) => [lettersOf(name), name]),
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

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** The text that an object holds, or the first of a list. */
function inner(value: unknown): unknown {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (!isRecord(one)) return one;
  return within.map((name) => one[name]).find((part) => typeof part === 'string' || typeof part === 'number');
}

/** The fields of an item by their names in small letters; those of a program's own begin with a line (JSON Feed 1.1, "Extensions"). */
function plainNames(item: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(item)) {
    const plain = name.startsWith('_') ? name : name.toLowerCase().replace(/[_:.-]/g, '');
    if (isGiven(value) && !fields.has(plain)) fields.set(plain, value);
  }
  return fields;
}

/** What stands in for a field, so that no other is asked for. */
const instead: Readonly<Record<string, readonly string[]>> = {
  content_html: ['content_text'],
  authors: ['author'],
};

/**
 * An item with its parts under the standard's names: those that it has itself go first, whatever else is there.
 *
 * @see https://www.jsonfeed.org/version/1.1/#items
 */
export function withStandardNames(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isOther = hasOtherNames(given);
  const item = isOther ? withStandardSpelling(given) : given;
  const named: Record<string, unknown> = { ...item };
  if (isOther) {
    const fields = plainNames(item);
    for (const { name, words: names } of fieldNames) {
      const isThere = [name, ...(instead[name] ?? [])].some((one) => isGiven(item[one]));
      const found = isThere ? undefined : names.find((one) => fields.has(one));
      if (found !== undefined) named[name] = fields.get(found);
    }
  }
  // Google Reader and what speaks its language have the whole text there.
  if (!isGiven(named.content_html) && isRecord(item.summary))
    Object.assign(named, { content_html: item.summary, summary: undefined });
  for (const name of mayBeObject) if (typeof named[name] === 'object') named[name] = inner(named[name]);
  return named;
}

/** Whether any field might be a standard one under another name: most items have none. */
function hasOtherNames(item: Readonly<Record<string, unknown>>): boolean {
  for (const name in item) if (!standardNames.has(name)) return true;
  return false;
}
