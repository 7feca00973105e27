import type { Place } from '../model/places.ts';
import { type Block, blockOf, blocksOf, type Pages } from './blocks.ts';
import { fileReader, once, onceEach, type ReadBytes, readJson } from './file-reader.ts';
import type { DirectoryEntry, DirectoryHead } from './segment.ts';

/** Between what a page of a directory has of one segment and of the next. */
export const sectionEnd = '\n';

/** The pages that several segments share. */
export interface SharedPages {
  /** Changes with any of its segments. */
  readonly name: string;
  readonly pagesOf: (segment: string, docs: number) => Promise<Pages>;
}

/** Opens a directory: each of its pages is read once for all of its segments. */
export function openDirectory({ name, segments, head: told }: DirectoryEntry, read: ReadBytes): SharedPages {
  const open = once(async () => {
    const { pages, pageBytes, fileSize } =
      told ?? (await readJson<DirectoryHead>(read, `d/${name}/head.json`));
    const listed = blocksOf(pages, 0);
    const placeOf = (number: number): Place => listed[number]?.places[0] ?? [0, 0];
    const file = fileReader(read, `d/${name}/pages`, pageBytes, fileSize);
    const sectionsOf = onceEach(async (numbers: readonly number[]) => {
      const textAt = await file(numbers.map(placeOf));
      return (number) => textAt(placeOf(number)).split(`\n${sectionEnd}`);
    });
    return { listed, sectionsOf };
  });
  return {
    name,
    pagesOf: async (segment, docs) => {
      const { listed, sectionsOf } = await open();
      const at = segments.indexOf(segment);
      return {
        count: listed.length,
        of: (term) => blockOf(listed, term),
        read: onceEach(async (numbers): Promise<(number: number) => Block[]> => {
          const sections = await sectionsOf(numbers);
          return (number) => blocksOf(sections[numbers.indexOf(number)]?.[at] ?? '', docs);
        }),
      };
    },
  };
}
