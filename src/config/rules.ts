import { defined } from '../model/defined.ts';
import { ruleFields } from '../model/rule-fields.ts';
import type { Condition, FeedConfig, Matcher, Rule, RuleAction } from '../model/types.ts';
import type { ConditionInput } from './condition-schema.ts';
import { patternOf } from './pattern.ts';
import type { ConfigInput, FeedInput } from './schema.ts';

type RuleInput = ConfigInput['rules'][number];

function asList(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** `/regex/flags`, or a plain text. */
function matcherOf(value: string): Matcher {
  const pattern = patternOf(value);
  return pattern ? { kind: 'regex', ...pattern } : { kind: 'text', text: value };
}

/** Every media type has a slash. */
const anyAttachment: Condition = {
  kind: 'field',
  field: 'attachment',
  any: [{ kind: 'text', text: '/' }],
};

function conditionOf(input: ConditionInput): Condition {
  const parts: Condition[] = [];
  for (const field of ruleFields) {
    const value = input[field];
    if (value === undefined) continue;
    if (typeof value === 'boolean') {
      parts.push(value ? anyAttachment : { kind: 'not', of: anyAttachment });
      continue;
    }
    parts.push({ kind: 'field', field, any: asList(value).map(matcherOf) });
  }
  for (const kind of ['all', 'any'] as const) {
    const inner = input[kind];
    if (inner) parts.push({ kind, of: inner.map(conditionOf) });
  }
  if (input.not) parts.push({ kind: 'not', of: conditionOf(input.not) });
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: 'all', of: parts };
}

function actionOf(input: RuleInput['then']): RuleAction {
  if (input === 'drop') return { drop: true };
  const { label, tags, section, publish, pin, weight, access, strip, muteUntil } = input;
  return {
    ...(label !== undefined && { labels: asList(label) }),
    ...(tags !== undefined && { tags: asList(tags) }),
    ...defined({ section, publish, pin, weight, access, strip, muteUntil }),
  };
}

/** Makes the configured rules. */
export function rulesOf(inputs: readonly RuleInput[], file: string): Rule[] {
  return inputs.map((input, at) => ({
    if: conditionOf(input.if),
    do: actionOf(input.then),
    where: `${file}, rules[${at}]`,
  }));
}

function conditionsOf(input: ConditionInput | readonly ConditionInput[]): Condition {
  return { kind: 'any', of: [input].flat().map(conditionOf) };
}

/** What a feed's own `filter` hides, as rules for this feed alone. They come before all others. */
export function filterRulesOf(inputs: readonly FeedInput[], feeds: readonly FeedConfig[]): Rule[] {
  return inputs.flatMap((input, at): Rule[] => {
    const feed = feeds[at];
    if (feed === undefined || typeof input === 'string' || input.filter === undefined) return [];
    const { keep, drop } = input.filter;
    const own: Condition = { kind: 'field', field: 'feed', any: [{ kind: 'text', text: feed.id }] };
    const hide = (of: Condition, key: string): Rule => ({
      if: { kind: 'all', of: [own, of] },
      do: { drop: true },
      where: `${feed.where}.filter.${key}`,
    });
    return [
      ...(keep === undefined ? [] : [hide({ kind: 'not', of: conditionsOf(keep) }, 'keep')]),
      ...(drop === undefined ? [] : [hide(conditionsOf(drop), 'drop')]),
    ];
  });
}
