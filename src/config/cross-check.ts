import { z } from 'zod';
import { suggest } from '../model/suggest.ts';
import type { Problem } from '../model/types.ts';
import { feedIdsOf } from './feed-id.ts';
import { slug, text } from './schema-text.ts';

type Report = (path: readonly PropertyKey[], problem: Omit<Problem, 'where'>) => void;

const looseFeed = z.object({ url: text, id: slug.optional(), section: slug.optional() });

// biome-ignore lint/suspicious/noThenProperty: the word that publishers write; the value is never awaited.
const looseRule = z.object({ then: z.object({ section: slug.optional() }) });

/**
 * What parts of the configuration say of each other, read from whatever is sound: a fault in one place never hides one
 * in another. Feeds and rules that cannot be read count as absent; with a faulty section, none is known.
 */
const looseSchema = z.object({
  feeds: z
    .array(z.union([text, looseFeed]).optional().catch(undefined))
    .default([])
    .catch([]),
  sections: z
    .array(z.object({ id: slug }))
    .nullable()
    .default([])
    .catch(null),
  views: z
    .array(z.object({ id: slug }))
    .nullable()
    .default([])
    .catch(null),
  rules: z.array(looseRule.optional().catch(undefined)).default([]).catch([]),
});

/** Reports the ids that come twice, each with the place where it came first. */
function reportTwice(
  ids: readonly (string | undefined)[],
  report: (id: string, at: number, first: number) => void,
): void {
  const firstWith = new Map<string, number>();
  ids.forEach((id, at) => {
    if (id === undefined) return;
    const first = firstWith.get(id);
    if (first === undefined) firstWith.set(id, at);
    else report(id, at, first);
  });
}

function unknownSection(name: string, ids: readonly string[]): Omit<Problem, 'where'> {
  const near = suggest(name, ids);
  return {
    code: 'CONFIG_UNKNOWN_SECTION',
    what: `There is no section "${name}".`,
    why: ids.length > 0 ? `Sections: ${ids.join(', ')}.` : 'No sections are configured.',
    fix: near ? `Did you mean "${near}"?` : 'Add it under "sections:".',
  };
}

/** Reports ids that are used twice, and sections that are named but not configured. */
export function crossCheck(raw: unknown, report: Report): void {
  const loose = looseSchema.safeParse(raw);
  if (!loose.success) return;
  const { sections, views, rules } = loose.data;
  const feeds = loose.data.feeds.map((feed) => (typeof feed === 'string' ? { url: feed } : feed));
  const feedIds = feedIdsOf(feeds);
  reportTwice(feedIds, (id, at, first) => {
    report(['feeds', at], {
      code: 'CONFIG_DUPLICATE_ID',
      what: `Two feeds have the id "${id}".`,
      why: `feeds[${first}] has it too; an id permanently names one feed.`,
      fix:
        feeds[first]?.url === feeds[at]?.url
          ? 'Remove one of them.'
          : 'Give one of them an id of its own: "id: …".',
    });
  });
  const ids = (sections ?? []).map(({ id }) => id);
  const named = { view: (views ?? []).map(({ id }) => id), section: ids };
  for (const [kind, own] of Object.entries(named))
    reportTwice(own, (id, at, first) => {
      report([`${kind}s`, at], {
        code: 'CONFIG_DUPLICATE_ID',
        what: `Two ${kind}s have the id "${id}".`,
        why: `${kind}s[${first}] has it too; an id permanently names one ${kind}.`,
        fix: 'Give one of them another id, or remove it.',
      });
    });
  if (!sections) return;
  const check = (section: string | undefined, path: readonly PropertyKey[]): void => {
    if (section !== undefined && !ids.includes(section)) report(path, unknownSection(section, ids));
  };
  feeds.forEach((feed, at) => {
    if (feed && 'section' in feed) check(feed.section, ['feeds', at, 'section']);
  });
  rules.forEach((rule, at) => {
    check(rule?.then.section, ['rules', at, 'then', 'section']);
  });
}
