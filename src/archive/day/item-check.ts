import { defined } from '../../model/defined.ts';
import { isRecord } from '../../model/record.ts';
import { feedPattern, instantPattern, keyPattern } from './item-patterns.ts';
import type { StoredItem } from './stored-item.ts';

/**
 * The form of an archived day, schema 1: what is checked, and the JSON Schema in `schema/archive-day.schema.json`.
 * Without a library: a run reads thousands of items, and most runs write none. Unknown keys are let through and kept:
 * JSON Feed allows extensions, and people may add their own.
 */

/** The form of a value, as JSON Schema (draft 2020-12) and as a check. */
interface Form {
  readonly schema: object;
  readonly fits: (value: unknown) => boolean;
  /** It may be absent. */
  readonly isOptional?: true;
}

type Fields = Readonly<Record<string, Form>>;

const maybe = (form: Form): Form => ({ ...form, isOptional: true });
const text: Form = { schema: { type: 'string' }, fits: (value) => typeof value === 'string' };
const filled: Form = {
  schema: { type: 'string', minLength: 1 },
  fits: (value) => typeof value === 'string' && value !== '',
};
const matching = (pattern: RegExp): Form => ({
  schema: { type: 'string', pattern: pattern.source },
  fits: (value) => typeof value === 'string' && pattern.test(value),
});
const oneOf = (...words: readonly unknown[]): Form => ({
  schema: { type: 'string', enum: words },
  fits: (value) => words.includes(value),
});
const yes: Form = { schema: { type: 'boolean', const: true }, fits: (value) => value === true };
const within = (minimum: number, maximum?: number): Form => ({
  schema: { type: 'number', ...defined({ minimum, maximum }) },
  fits: (value) =>
    Number.isFinite(value) &&
    Number(value) >= minimum &&
    Number(value) <= (maximum ?? Number.POSITIVE_INFINITY),
});
const some = (part: Form): Form => ({
  schema: { readOnly: true, type: 'array', items: part.schema },
  fits: (value) => Array.isArray(value) && value.every(part.fits),
});

/** Names of the fields that lack the form; unknown ones are let through. */
function faultsIn(value: Readonly<Record<string, unknown>>, fields: Fields): string[] {
  const faults: string[] = [];
  for (const name in fields) {
    const form = fields[name];
    const isFit = Object.hasOwn(value, name) ? form?.fits(value[name]) : form?.isOptional;
    if (isFit !== true) faults.push(name);
  }
  return faults;
}

function objectSchema(fields: Fields): object {
  const all = Object.entries(fields);
  const required = all.filter(([, { isOptional }]) => !isOptional).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(all.map(([name, { schema }]) => [name, schema])),
    ...(required.length > 0 && { required }),
    additionalProperties: {},
  };
}

const formed = (fields: Fields): Form => ({
  schema: { readOnly: true, ...objectSchema(fields) },
  fits: (value) => isRecord(value) && faultsIn(value, fields).length === 0,
});

/** RFC 3339, and a moment that there is: what is not would stop whoever writes it as a date. */
const instant: Form = {
  ...matching(instantPattern),
  fits: (value) =>
    typeof value === 'string' && instantPattern.test(value) && !Number.isNaN(Date.parse(value)),
};
const key = matching(keyPattern);
const reasons = [
  formed({ kind: oneOf('first', 'same-page', 'links-to-it', 'same-title') }),
  formed({ kind: oneOf('names', 'words'), words: some(filled) }),
];
const reason: Form = {
  schema: { oneOf: reasons.map(({ schema }) => schema) },
  fits: (value) => reasons.some(({ fits }) => fits(value)),
};

const extras: Fields = {
  feed: matching(feedPattern),
  key,
  first_seen: instant,
  dated_by: oneOf('published', 'modified', 'first_seen'),
  access: oneOf('open', 'subscriber'),
  freed: maybe(instant),
  backlog: maybe(yes),
  imported: maybe(yes),
  revised: maybe(instant),
  versions: maybe(some(filled)),
  labels: maybe(some(filled)),
  full_text: maybe(formed({ url: filled, fetched: instant, feed_html: text })),
  story: maybe(formed({ key, reason, was: maybe(some(key)) })),
  comments_url: maybe(filled),
  comments_count: maybe(within(0)),
  source: maybe(formed({ title: maybe(text), url: maybe(filled), feed_url: maybe(filled) })),
  rights: maybe(text),
  links: maybe(
    some(formed({ rel: text, url: filled, type: maybe(text), title: maybe(text), language: maybe(text) })),
  ),
  chapters_url: maybe(filled),
  transcripts: maybe(some(formed({ url: filled, type: maybe(text) }))),
  location: maybe(formed({ latitude: within(-90, 90), longitude: within(-180, 180) })),
};

const attachment = formed({
  url: filled,
  mime_type: text,
  title: maybe(text),
  size_in_bytes: maybe(within(0)),
  duration_in_seconds: maybe(within(0)),
});

const item: Fields = {
  id: filled,
  url: maybe(filled),
  external_url: maybe(filled),
  title: maybe(filled),
  content_html: text,
  summary: maybe(filled),
  image: maybe(filled),
  banner_image: maybe(filled),
  date_published: maybe(instant),
  date_modified: maybe(instant),
  authors: maybe(some(formed({ name: maybe(filled), url: maybe(filled), avatar: maybe(filled) }))),
  tags: maybe(some(filled)),
  language: maybe(filled),
  attachments: maybe(some(attachment)),
  // Its fields are looked at one by one, so that each fault has its path.
  _daybook: { ...formed(extras), fits: isRecord },
};

/** The order of an item's keys in the file: the standard's own order, ours last. */
export const itemKeys = Object.keys(item);
export const extraKeys = Object.keys(extras);

/** The fields of an item that lack the archive's form, as paths of one or two names; of what is not an item, one empty path. */
export function faultyFields(value: unknown): readonly (readonly string[])[] {
  if (!isRecord(value)) return [[]];
  const inner = isRecord(value._daybook) ? faultsIn(value._daybook, extras) : [];
  return [...faultsIn(value, item).map((name) => [name]), ...inner.map((name) => ['_daybook', name])];
}

/** The item when it has the archive's form, else `undefined`. Its HTML is untrusted. Never throws. */
export function checkItem(value: unknown): StoredItem | undefined {
  return faultyFields(value).length === 0 ? (value as StoredItem) : undefined;
}

/** The form of an item as JSON Schema (draft 2020-12). */
export const itemSchema = formed(item).schema;
