/** What a rule can look at. `date` compares with the item's day, `attachment` with its media types. */
export const ruleFields = [
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
] as const;
export type RuleField = (typeof ruleFields)[number];
