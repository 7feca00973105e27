import { editionIdOf } from '../../digest/index.ts';
import { defined } from '../../model/defined.ts';
import { remembered } from '../../model/remember.ts';
import type { Day, EditionKind } from '../../model/types.ts';

/** The editions before and after one; absent at the ends. */
export interface Neighbours {
  readonly previous?: string;
  readonly next?: string;
}

/** Finds the editions beside one, among those that hold items. */
export type FindNeighbours = (kind: EditionKind, id: string) => Neighbours;

/** @param days those that hold items, oldest first */
export function editionOrder(days: readonly Day[]): FindNeighbours {
  const orderOf = remembered((kind: EditionKind) => {
    const ids = [...new Set(days.map((day) => editionIdOf(kind, day)))];
    return { ids, at: new Map(ids.map((id, at) => [id, at])) };
  });
  return (kind, id) => {
    const { ids, at } = orderOf(kind);
    const place = at.get(id);
    if (place === undefined) return {};
    const [previous, next] = [ids[place - 1], ids[place + 1]];
    return defined({ previous, next });
  };
}
