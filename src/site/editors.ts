import {
  type DigestItem,
  type EditedStories,
  type Edits,
  editStories,
  itemsNamed,
  noEdits,
  resolveEdits,
  type Story,
} from '../digest/index.ts';
import type { Day, EditorFile } from '../model/types.ts';

/** Applies editors' files while the archive is read, and after. */
export interface Editors {
  /** The items of a day that its editor leaves in: a dropped one is as one that a rule drops. */
  readonly kept: (day: Day, items: readonly DigestItem[]) => ReadonlySet<DigestItem>;
  /** What editors say, once all items that they left in are known. */
  readonly edits: (items: readonly DigestItem[]) => Edits;
}

export function editorsOf(files: readonly EditorFile[]): Editors {
  const byEdition = new Map(files.map((file) => [file.edition, file]));
  const dropped: DigestItem[] = [];
  return {
    kept: (day, items) => {
      const names = (byEdition.get(day)?.drop ?? []).map(({ name }) => name);
      const gone = new Set([...itemsNamed(names, items).values()].flat());
      dropped.push(...gone);
      return new Set(items.filter((item) => !gone.has(item)));
    },
    edits: (items) => (files.length === 0 ? noEdits : resolveEdits(files, [...items, ...dropped])),
  };
}

/** Stories as editors left them. Only what they name is looked up. */
export function editedStories(
  stories: readonly Story[],
  edits: Edits,
  items: readonly DigestItem[],
): EditedStories {
  const named = new Set(edits.merge.flat());
  const byKey = new Map(
    named.size === 0 ? [] : items.filter(({ key }) => named.has(key)).map((item) => [item.key, item]),
  );
  return editStories(stories, edits, (key) => byKey.get(key));
}
