import { RE2JS } from 're2js';
import type { Condition, Matcher, Problem, Rule, RuleAction, RuleField } from '../model/types.ts';
import type { ConditionInput, ConfigInput } from './schema.ts';

type RuleInput = ConfigInput['rules'][number];

const fields: readonly RuleField[] = [
  'feed',
  'title',
  'author',
  'tag',
  'url',
  'content',
  'section',
  'language',
  'date',
  'attachment',
];

/** Reports a pattern that cannot be used, at its path below the rule. */
type Report = (path: readonly PropertyKey[], problem: Omit<Problem, 'where' | 'code'>) => void;

function asList(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** `/regex/flags`, or a plain text. Expressions run on RE2, whose time is linear, so no rule can hang a build. */
function matcherOf(value: string, path: readonly PropertyKey[], report: Report): Matcher {
  const regex = /^\/(.+)\/([a-z]*)$/s.exec(value);
  if (!regex) return { kind: 'text', text: value };
  const [, source = '', flags = ''] = regex;
  if (/[^ims]/.test(flags)) {
    report(path, {
      what: `The flags "${flags}" of ${value} are not known.`,
      why: 'A pattern may carry i (any case), m (^ and $ at line ends) and s (dot matches line ends).',
      fix: 'Remove the other flags.',
    });
  }
  try {
    RE2JS.compile(source);
  } catch (error) {
    report(path, {
      what: `${value} is not a pattern that rules can use.`,
      why: error instanceof Error ? error.message : 'It cannot be compiled.',
      fix: 'Rules use RE2 patterns: like others, but without look-around and back-references.',
    });
  }
  return { kind: 'regex', source, flags };
}

function conditionOf(input: ConditionInput, path: readonly PropertyKey[], report: Report): Condition {
  const parts: Condition[] = [];
  for (const field of fields) {
    const value = input[field];
    if (value === undefined) continue;
    parts.push({
      kind: 'field',
      field,
      any: asList(value).map((one) => matcherOf(one, [...path, field], report)),
    });
  }
  for (const kind of ['all', 'any'] as const) {
    const inner = input[kind];
    if (inner)
      parts.push({ kind, of: inner.map((one, at) => conditionOf(one, [...path, kind, at], report)) });
  }
  if (input.not) parts.push({ kind: 'not', of: conditionOf(input.not, [...path, 'not'], report) });
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: 'all', of: parts };
}

function actionOf(input: RuleInput['then']): RuleAction {
  if (input === 'drop') return { drop: true };
  const { label, tags, section, publish, pin, weight, access, strip, muteUntil } = input;
  return {
    ...(label !== undefined && { labels: asList(label) }),
    ...(tags !== undefined && { tags: asList(tags) }),
    ...(section !== undefined && { section }),
    ...(publish !== undefined && { publish }),
    ...(pin !== undefined && { pin }),
    ...(weight !== undefined && { weight }),
    ...(access !== undefined && { access }),
    ...(strip !== undefined && { strip }),
    ...(muteUntil !== undefined && { muteUntil }),
  };
}

/** Makes rules of what the file says; patterns that do not compile are reported, each at its place. */
export function rulesOf(inputs: readonly RuleInput[], file: string, report: Report): Rule[] {
  return inputs.map((input, at) => ({
    if: conditionOf(input.if, ['rules', at, 'if'], report),
    do: actionOf(input.then),
    where: `${file}, rules[${at}]`,
  }));
}
