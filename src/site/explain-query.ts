import type { QueryProblem } from '../search/index.ts';
import type { MessageKey } from './locales/en.ts';
import { translator } from './messages.ts';

const keys = {
  unclosedQuote: 'problemUnclosedQuote',
  unclosedParenthesis: 'problemUnclosedParenthesis',
  strayParenthesis: 'problemStrayParenthesis',
  strayOr: 'problemStrayOr',
  unknownField: 'problemUnknownField',
  emptyField: 'problemEmptyField',
  badDate: 'problemBadDate',
  unknownMark: 'problemUnknownMark',
  nothingNamed: 'problemNothingNamed',
  noTopic: 'problemNoTopic',
  markInside: 'problemMarkInside',
  tooLong: 'problemTooLong',
} as const satisfies Record<QueryProblem['code'], MessageKey>;

/** The messages that say what is wrong with a query. */
export const queryProblemKeys = Object.values(keys);

/** Says in English what is wrong with a query, as the search page does in its own language. */
export function explainQuery({ code, text }: QueryProblem): string {
  return translator('en')(keys[code], { text });
}
