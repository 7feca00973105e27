import type { Day } from '../../model/types.ts';
import type { Ledger } from '../content/ledger.ts';

/**
 * The days whose freed items an edition lists: those after the edition before it, up to its own. So each edition lists
 * what became free since the one before, and an old one never changes. What was free before it was first seen is no
 * news, and neither is an item in its own edition.
 */
export function freedDays(
  edition: Day,
  { neighbours, threads }: Pick<Ledger, 'neighbours' | 'threads'>,
): Day[] {
  const { previous = '' } = neighbours('day', edition);
  return [...threads('freed').keys()].filter((day) => previous < day && day <= edition).sort();
}
