import { isRecord } from '../../model/record.ts';
import { keyOf } from '../identity/hash.ts';

/** The schema this program writes. Older ones are brought up on reading; newer ones are refused. */
export const daySchema = 1;

/** The schema a document says it has; 0 when it says none; `undefined` when it says nonsense. */
export function schemaOf(document: Readonly<Record<string, unknown>>): number | undefined {
  const extras = document._daybook;
  const schema = isRecord(extras) ? extras.schema : undefined;
  if (schema === undefined) return 0;
  return typeof schema === 'number' && Number.isInteger(schema) && schema >= 0 ? schema : undefined;
}

/** Drafts before schema 1 said `feed_id`, and had neither key, access nor `dated_by`. */
function itemFrom0(item: unknown): unknown {
  if (!isRecord(item) || !isRecord(item._daybook) || typeof item.id !== 'string') return item;
  const { feed_id, ...extras } = item._daybook;
  const dated_by = item.date_published === undefined ? 'first_seen' : 'published';
  const added = {
    key: keyOf(item.id),
    dated_by,
    access: 'open',
    ...(feed_id !== undefined && { feed: feed_id }),
  };
  return { content_html: '', ...item, _daybook: { ...added, ...extras } };
}

/** Each step turns an item of the schema at its place into one of the next. */
const steps: readonly ((item: unknown) => unknown)[] = [itemFrom0];

/** Brings an item from an older schema up to this one. The result is still unchecked. */
export function migrateItem(item: unknown, schema: number): unknown {
  return steps.slice(schema).reduce((value, step) => step(value), item);
}
