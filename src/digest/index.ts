export { type DigestItem, newestFirst } from './digest-item.ts';
export {
  type CalendarCell,
  calendarOf,
  daysOfWeek,
  endOfDay,
  type IsoWeek,
  localDay,
  monthOf,
  weekdayOf,
  weekId,
  weekOf,
  yearOf,
} from './editions/calendar.ts';
export { byRank, type Edition, type EditionSection, layOut, type PlacedItem } from './editions/edition.ts';
export {
  daysOfEdition,
  type EditionName,
  editionIdOf,
  editionNumber,
  parseEditionId,
} from './editions/edition-id.ts';
export {
  type EditedEdition,
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
export {
  type ApplyRules,
  builtInRules,
  compileRules,
  type Ruled,
  type RuleTrace,
  traceRules,
} from './rules.ts';
export { auditRules, type RuleFinding } from './rules-audit.ts';
export { type EditedStories, editStories } from './stories/edit-stories.ts';
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
