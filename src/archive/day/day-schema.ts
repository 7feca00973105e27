import { z } from 'zod';
import { FEED_PATTERN, INSTANT_PATTERN, KEY_PATTERN } from './item-patterns.ts';

/**
 * The form of an archived day, schema 1. `schema/archive-day.schema.json` is made from it; `item-check.ts` checks it, and
 * must say the same. Unknown keys are let through
 * and kept: JSON Feed allows extensions, and people may add their own.
 */

const text = z.string();
const filled = z.string().min(1);
const instant = z
  .string()
  .regex(INSTANT_PATTERN)
  .refine((moment) => !Number.isNaN(Date.parse(moment)));
const some = <T extends z.ZodType>(part: T) => z.array(part).readonly();
const maybe = z.exactOptional;

const author = z.looseObject({ name: maybe(filled), url: maybe(filled), avatar: maybe(filled) }).readonly();

const attachment = z
  .looseObject({
    url: filled,
    mime_type: text,
    title: maybe(text),
    size_in_bytes: maybe(z.number().min(0)),
    duration_in_seconds: maybe(z.number().min(0)),
  })
  .readonly();

const link = z
  .looseObject({ rel: text, url: filled, type: maybe(text), title: maybe(text), language: maybe(text) })
  .readonly();

const storyPlace = z
  .looseObject({
    key: z.string().regex(KEY_PATTERN),
    reason: z.discriminatedUnion('kind', [
      z.looseObject({ kind: z.enum(['first', 'same-page', 'links-to-it', 'same-title']) }).readonly(),
      z.looseObject({ kind: z.enum(['names', 'words']), words: some(filled) }).readonly(),
    ]),
    was: maybe(some(z.string().regex(KEY_PATTERN))),
  })
  .readonly();

const extras = z
  .looseObject({
    feed: z.string().regex(FEED_PATTERN),
    key: z.string().regex(KEY_PATTERN),
    first_seen: instant,
    dated_by: z.enum(['published', 'modified', 'first_seen']),
    access: z.enum(['open', 'subscriber']),
    freed: maybe(instant),
    backlog: maybe(z.literal(true)),
    imported: maybe(z.literal(true)),
    revised: maybe(instant),
    versions: maybe(some(filled)),
    labels: maybe(some(filled)),
    full_text: maybe(z.looseObject({ url: filled, fetched: instant, feed_html: text }).readonly()),
    story: maybe(storyPlace),
    comments_url: maybe(filled),
    comments_count: maybe(z.number().min(0)),
    source: maybe(
      z.looseObject({ title: maybe(text), url: maybe(filled), feed_url: maybe(filled) }).readonly(),
    ),
    rights: maybe(text),
    links: maybe(some(link)),
    chapters_url: maybe(filled),
    transcripts: maybe(some(z.looseObject({ url: filled, type: maybe(text) }).readonly())),
    location: maybe(
      z
        .looseObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
        .readonly(),
    ),
  })
  .readonly();

/** An archived item. */
export const itemSchema = z
  .looseObject({
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
    authors: maybe(some(author)),
    tags: maybe(some(filled)),
    language: maybe(filled),
    attachments: maybe(some(attachment)),
    _daybook: extras,
  })
  .readonly();

const daySchema = z
  .looseObject({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: filled,
    _daybook: z.looseObject({ schema: z.literal(1), day: z.string().regex(/^\d{4}-\d\d-\d\d$/) }),
    items: z.array(itemSchema),
  })
  .meta({
    title: 'Daybook archive, one day',
    description:
      'A JSON Feed 1.1 document with the items of one day, one item a line, sorted by _daybook.key.',
  });

/** The JSON Schema (draft 2020-12) of a day's file. */
export function dayJsonSchema(): unknown {
  return z.toJSONSchema(daySchema);
}
