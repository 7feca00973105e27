import { RE2JS } from 're2js';
import type { RuleField } from '../model/rule-fields.ts';
import type { Condition, Day, Item, Matcher } from '../model/types.ts';
import { readableAddress } from './readable-address.ts';

/** An item as rules see it: the text of its body without markup. */
export interface RuleSubject {
  readonly item: Item;
  readonly day: Day;
  readonly text: string;
}

export interface CompiledMatcher {
  readonly test: (value: string) => boolean;
  /** Takes the match out of a title. */
  readonly strip: (title: string) => string;
}

/** What earlier rules made of an item, as far as conditions ask. */
interface SoFar {
  readonly section?: string;
  readonly tags: readonly string[];
}

/** Whether a condition holds for an item. */
export type Test = (subject: RuleSubject, so: SoFar) => boolean;

function flagsOf(flags: string): number {
  let bits = 0;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('m')) bits |= RE2JS.MULTILINE;
  if (flags.includes('s')) bits |= RE2JS.DOTALL;
  return bits;
}

/** Signs that are typed in one way and printed in several. */
const printed: Readonly<Record<string, string>> = {
  "'": "['’‘ʼ]",
  '’': "['’‘ʼ]",
  '"': '["“”„«»]',
  '-': '[-‐‑]',
};

/** A plain text as a pattern, as letters may change their length with their case: "İ" would shift what is cut. */
function patternOf(text: string): RegExp {
  const escaped = text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(
    escaped.replace(/['’"-]|\s+/g, (sign) => printed[sign] ?? '\\s+'),
    'iu',
  );
}

/** @throws an error of RE2 for a pattern that it does not know: `config/` checks them before. */
export function compileMatcher(matcher: Matcher): CompiledMatcher {
  switch (matcher.kind) {
    case 'text': {
      const pattern = patternOf(matcher.text);
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

function valuesOf(field: RuleField, subject: RuleSubject, so: SoFar): readonly string[] {
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
      return [item.url, item.external_url]
        .filter((url) => url !== undefined)
        .flatMap((url) => [...new Set([url, readableAddress(url)])]);
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

function isTag(wanted: string): (value: string) => boolean {
  const bare = wanted.replace(/^#(?=\p{L})/u, '');
  return (value) => [wanted, bare].includes(value.toLowerCase());
}

/** `2026-05-18`, a month, a year, or a span with either end open: `2026-05-01..2026-05-18`, `..2026-04`, `2026-05..`. */
function isWithin(day: Day, wanted: string): boolean {
  const [from = '', to] = wanted.split('..');
  if (to === undefined) return day.startsWith(from);
  // The end takes in its whole day, month or year.
  return day >= from && (to === '' || day.slice(0, to.length) <= to);
}

/** Compile once, use for every item. */
export function compileCondition(condition: Condition): Test {
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
          // People write a tag as they see it elsewhere: `#linux`.
          if (field === 'tag') return isTag(wanted);
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
export function titleMatchers(condition: Condition): Matcher[] {
  if (condition.kind === 'field') return condition.field === 'title' ? [...condition.any] : [];
  return condition.kind === 'not' ? [] : condition.of.flatMap(titleMatchers);
}
