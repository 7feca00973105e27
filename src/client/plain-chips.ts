import type { QueryNode } from '../search/grammar.ts';
import { element } from './element.ts';
import type { FacetNames } from './facet-names.ts';
import { isEmpty, type Query } from './query.ts';

/** A part of a search, in words, and the search without it. */
export interface Chip {
  readonly label: string;
  readonly without: Query;
}

/**
 * The parts of a search for words as they are typed, which most are: what `chipsOf` says of them, without what it has
 * to know of all others. None where there is more to say.
 */
export function plainChips(query: Query, parts: readonly QueryNode[]): Chip[] | undefined {
  const words = parts.flatMap((part) =>
    part.kind === 'words' && part.field === undefined && !part.quoted && /^[\p{L}\p{N}]+$/u.test(part.text)
      ? part.text
      : [],
  );
  if (words.length < parts.length || !isEmpty({ ...query, text: '' })) return undefined;
  return words.map((label, at) => {
    const text = words.filter((_, i) => i !== at).join(' ');
    return { label, without: { ...query, text, page: 1 } };
  });
}

/** The chips, each of which takes its part away. */
export function drawChips(
  chips: readonly Chip[],
  { text }: FacetNames,
  go: (query: Query) => void,
): HTMLUListElement {
  const list = element(
    'ul',
    { className: 'chips' },
    ...chips.map(({ label, without }) => {
      const name = element('bdi', {}, label);
      const onclick = (): void => go(without);
      const chip = element('button', { className: 'chip', type: 'button', onclick }, name);
      chip.setAttribute('aria-label', text('dropFilter', { filter: label }));
      return element('li', {}, chip);
    }),
  );
  list.setAttribute('aria-label', text('understood'));
  return list;
}
