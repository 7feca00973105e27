import type { QueryProblem } from '../search/grammar.ts';
import { element } from './element.ts';
import type { Found } from './engine.ts';
import type { FacetNames } from './facet-names.ts';

/** The key of the sentence that explains what is wrong with a query: `problemBadDate`. */
function problemKey({ code }: QueryProblem): string {
  return `problem${code.charAt(0).toUpperCase()}${code.slice(1)}`;
}

/** What has to be said of an answer besides its results: one sentence each. */
export function notesOf(
  { corrections, partial, problems, broken }: Pick<Found, 'corrections' | 'partial' | 'problems' | 'broken'>,
  { text, language }: FacetNames,
): string[] {
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const quoted = (words: Iterable<string>): string =>
    list.format([...words].map((one) => text('quoted', { words: one })));
  const corrected = { meant: quoted(corrections.values()), typed: quoted(corrections.keys()) };
  return [
    ...(corrections.size > 0 ? [text('searchCorrected', corrected)] : []),
    ...(partial ? [text('searchPartial')] : []),
    ...(broken > 0 ? [text('searchBroken')] : []),
    ...new Set(problems.map((problem) => text(problemKey(problem), { text: problem.text }))),
  ];
}

export function drawNotes(notes: readonly string[]): HTMLElement {
  const place = element('div', { className: 'notes ui' });
  for (const note of notes) place.append(element('p', { dir: 'auto' }, note));
  return place;
}
