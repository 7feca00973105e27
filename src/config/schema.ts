import { z } from 'zod';
import { lookNames } from '../model/source-settings.ts';
import { shownAddress } from '../model/url.ts';
import { addressProblem, passwordProblem } from './address.ts';
import { conditionSchema } from './condition-schema.ts';
import { feedsSchema } from './output-feeds.ts';
import { localeProblem, zoneProblem } from './places.ts';
import { checkedText, slug, text, texts } from './schema-text.ts';
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

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'Write a whole address that starts with https:// or http://.' })
  .refine((url) => shownAddress(url) === url, 'It is published: write it without a name and password.');

const address = checkedText(addressProblem);

const face = checkedText((url) => addressProblem(url) ?? passwordProblem(url));

/** Where people write, or ask for a change. */
const contact = z
  .string()
  .regex(
    /^(?:https?:\/\/|mailto:)[^\s"<>]+$/u,
    'Write an address that starts with https://, http:// or mailto:.',
  );

/** Where an entry of the navigation leads. */
const navAddress = z
  .string()
  .regex(
    /^(?:https?:\/\/[^\s"<>]+|mailto:[^\s"<>]+|\/(?![/\\])[^\s"<>\\]*)$/u,
    'Write a path of the site that starts with /, or an address that starts with https://, http:// or mailto:.',
  );

/** A file below `static/`, named as the site names it. */
const staticPicture = z
  .string()
  .regex(
    /^(?!.*(?:^|\/)\.)[\p{L}\p{N}._-]+(?:\/[\p{L}\p{N}._-]+)*\.(?:svg|png|webp|jpe?g|avif|gif)$/iu,
    'Write the path of a picture below static/: logo.svg, images/logo.png.',
  );

const publish = z.enum(['full', 'excerpt', 'title']);

/** One condition, or several of which any may hold. */
const conditions = z.union([conditionSchema, z.array(conditionSchema).min(1, 'Name at least one.')]);

const filterSchema = z
  .strictObject({
    keep: conditions.optional().describe('Only items like this are shown.'),
    drop: conditions.optional().describe('Items like this are not shown.'),
  })
  .refine((filter) => Object.keys(filter).length > 0, 'Say what to keep or to drop.');

const fullTextSchema = z.union([
  z.boolean(),
  z.strictObject({ select: text.describe('CSS selector of the elements of a page that contain the text.') }),
]);

const scrapeSchema = z.strictObject({
  items: text.describe('CSS selector of the elements that are items.'),
  title: text.optional().describe('Inside it: its title; the text of its link by default.'),
  link: text.optional().describe('Inside it: its link; the first one by default.'),
  date: text.optional().describe('Inside it: when it was published; its first `<time>` by default.'),
  summary: text.optional().describe('Inside it: a summary, as plain text.'),
  content: text.optional().describe('Inside it: its text.'),
  author: text.optional().describe('Inside it: who wrote it.'),
  image: text.optional().describe('Inside it: its picture.'),
});

export const feedSchema = z.strictObject({
  url: address.describe('Address of the feed (https:, http:), or a path inside the site folder.'),
  id: slug.optional().describe('Permanent name of the feed; made from its address by default.'),
  title: text.optional().describe("Shown instead of the feed's own title."),
  name: text.optional().describe('Name of the person or group behind it, shown instead of the title.'),
  face: face.optional().describe('A picture of them: an address, or a path inside the site folder.'),
  home: httpUrl.optional().describe("Their home page, if it is not the feed's own."),
  description: text.optional().describe("What they write about, instead of the feed's own description."),
  fullText: fullTextSchema
    .optional()
    .describe('Whether texts are taken from the pages of its items, because the feed has only excerpts.'),
  scrape: scrapeSchema
    .optional()
    .describe(
      'Makes the page at `url`, which is not a feed, into one: CSS selectors of its items and their parts.',
    ),
  filter: filterSchema.optional().describe('Which of its items are shown.'),
  section: slug.optional().describe('Id of the section that its items are in.'),
  tags: z.array(text).optional().describe('Tags added to each of its items.'),
  publish: publish.optional().describe('How much of an item is republished.'),
  keep: keep.optional().describe('How long its items are kept, instead of `archive.keep`.'),
  freeAfter: duration.optional().describe("After this time, a subscribers' item counts as open."),
  interval: duration
    .optional()
    .describe('How often it is asked, whatever else applies; failures and refusals still delay it.'),
  opml: z
    .record(
      z.string().regex(/^[A-Za-z][\w.:-]*$/, 'Write the name of an OPML attribute: category, created.'),
      z.string(),
    )
    .optional()
    .describe('Attributes of its outline, kept from an import for `daybook export`.'),
});

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
    'What an item must be like; all keys must match, and several values of a key are alternatives.',
  ),
  // biome-ignore lint/suspicious/noThenProperty: the word that publishers write; the value is never awaited.
  then: z.union([z.literal('drop'), actionSchema]).describe('What happens to it: `drop`, or what to set.'),
});

