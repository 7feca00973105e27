export { type DigestItem, newestFirst } from './digest-item.ts';
export { calendarOf, endOfDay, localDay, monthOf, weekId, weekOf, yearOf } from './editions/calendar.ts';
export { byRank, type Edition, layOut, type PlacedItem } from './editions/edition.ts';
export {
  daysOfEdition,
  type EditionName,
  editionIdOf,
  editionNumber,
  parseEditionId,
} from './editions/edition-id.ts';
export {
  type Edits,
  type FindableItem,
  itemsNamed,
  namesOf,
  noEdits,
  resolveEdits,
} from './editions/editor.ts';
export { type LongEdition, layOutLong, spanOf, titlesADay } from './editions/long-edition.ts';
export { type Overview, overviewOf } from './editions/overview.ts';
export { excerpt, roomFor } from './excerpt.ts';
export { guessLanguage } from './guess-language.ts';
export { readingMinutes } from './reading-time.ts';
export { builtInRules, compileRules, type Ruled } from './rules.ts';
export { auditRules, type RuleFinding } from './rules-audit.ts';
export { editStories } from './stories/edit-stories.ts';
export { formatLearned, parseLearned } from './stories/learned.ts';
export {
  decideStories,
  groupStories,
  keptWordDays,
  type Learned,
  placesOf,
  type Story,
  type StoryReason,
  storyWindowDays,
} from './stories/stories.ts';
export type { NamedLists, StructuredKind } from './structured/named-lists.ts';
export { structureOf } from './structured/security-updates.ts';
