import type { QueryProblem } from './grammar.ts';

const explanations: Readonly<Record<QueryProblem['code'], string>> = {
  unclosedQuote: 'A quotation mark is not closed.',
  unclosedParenthesis: 'A parenthesis is not closed.',
  strayParenthesis: 'A parenthesis closes nothing.',
  strayOr: 'OR stands between two things.',
  unknownField: 'There is no such field; it was looked for as a word.',
  emptyField: 'Nothing follows the colon.',
  badDate: 'That is not a date that can be used here: write 2026, 2026-05, 2026-05-18 or 2026-05/2026-06.',
  unknownMark: 'Only a reader’s own browser knows that; here, is:subscriber and is:open can be asked.',
  nothingNamed: 'No source or section has that name.',
  markInside: 'That can only be asked for beside everything else, not within OR or parentheses.',
  tooLong: 'The query is too long; its end was left out.',
};

/** Says in English what is wrong with a query; pages say it in their own language. */
export function explain({ code, text }: QueryProblem): string {
  return text === '' ? explanations[code] : `${explanations[code]} (${text})`;
}
