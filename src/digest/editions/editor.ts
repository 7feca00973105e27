import { groupedByAll } from '../../model/group.ts';
import type { Day, EditorFile, ItemName, Problem } from '../../model/types.ts';
import type { DigestItem } from '../digest-item.ts';
import { daysOfEdition, parseEditionId } from './edition-id.ts';

/** What tells an item that an editor names. */
export type FindableItem = Pick<DigestItem, 'key' | 'day' | 'url' | 'external_url'>;

/** What an editor says of an edition, by the keys of items. */
export interface EditedEdition {
  readonly title?: string;
  readonly authors: readonly string[];
  /** Markdown. */
  readonly text: string;
  readonly lead?: string;
  /** In the editor's order. */
  readonly pin: readonly string[];
  readonly drop: ReadonlySet<string>;
  /** Markdown by key. */
  readonly notes: ReadonlyMap<string, string>;
}

/** All that editors say of a digest. */
export interface Edits {
  /** By the ids of editions. */
  readonly editions: ReadonlyMap<string, EditedEdition>;
  readonly merge: readonly (readonly string[])[];
  readonly split: readonly string[];
  /** Names that name nothing there. */
  readonly problems: readonly Problem[];
}

export const noEdits: Edits = { editions: new Map(), merge: [], split: [], problems: [] };

/** The key that a name may be: `#key`, or what follows the `#` of an item's address. */
function keysIn(name: string): string[] {
  const at = name.lastIndexOf('#');
  return at === -1 ? [name] : [name, name.slice(at + 1)];
}

/** The items that names stand for, in one pass over the items. A page that several items lead to names all of them. */
export function itemsNamed<T extends FindableItem>(
  names: Iterable<string>,
  items: Iterable<T>,
): Map<string, T[]> {
  const byKey = groupedByAll(names, keysIn);
  if (byKey.size === 0) return new Map();
  return groupedByAll(items, ({ key, url, external_url }) => {
    const told = [key, url, external_url].filter((name) => name !== undefined);
    return new Set(told.flatMap((name) => byKey.get(name) ?? []));
  });
}

/** The items that an editor's file names, in its order. */
export function namesOf({ lead, pin, drop, notes, merge, split }: EditorFile): ItemName[] {
  return [
    ...(lead ? [lead] : []),
    ...pin,
    ...drop,
    ...notes.map(({ item }) => item),
    ...merge.flat(),
    ...split,
  ];
}

const rest = 'The rest of the file applies.';

function unknownItem({ name, where }: ItemName): Problem {
  return {
    code: 'EDITION_ITEM_UNKNOWN',
    what: `There is no item "${name}".`,
    where,
    why: 'No item of the archive that is shown has this key or address.',
    fix: 'Take the part after "#" of the item’s address: the link on its time.',
    kept: rest,
  };
}

function otherEdition({ name, where }: ItemName, days: readonly Day[]): Problem {
  return {
    code: 'EDITION_ITEM_ELSEWHERE',
    what: `The item "${name}" is not in this edition.`,
    where,
    why: `It is in the edition of ${days.join(', ')}.`,
    fix: 'Write this into the file of that edition; only merge and split may name items of other days.',
    kept: rest,
  };
}

/** Finds the items of one file, and says which names name none. */
class Names {
  readonly #found: ReadonlyMap<string, readonly FindableItem[]>;
  readonly #days: ReadonlySet<Day>;
  readonly problems: Problem[] = [];

  constructor(found: ReadonlyMap<string, readonly FindableItem[]>, days: Iterable<Day>) {
    this.#found = found;
    this.#days = new Set(days);
  }

  /** Keys of the items anywhere in the archive. */
  anywhere(name: ItemName): string[] {
    const items = this.#found.get(name.name) ?? [];
    if (items.length === 0) this.problems.push(unknownItem(name));
    return items.map(({ key }) => key);
  }

  /** Keys of the items in the file's own edition. */
  here(name: ItemName): string[] {
    const items = this.#found.get(name.name) ?? [];
    const own = items.filter(({ day }) => this.#days.has(day));
    if (items.length === 0) this.problems.push(unknownItem(name));
    else if (own.length === 0)
      this.problems.push(otherEdition(name, [...new Set(items.map(({ day }) => day))]));
    return own.map(({ key }) => key);
  }
}

function editedEdition(file: EditorFile, names: Names): EditedEdition {
  const { title, authors, text } = file;
  const [lead] = file.lead ? names.here(file.lead) : [];
  return {
    ...(title !== undefined && { title }),
    authors,
    text,
    ...(lead !== undefined && { lead }),
    pin: [...new Set(file.pin.flatMap((name) => names.here(name).slice(0, 1)))],
    drop: new Set(file.drop.flatMap((name) => names.here(name))),
    notes: new Map(
      file.notes.flatMap(({ item, text: note }) =>
        names
          .here(item)
          .slice(0, 1)
          .map((key) => [key, note] as const),
      ),
    ),
  };
}

/**
 * Finds what editors name among the items. What is found applies; what is not is reported.
 *
 * @param items All items of the digest, those that editors dropped as well.
 */
export function resolveEdits(files: readonly EditorFile[], items: Iterable<FindableItem>): Edits {
  const found = itemsNamed(
    files.flatMap(namesOf).map(({ name }) => name),
    items,
  );
  const editions = new Map<string, EditedEdition>();
  const merge: string[][] = [];
  const split: string[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const edition = parseEditionId(file.edition);
    if (!edition) continue;
    const names = new Names(found, daysOfEdition(edition));
    editions.set(file.edition, editedEdition(file, names));
    for (const group of file.merge) merge.push([...new Set(group.flatMap((name) => names.anywhere(name)))]);
    split.push(...file.split.flatMap((name) => names.anywhere(name)));
    problems.push(...names.problems);
  }
  return { editions, merge, split, problems };
}
