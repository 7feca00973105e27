import { z } from 'zod';
import { parseInstant } from '../../model/instant.ts';

/**
 * The form of a bundle: lines of JSON. A head, one line for each feed that was asked, and an end that says how many
 * there were and what SHA-256 the bytes before it have. Unknown keys are dropped. What the strings hold is untrusted:
 * `read-bundle.ts` has it cleaned.
 */

export const bundleVersion = 1;

const text = z.string();
const filled = z.string().min(1);
const maybe = z.exactOptional;
const some = <T extends z.ZodType>(part: T) => z.array(part).readonly();
const instant = z
  .string()
  .max(40)
  .refine((value) => parseInstant(value) !== undefined);
/** The archive drops a number or a date that it could not keep; no item is lost over one. */
const size = z.number();

const person = z.object({ name: maybe(filled), url: maybe(filled), avatar: maybe(filled) });
const attachment = z.object({
  url: filled,
  mime_type: text,
  title: maybe(text),
  size_in_bytes: maybe(size),
  duration_in_seconds: maybe(size),
});
const link = z.object({
  rel: filled,
  url: filled,
  type: maybe(text),
  title: maybe(text),
  language: maybe(text),
});

const extras = z.object({
  comments_url: maybe(filled),
  comments_count: maybe(size),
  source: maybe(z.object({ title: maybe(text), url: maybe(text), feed_url: maybe(text) })),
  rights: maybe(text),
  categories: maybe(some(z.object({ term: filled, scheme: maybe(text), label: maybe(text) }))),
  links: maybe(some(link)),
  chapters_url: maybe(filled),
  transcripts: maybe(some(z.object({ url: filled, type: maybe(text) }))),
  location: maybe(z.object({ latitude: z.number(), longitude: z.number() })),
  inherits_authors: maybe(z.literal(true)),
  id_is_link: maybe(z.boolean()),
  cleaner: maybe(z.int().min(0)),
});

const item = z.object({
  id: maybe(filled),
  url: maybe(filled),
  external_url: maybe(filled),
  title: maybe(filled),
  content_html: text,
  summary: maybe(filled),
  image: maybe(filled),
  banner_image: maybe(filled),
  date_published: maybe(z.string().max(100)),
  date_modified: maybe(z.string().max(100)),
  authors: maybe(some(person)),
  tags: maybe(some(filled)),
  language: maybe(filled),
  attachments: maybe(some(attachment)),
  _daybook: maybe(extras),
});

export type BundledItem = z.infer<typeof item>;

const feedId = z
  .string()
  .max(200)
  .regex(/^[a-z0-9][a-z0-9-]*$/);
const shortText = z.string().min(1).max(20_000);

export const headSchema = z.object({
  daybook_bundle: z.literal(bundleVersion),
  site: shortText,
  now: instant,
});

export type BundleHead = z.infer<typeof headSchema>;

const read = z.object({
  kind: z.literal('read'),
  feed: feedId,
  asked: maybe(instant),
  url: z
    .string()
    .max(20_000)
    .regex(/^(?:https?|file):/),
  face: z.object({
    title: maybe(shortText),
    home_page_url: maybe(shortText),
    description: maybe(shortText),
    language: maybe(shortText),
    icons: maybe(z.array(shortText)),
  }),
  schedule: maybe(z.unknown()),
  hubs: z.array(text),
  newAddress: text.optional(),
  repairs: z.array(z.object({ code: shortText, what: shortText })),
  /** `fetch/` knows its form. */
  settlement: z.unknown(),
  items: z.array(item),
});

const state = z.object({
  kind: z.literal('state'),
  feed: feedId,
  asked: maybe(instant),
  /** `fetch/` knows its form. */
  state: z.unknown(),
});

export const feedSchema = z.discriminatedUnion('kind', [read, state]);

export type BundledFeed = z.infer<typeof feedSchema>;

export const endSchema = z.object({
  end: z.literal(true),
  feeds: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
