import { z } from 'zod';
import type { Problem } from '../model/types.ts';
import { addressProblem } from './address.ts';
import { feedsSchema } from './output-feeds.ts';
import { patternOf, patternProblem } from './pattern.ts';
import { localeProblem, zoneProblem } from './places.ts';
import { parseByteSize, parseDuration, parseKeep } from './units.ts';

/**
 * The shape of `daybook.yaml`, with a sentence for every key: `daybook schema` prints it as JSON Schema for editors,
 * and the configuration reference is checked against it.
 */

const duration = z
  .string()
  .refine((text) => parseDuration(text) !== undefined, 'Write a number and a unit: 20s, 15m, 6h, 10d.');

const keep = z
  .string()
  .refine((text) => parseKeep(text) !== undefined, 'Write "forever", or a number and a unit: 90d, 52w.');

const byteSize = z
  .string()
  .refine((text) => parseByteSize(text) !== undefined, 'Write a number and a unit: 500KB, 10MB.');

/** `a@example.org`, or `Name <a@example.org>`: one line, one address. */
const mailAddress = z
  .string()
  .regex(
    /^(?:[^<>@,;\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u,
    'Write an address as editor@example.org, or as Name <editor@example.org>.',
  );

const unsubscribe = z
  .string()
  .regex(/^(?:https:\/\/|mailto:)[^\s"<>]+$/u, 'Write an address that starts with https:// or mailto:.');

const isoDay = z.iso.date('Write a day as 2026-05-18.');

/** Ids name files and addresses. */
export const slug = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/,
    'Use lower-case letters, digits and "-", at most 60 characters.',
  );

const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'Write a whole address that starts with https:// or http://.',
});

/** A text that says something. */
export const text = z.string().trim().min(1, 'This may not be empty.');
const texts = z.union([text, z.array(text)]);

/** A text with a check of its own, whose finding is shown as it is. */
function checkedText(find: (value: string) => Omit<Problem, 'where'> | undefined): typeof text {
  return text.superRefine((value, context) => {
    const problem = find(value);
    if (problem) context.addIssue({ code: 'custom', params: { problem } });
  });
}

const address = checkedText(addressProblem);
const matcher = checkedText(patternProblem);
const matchers = z.union([matcher, z.array(matcher).min(1, 'Name at least one.')]);
const isoPart = String.raw`\d{4}(?:-\d\d(?:-\d\d)?)?`;
/** A day, month or year, or a span of them with an end that may be open. */
const periodPattern = new RegExp(
  `^(?:${isoPart}|${isoPart}\\.\\.|\\.\\.${isoPart}|${isoPart}\\.\\.${isoPart})$`,
);
const period = matcher.refine(
  (value) => patternOf(value) !== undefined || periodPattern.test(value),
  'Write a day, a month, a year or a span: 2026-05-18, 2026-05, 2026-05-01..2026-05-18, ..2026-04, 2026-05..',
);
const periods = z.union([period, z.array(period).min(1, 'Name at least one.')]);
const publish = z.enum(['full', 'excerpt', 'title']);

const feedSchema = z.strictObject({
  url: address.describe('Address of the feed (https:, http:), or a path inside the site folder.'),
  id: slug.optional().describe('Permanent name of the feed; made from the address when absent.'),
  title: text.optional().describe("Shown instead of the feed's own title."),
  section: slug.optional().describe('Id of the section where its items stand.'),
  tags: z.array(text).optional().describe('Tags given to each of its items.'),
  publish: publish.optional().describe('How much of an item is republished.'),
  keep: keep.optional().describe("How long its items are kept, when not as long as the archive's."),
  freeAfter: duration.optional().describe("A subscribers' item counts as open after this long."),
  interval: duration
    .optional()
    .describe('How often it is asked, whatever the rest says; failures and refusals still put it off.'),
  opml: z
    .record(
      z.string().regex(/^[A-Za-z][\w.:-]*$/, 'Write the name of an OPML attribute: category, created.'),
      z.string(),
    )
    .optional()
    .describe('Attributes of its outline, kept from an import for `daybook export`.'),
});

/** One condition of a rule, as written. */
export interface ConditionInput {
  feed?: string | string[] | undefined;
  title?: string | string[] | undefined;
  author?: string | string[] | undefined;
  tag?: string | string[] | undefined;
  url?: string | string[] | undefined;
  content?: string | string[] | undefined;
  section?: string | string[] | undefined;
  language?: string | string[] | undefined;
  date?: string | string[] | undefined;
  attachment?: boolean | string | string[] | undefined;
  all?: ConditionInput[] | undefined;
  any?: ConditionInput[] | undefined;
  not?: ConditionInput | undefined;
}

const conditionSchema: z.ZodType<ConditionInput> = z
  .strictObject({
    feed: matchers.optional(),
    title: matchers.optional(),
    author: matchers.optional(),
    tag: matchers.optional(),
    url: matchers.optional(),
    content: matchers.optional(),
    section: matchers.optional(),
    language: matchers.optional(),
    date: periods.optional(),
    attachment: z.union([z.boolean(), matchers]).optional(),
    get all() {
      return z.array(conditionSchema).min(1).optional();
    },
    get any() {
      return z.array(conditionSchema).min(1).optional();
    },
    get not() {
      return conditionSchema.optional();
    },
  })
  .refine((condition) => Object.keys(condition).length > 0, 'Name at least one thing to look at.');

const actionSchema = z
  .strictObject({
    label: texts.optional(),
    section: slug.optional(),
    tags: texts.optional(),
    publish: publish.optional(),
    pin: z.boolean().optional(),
    weight: z.number().min(0).max(100).optional(),
    access: z.enum(['open', 'subscriber']).optional(),
    strip: z.boolean().optional(),
    muteUntil: isoDay.optional(),
  })
  .refine((action) => Object.keys(action).length > 0, 'Say what the rule does.');

const ruleSchema = z.strictObject({
  if: conditionSchema.describe(
    'What an item must be like; several keys must all hold, several values of a key are alternatives.',
  ),
  // biome-ignore lint/suspicious/noThenProperty: the word that publishers write; the value is never awaited.
  then: z
    .union([z.literal('drop'), actionSchema])
    .describe('What happens to it: drop, or the things to set.'),
});

export const configSchema = z.strictObject({
  $schema: z.string().optional().describe('Address of this schema, for editors.'),
  title: text.describe("The digest's name."),
  url: httpUrl.optional().describe('Where the site is published; a path in it is kept before every address.'),
  description: text.optional().describe('One sentence about the digest.'),
  locale: checkedText(localeProblem).default('en').describe('Language of the interface.'),
  timezone: checkedText(zoneProblem).default('UTC').describe('Zone in which days begin and end.'),
  feeds: z
    .array(z.union([address, feedSchema]))
    .optional()
    .describe('The feeds: addresses, or mappings with more to say.'),
  opml: text.optional().describe('More feeds, as OPML: a file in the site folder, or an address.'),
  sections: z
    .array(z.strictObject({ id: slug, title: text }))
    .default([])
    .describe('Sections, in the order in which an edition shows them.'),
  views: z
    .array(z.strictObject({ id: slug, title: text, query: text, description: text.optional() }))
    .default([])
    .describe('Searches that have a page and a feed of their own.'),
  rules: z.array(ruleSchema).default([]).describe('In order; every matching rule applies.'),
  fetch: z
    .strictObject({
      concurrency: z.int().min(1).max(256).default(16).describe('Requests at once, over all hosts.'),
      timeout: duration.default('20s').describe('Whole time that one feed may take.'),
      maxBytes: byteSize.default('10MB').describe('Largest feed on the wire.'),
      interval: duration
        .default('1h')
        .describe('A feed is not asked again sooner, but for a tenth of it, 5 minutes at most.'),
      contact: httpUrl.optional().describe("Page for servers' owners, named in the User-Agent."),
      allowPrivateNetworks: z
        .boolean()
        .default(false)
        .describe('Lets feeds live on loopback and private addresses.'),
    })
    .prefault({}),
  editions: z
    .strictObject({
      every: z
        .array(z.enum(['day', 'week', 'month']))
        .min(1)
        .default(['day', 'week', 'month']),
      closeAfter: duration.default('6h').describe("How long past its end a day's edition takes late items."),
      firstDay: isoDay.optional().describe('The day of edition No. 1, when not the day of the first items.'),
    })
    .prefault({}),
  archive: z
    .strictObject({
      keep: keep.default('forever').describe('How long items are kept; `daybook prune` drops older ones.'),
    })
    .prefault({}),
  images: z.enum(['remote', 'local', 'none']).default('remote').describe('Images inside items.'),
  outputs: z
    .strictObject({
      mail: z.boolean().default(false).describe('Each edition also as a mail.'),
      shareImages: z.boolean().default(false).describe('Each edition with an image for links to it.'),
      feeds: feedsSchema,
      feedArchive: z
        .boolean()
        .default(false)
        .describe('Feeds of the digest and of sources page back through all items, also as JSON Feed.'),
      topicFeeds: z
        .enum(['full', 'summary'])
        .default('summary')
        .describe('Whether feeds of topics carry whole texts, as other feeds do.'),
      hub: httpUrl.optional().describe('WebSub hub that the feeds name.'),
      archive: z.boolean().default(false).describe('The archive is published too, for `daybook restore`.'),
    })
    .prefault({}),
  mail: z
    .strictObject({
      from: mailAddress.describe('Sender of the mails.'),
      to: z
        .union([text, z.array(mailAddress)])
        .optional()
        .describe('File in the site folder with one address a line, or a list of addresses.'),
      replyTo: mailAddress.optional().describe('Where answers go, when not to the sender.'),
      unsubscribe: unsubscribe
        .optional()
        .describe('Where a reader leaves the list; `{address}` becomes the reader’s address.'),
      every: z.enum(['day', 'week', 'month']).default('day').describe('Which editions are sent.'),
      perMinute: z
        .int()
        .min(1)
        .max(100_000)
        .optional()
        .describe('Messages a minute at most, as mail services ask for.'),
    })
    .optional(),
  robots: z
    .enum(['noindex', 'index'])
    .default('noindex')
    .describe('Whether search engines may list the site.'),
  nofollow: z
    .boolean()
    .default(false)
    .describe(
      'Whether links that come from feeds say `nofollow`, so that search engines lend them no weight.',
    ),
  rel: z
    .string()
    .regex(/^(?:(?:noopener|noreferrer|nofollow|ugc|sponsored|external)(?: (?!$)|$))+$/)
    .default('noopener noreferrer')
    .describe(
      'What links that come from feeds say of themselves (`rel`): words out of `noopener`, `noreferrer`, `nofollow`, `ugc`, `sponsored` and `external`.',
    ),
  offline: z
    .boolean()
    .default(true)
    .describe('Whether browsers keep opened and new editions, to be read without a network.'),
});

export type ConfigInput = z.infer<typeof configSchema>;

/** One entry of `feeds`. */
export type FeedInput = NonNullable<ConfigInput['feeds']>[number];
