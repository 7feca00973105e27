import { FEED_PATTERN, INSTANT_PATTERN, KEY_PATTERN } from './item-patterns.ts';
import { isFields } from './migrate.ts';
import type { StoredItem } from './stored-item.ts';

/**
 * Checks archived items against the form of `day-schema.ts`, without its library: a run reads thousands of items, and
 * most runs write none. A test holds the two together.
 */

type Check = (value: unknown) => boolean;

interface Form {
  readonly required: Readonly<Record<string, Check>>;
  readonly optional: Readonly<Record<string, Check>>;
}

const text: Check = (value) => typeof value === 'string';
const filled: Check = (value) => typeof value === 'string' && value !== '';
const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const oneOf =
  (...words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value);
const within =
  (min: number, max = Number.POSITIVE_INFINITY): Check =>
  (value) =>
    typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max;
const some =
  (part: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(part);

/** Names of the fields that lack the form; unknown ones are let through. */
function faultsIn(value: Readonly<Record<string, unknown>>, { required, optional }: Form): string[] {
  const faults: string[] = [];
  for (const name in required) if (required[name]?.(own(value, name)) !== true) faults.push(name);
  for (const name in optional) {
    if (Object.hasOwn(value, name) && optional[name]?.(value[name]) !== true) faults.push(name);
  }
  return faults;
}

function own(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

const formed =
  (required: Form['required'], optional: Form['optional'] = {}): Check =>
  (value) =>
    isFields(value) && faultsIn(value, { required, optional }).length === 0;

/** RFC 3339, and a moment that there is: what is not would stop whoever writes it as a date. */
const instant: Check = (value) =>
  typeof value === 'string' && INSTANT_PATTERN.test(value) && !Number.isNaN(Date.parse(value));
const author = formed({}, { name: filled, url: filled, avatar: filled });
const attachment = formed(
  { url: filled, mime_type: text },
  { title: text, size_in_bytes: within(0), duration_in_seconds: within(0) },
);
const link = formed({ rel: text, url: filled }, { type: text, title: text, language: text });
const plainReason = formed({ kind: oneOf('first', 'same-page', 'links-to-it', 'same-title') });
const wordsReason = formed({ kind: oneOf('names', 'words'), words: some(filled) });
const storyPlace = formed(
  { key: matching(KEY_PATTERN), reason: (value) => plainReason(value) || wordsReason(value) },
  { was: some(matching(KEY_PATTERN)) },
);

const extrasForm: Form = {
  required: {
    feed: matching(FEED_PATTERN),
    key: matching(KEY_PATTERN),
    first_seen: instant,
    dated_by: oneOf('published', 'modified', 'first_seen'),
    access: oneOf('open', 'subscriber'),
  },
  optional: {
    freed: instant,
    backlog: oneOf(true),
    imported: oneOf(true),
    revised: instant,
    versions: some(filled),
    labels: some(filled),
    full_text: formed({ url: filled, fetched: instant, feed_html: text }),
    story: storyPlace,
    comments_url: filled,
    comments_count: within(0),
    source: formed({}, { title: text, url: filled, feed_url: filled }),
    rights: text,
    links: some(link),
    chapters_url: filled,
    transcripts: some(formed({ url: filled }, { type: text })),
    location: formed({ latitude: within(-90, 90), longitude: within(-180, 180) }),
  },
};

const itemForm: Form = {
  required: { id: filled, content_html: text, _daybook: isFields },
  optional: {
    url: filled,
    external_url: filled,
    title: filled,
    summary: filled,
    image: filled,
    banner_image: filled,
    date_published: instant,
    date_modified: instant,
    authors: some(author),
    tags: some(filled),
    language: filled,
    attachments: some(attachment),
  },
};

/** The fields of an item that lack the archive's form, as paths of one or two names; of what is not an item, one empty path. */
export function faultyFields(value: unknown): readonly (readonly string[])[] {
  if (!isFields(value)) return [[]];
  const extras = own(value, '_daybook');
  const inner = isFields(extras) ? faultsIn(extras, extrasForm) : [];
  return [...faultsIn(value, itemForm).map((name) => [name]), ...inner.map((name) => ['_daybook', name])];
}

/** The item when it has the archive's form, else `undefined`. Its HTML is untrusted. Never throws. */
export function checkItem(value: unknown): StoredItem | undefined {
  return faultyFields(value).length === 0 ? (value as StoredItem) : undefined;
}
