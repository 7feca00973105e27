import { formatInstant } from '../model/instant.ts';
import type { Access, Day, FeedConfig, Item, PublishPolicy, Rule, RuleAction } from '../model/types.ts';
import { localDay } from './editions/calendar.ts';
import {
  type CompiledMatcher,
  compileCondition,
  compileMatcher,
  type RuleSubject,
  type Test,
  titleMatchers,
} from './rule-conditions.ts';

/** What the rules, and the feed's own configuration, make of an item. */
export interface Ruled {
  readonly title?: string;
  readonly section?: string;
  readonly labels: readonly string[];
  readonly tags: readonly string[];
  readonly access: Access;
  /** RFC 3339 in UTC: when it stopped being for subscribers only. */
  readonly freed?: string;
  readonly publish: PublishPolicy;
  readonly pinned: boolean;
  readonly weight: number;
}

interface CompiledRule {
  readonly test: Test;
  readonly strip: readonly CompiledMatcher[];
  readonly rule: Rule;
}

/** Titles that begin with `[$]` are for subscribers: the mark that LWN made known. Publishers' rules come after. */
export const builtInRules: readonly Rule[] = [
  {
    if: { kind: 'field', field: 'title', any: [{ kind: 'regex', source: '^\\[\\$\\]\\s+', flags: '' }] },
    do: { access: 'subscriber', strip: true },
    where: 'built in',
  },
];

/** Turns configured rules into a function; compile once, use for every item. `undefined` means: dropped. */
type ApplyRules = (subject: RuleSubject, feed: FeedConfig | undefined) => Ruled | undefined;

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function stripTitle(title: string | undefined, rule: CompiledRule): string | undefined {
  if (title === undefined || rule.rule.do.strip !== true) return title;
  const stripped = rule.strip.reduce((text, matcher) => matcher.strip(text), title).trim();
  return stripped === '' ? title : stripped;
}

function applyOne(so: Ruled, compiled: CompiledRule): Ruled {
  const action = compiled.rule.do;
  const title = stripTitle(so.title, compiled);
  return {
    ...so,
    ...(title !== undefined && { title }),
    ...(action.section !== undefined && { section: action.section }),
    labels: unique([...so.labels, ...(action.labels ?? [])]),
    tags: unique([...so.tags, ...(action.tags ?? [])]),
    access: action.access ?? so.access,
    publish: action.publish ?? so.publish,
    pinned: action.pin ?? so.pinned,
    weight: action.weight ?? so.weight,
  };
}

function startOf(item: Item, feed: FeedConfig | undefined): Ruled {
  return {
    ...(item.title !== undefined && { title: item.title }),
    ...(feed?.section !== undefined && { section: feed.section }),
    labels: item._daybook.labels ?? [],
    tags: unique([...(item.tags ?? []), ...(feed?.tags ?? [])]),
    access: item._daybook.access,
    publish: feed?.publish ?? 'full',
    pinned: false,
    weight: 1,
  };
}

/** Opens a subscribers' item whose `freeAfter` has passed since it was published; tells when an open one became so. */
function freedBy(now: string, so: Ruled, item: Item, feed: FeedConfig | undefined): Ruled {
  const { freed } = item._daybook;
  if (so.access === 'open') return freed === undefined ? so : { ...so, freed };
  if (feed?.freeAfterMs === undefined) return so;
  const freeMs = Date.parse(item.date_published ?? item._daybook.first_seen) + feed.freeAfterMs;
  if (Date.parse(now) < freeMs) return so;
  return { ...so, access: 'open', freed: formatInstant(freeMs) };
}

/** When rules are applied: `muteUntil` compares with the day that it is in the zone, `freeAfter` with the moment. */
export interface RuleClock {
  /** RFC 3339 */
  readonly now: string;
  /** IANA name. */
  readonly timezone: string;
}

/** Rules that were compiled: a run applies the same ones in several places. */
const compiledRules = new WeakMap<Rule, CompiledRule>();

function compileAll(rules: readonly Rule[]): CompiledRule[] {
  return rules.map((rule) => {
    const known = compiledRules.get(rule);
    if (known !== undefined) return known;
    const compiled: CompiledRule = {
      rule,
      test: compileCondition(rule.if),
      strip: rule.do.strip === true ? titleMatchers(rule.if).map(compileMatcher) : [],
    };
    compiledRules.set(rule, compiled);
    return compiled;
  });
}

function hides({ drop, muteUntil }: RuleAction, today: Day): boolean {
  return drop === true || (muteUntil !== undefined && today < muteUntil);
}

/** Compiles the publisher's rules. They apply in order, each to what the earlier ones made; every matching rule counts. */
export function compileRules(rules: readonly Rule[], { now, timezone }: RuleClock): ApplyRules {
  const compiled = compileAll(rules);
  const today = localDay(now, timezone);
  return (subject, feed) => {
    let so = startOf(subject.item, feed);
    for (const one of compiled) {
      if (!one.test(subject, so)) continue;
      if (hides(one.rule.do, today)) return undefined;
      so = applyOne(so, one);
    }
    return freedBy(now, so, subject.item, feed);
  };
}

/** What one item meets on its way through the rules, by their places in the list. */
interface RuleTrace {
  readonly matched: readonly number[];
  /** Rules that would have matched, had not an earlier one hidden the item. */
  readonly covered: readonly number[];
  /** The rule that hid it. */
  readonly hiddenBy?: number;
}

/** Compiles the rules to tell, not to apply: which match an item, and which come too late for it. */
export function traceRules(
  rules: readonly Rule[],
  { now, timezone }: RuleClock,
): (subject: RuleSubject, feed: FeedConfig | undefined) => RuleTrace {
  const compiled = compileAll(rules);
  const today = localDay(now, timezone);
  return (subject, feed) => {
    let so = startOf(subject.item, feed);
    const matched: number[] = [];
    const covered: number[] = [];
    let hiddenBy: number | undefined;
    for (const [at, one] of compiled.entries()) {
      if (!one.test(subject, so)) continue;
      (hiddenBy === undefined ? matched : covered).push(at);
      if (hiddenBy === undefined && hides(one.rule.do, today)) hiddenBy = at;
      so = applyOne(so, one);
    }
    return { matched, covered, ...(hiddenBy !== undefined && { hiddenBy }) };
  };
}
