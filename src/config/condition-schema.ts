import { z } from 'zod';
import type { RuleField } from '../model/rule-fields.ts';
import { patternOf, patternProblem } from './pattern.ts';
import { checkedText } from './schema-text.ts';

/** What a rule, or a feed's own filter, looks at. */

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

/** One condition of a rule, as written. */
export type ConditionInput = {
  [Field in RuleField]?:
    | (Field extends 'attachment' ? boolean | string | string[] : string | string[])
    | undefined;
} & {
  all?: ConditionInput[] | undefined;
  any?: ConditionInput[] | undefined;
  not?: ConditionInput | undefined;
};

const fields = {
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
} satisfies Record<RuleField, z.ZodType>;

export const conditionSchema: z.ZodType<ConditionInput> = z
  .strictObject({
    ...fields,
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
