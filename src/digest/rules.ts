import { RE2JS } from 're2js';
import { formatInstant } from '../model/instant.ts';
import type { RuleField } from '../model/rule-fields.ts';
import type {
  Access,
  Condition,
  Day,
  FeedConfig,
  Item,
  Matcher,
  PublishPolicy,
  Rule,
  RuleAction,
} from '../model/types.ts';
import { localDay } from './editions/calendar.ts';

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

/** An item as rules see it: the text of its body without markup. */
export interface RuleSubject {
  readonly item: Item;
  readonly day: Day;
  readonly text: string;
}

interface CompiledMatcher {
  readonly test: (value: string) => boolean;
  /** Takes the match out of a title. */
  readonly strip: (title: string) => string;
}

type Test = (subject: RuleSubject, so: Ruled) => boolean;

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

function flagsOf(flags: string): number {
  let bits = 0;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('m')) bits |= RE2JS.MULTILINE;
  if (flags.includes('s')) bits |= RE2JS.DOTALL;
  return bits;
}

function compileMatcher(matcher: Matcher): CompiledMatcher {
  switch (matcher.kind) {
    case 'text': {
      // A plain text as a pattern, as letters may change their length with their case: "İ" would shift what is cut.
      const pattern = new RegExp(matcher.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'iu');
      return { test: (value) => pattern.test(value), strip: (title) => title.replace(pattern, '') };
    }
    case 'regex': {
      const pattern = RE2JS.compile(matcher.source, flagsOf(matcher.flags));
      return {
        test: (value) => pattern.matcher(value).find(),
        strip: (title) => pattern.matcher(title).replaceFirst(''),
      };
    }
  }
}

/** Fields that name a thing are compared whole; fields that are prose are searched. */
const wholeFields: ReadonlySet<RuleField> = new Set(['feed', 'section', 'tag', 'language', 'date']);

function valuesOf(field: RuleField, subject: RuleSubject, so: Ruled): readonly string[] {
  // Not its text, which may have to be made first: only a rule that looks at the content asks for it.
  const { item, day } = subject;
  switch (field) {
    case 'feed':
      return [item._daybook.feed];
    case 'title':
      return [item.title ?? ''];
    case 'author':
      return (item.authors ?? []).map((author) => author.name ?? author.url ?? '');
    case 'tag':
      return so.tags;
    case 'url':
      return [item.url, item.external_url].filter((url) => url !== undefined);
    case 'content':
      return [subject.text, item.summary ?? ''];
    case 'section':
      return so.section === undefined ? [] : [so.section];
    case 'language':
      return item.language === undefined ? [] : [item.language];
    case 'date':
      return [day];
    case 'attachment':
      return (item.attachments ?? []).map((attachment) => attachment.mime_type);
  }
}

/** `fr` takes in `fr-CA`, as RFC 4647 (basic filtering) has it. */
function isLanguage(tag: string, range: string): boolean {
  return tag === range || tag.startsWith(`${range}-`);
}

/** `2026-05-18`, a month, a year, or a span with either end open: `2026-05-01..2026-05-18`, `..2026-04`, `2026-05..`. */
function isWithin(day: Day, wanted: string): boolean {
  const [from = '', to] = wanted.split('..');
  if (to === undefined) return day.startsWith(from);
  // The end takes in its whole day, month or year.
  return day >= from && (to === '' || day.slice(0, to.length) <= to);
}

function compileCondition(condition: Condition): Test {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const tests = condition.of.map(compileCondition);
      return condition.kind === 'all'
        ? (subject, so) => tests.every((test) => test(subject, so))
        : (subject, so) => tests.some((test) => test(subject, so));
    }
    case 'not': {
      const test = compileCondition(condition.of);
      return (subject, so) => !test(subject, so);
    }
    case 'field': {
      const { field } = condition;
      const tests = condition.any.map((matcher) => {
        if (matcher.kind === 'text' && wholeFields.has(field)) {
          const wanted = matcher.text.toLowerCase();
          if (field === 'date') return (value: string) => isWithin(value, wanted);
          if (field === 'language') return (value: string) => isLanguage(value.toLowerCase(), wanted);
          return (value: string) => value.toLowerCase() === wanted;
        }
        return compileMatcher(matcher).test;
      });
      return (subject, so) => valuesOf(field, subject, so).some((value) => tests.some((test) => test(value)));
    }
  }
}

/** The title patterns of a condition that stand where they must hold: what `strip` takes out. */
function titleMatchers(condition: Condition): Matcher[] {
  if (condition.kind === 'field') return condition.field === 'title' ? [...condition.any] : [];
  return condition.kind === 'not' ? [] : condition.of.flatMap(titleMatchers);
}

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