export const configSchema = z.strictObject({
  $schema: z.string().optional().describe('Address of this schema, for editors.'),
  title: text.describe("The digest's name."),
  url: httpUrl
    .optional()
    .describe('Where the site is published; its path becomes the beginning of every address.'),
  description: text.optional().describe('One sentence about the digest.'),
  look: z
    .enum(lookNames)
    .default('newspaper')
    .describe('How the site looks: a front page in serif, or close rows in sans with faces of sources.'),
  logo: staticPicture.optional().describe('A picture in `static/`, shown before the name of the digest.'),
  nav: z
    .array(z.strictObject({ label: text, href: navAddress }))
    .max(12, 'Name at most 12.')
    .default([])
    .describe('More entries of the navigation, after the built-in ones: pages of yours, or other sites.'),
  redirects: z
    .record(z.string(), text)
    .default({})
    .describe('Old addresses, each a path of the site, and where they lead: a path or a whole address.'),
  locale: checkedText(localeProblem).default('en').describe('Language of the interface.'),
  timezone: checkedText(zoneProblem).default('UTC').describe('Zone in which days begin and end.'),
  feeds: z
    .array(z.union([address, feedSchema]))
    .optional()
    .describe('The feeds: addresses, or mappings with further keys.'),
  opml: text.optional().describe('More feeds, as OPML: a file in the site folder, or an address.'),
  sources: z
    .strictObject({
      title: text.optional().describe('Title of the page of all sources, such as Members.'),
      icons: z
        .union([z.boolean(), z.literal('items')])
        .optional()
        .describe(
          'Whether faces and icons of sources are kept and shown; `items` shows them beside items, too, which is the default in the look `planet`.',
        ),
      view: z
        .enum(['full', 'summaries'])
        .optional()
        .describe('How the page of a source opens: with whole texts one after the other, or with summaries.'),
      add: contact
        .optional()
        .describe('Where people ask to be added: the address of a page or a mail address.'),
      report: contact.optional().describe('Where people report that something is missing or wrong.'),
    })
    .prefault({}),
  sections: z
    .array(z.strictObject({ id: slug, title: text }))
    .default([])
    .describe('Sections, in the order in which an edition shows them.'),
  views: z
    .array(z.strictObject({ id: slug, title: text, query: text, description: text.optional() }))
    .default([])
    .describe('Searches that have a page and a feed of their own.'),
  rules: z.array(ruleSchema).default([]).describe('Rules, in order; every rule that matches applies.'),
  fetch: z
    .strictObject({
      concurrency: z.int().min(1).max(256).default(16).describe('Requests at once, over all hosts.'),
      timeout: duration.default('20s').describe('The longest time that one feed may take.'),
      maxBytes: byteSize.default('10MB').describe('The largest feed, as it is transferred.'),
      interval: duration
        .default('1h')
        .describe(
          'The shortest time between two requests of a feed; a tenth of it, at most 5 minutes, may be missing.',
        ),
      contact: httpUrl.optional().describe('A page for owners of servers, named in the User-Agent.'),
      allowPrivateNetworks: z
        .boolean()
        .default(false)
        .describe('Allows feeds on loopback and private addresses.'),
    })
    .prefault({}),
  editions: z
    .strictObject({
      every: z
        .array(z.enum(['day', 'week', 'month']))
        .min(1)
        .default(['day', 'week', 'month'])
        .describe('Which kinds of editions are made.'),
      closeAfter: duration
        .default('6h')
        .describe("How long after its end a day's edition still takes items."),
      firstDay: isoDay
        .optional()
        .describe('The day of edition No. 1; the day of the first items by default.'),
    })
    .prefault({}),
  archive: z
    .strictObject({
      keep: keep.default('forever').describe('How long items are kept; `daybook prune` drops older ones.'),
    })
    .prefault({}),
  images: z
    .enum(['remote', 'local', 'none'])
    .default('remote')
    .describe('Where images inside items come from: their own servers, copies on the site, or nowhere.'),
  outputs: z
    .strictObject({
      mail: z.boolean().default(false).describe('Makes each edition as a mail, too.'),
      shareImages: z.boolean().default(false).describe('Makes an image for links to each edition.'),
      searchFiles: z
        .enum(['small', 'large'])
        .default('small')
        .describe('Size of the files of the search index: `large` if the host sends several ranges at once.'),
      feeds: feedsSchema,
      feedArchive: z
        .boolean()
        .default(false)
        .describe(
          'Makes documents with all items, to which the feeds of the digest and of sources lead back.',
        ),
      topicFeeds: z
        .enum(['full', 'summary'])
        .default('summary')
        .describe('Whether feeds of topics contain whole texts or summaries.'),
      hub: httpUrl.optional().describe('WebSub hub that the feeds name.'),
      archive: z.boolean().default(false).describe('Publishes the archive, too, for `daybook restore`.'),
    })
    .prefault({}),
  mail: z
    .strictObject({
      from: mailAddress.describe('Sender of the mails.'),
      to: z
        .union([text, z.array(mailAddress)])
        .optional()
        .describe('File in the site folder with one address a line, or a list of addresses.'),
      replyTo: mailAddress.optional().describe('Where replies go; to the sender by default.'),
      unsubscribe: unsubscribe
        .optional()
        .describe('Where readers leave the list; `{address}` becomes the reader’s own address.'),
      every: z.enum(['day', 'week', 'month']).default('day').describe('Which editions are sent.'),
      perMinute: z
        .int()
        .min(1)
        .max(100_000)
        .optional()
        .describe('The most messages to send in a minute; mail services often set a limit.'),
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
      'Whether links that come from feeds say `nofollow`, so that search engines give them no weight.',
    ),
  rel: z
    .string()
    .regex(/^(?:(?:noopener|noreferrer|nofollow|ugc|sponsored|external)(?: (?!$)|$))+$/)
    .default('noopener noreferrer')
    .describe(
      'The `rel` of links that come from feeds: any of `noopener`, `noreferrer`, `nofollow`, `ugc`, `sponsored` and `external`.',
    ),
  offline: z
    .boolean()
    .default(true)
    .describe('Whether browsers keep opened and new editions for reading without a network.'),
});

export type ConfigInput = z.infer<typeof configSchema>;

/** One entry of `feeds`. */
export type FeedInput = NonNullable<ConfigInput['feeds']>[number];
