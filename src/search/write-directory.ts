import { blocksOf } from './blocks.ts';
import { decoded } from './file-reader.ts';
import { encoded, fileWriter, type SegmentFiles } from './file-writer.ts';
import { sectionEnd } from './read-directory.ts';
import { type DirectoryHead, rangeOf, type SegmentHead } from './segment.ts';
import { type Line, pageEnd, pageText } from './write-terms.ts';

/** A segment with the pages of its dictionary. */
export interface PagedSegment {
  readonly name: string;
  readonly head: Pick<SegmentHead, 'docs' | 'pages'>;
  /** Its files of pages, one behind the other. */
  readonly pages: Uint8Array;
}

/** Lines of a page, by the square root of all: a question reads one for each word, and where all of them begin. */
const pageShare = 0.5;
const minPage = 64;

/** A line of a segment's pages, and where its block or list begins. */
interface PlacedLine extends Line {
  readonly segment: number;
  readonly from: number;
}

function linesOf({ head, pages }: PagedSegment, segment: number): PlacedLine[] {
  const texts = blocksOf(head.pages, 0).map(({ places: [place = [0, 0]] }) =>
    decoded(pages.subarray(...place)),
  );
  return texts
    .flatMap((text) => blocksOf(text, head.docs))
    .map(({ first, list, places }) => ({
      segment,
      first,
      from: places[0]?.[0] ?? 0,
      sizes: places.map(([from, to]) => to - from),
      ...(list && { list: [Math.log2(list.range / rangeOf(0)), list.items] as const }),
    }));
}

/** What a page has of a segment; in front the block in which terms before its first one would stand. */
function sectionOf(own: readonly PlacedLine[], before: PlacedLine | undefined, first: string): string {
  const isNeeded = before && own[0]?.first !== first && (!before.list || before.first === first);
  const lines = isNeeded ? [before, ...own] : own;
  return pageText(lines[0]?.from ?? 0, lines);
}

/**
 * Writes the pages of several segments side by side, `pages-0.txt` and so on, and `head.json`: so that where a word
 * stands in all of them is read at once.
 */
export async function writeDirectory(
  segments: readonly PagedSegment[],
  files: SegmentFiles,
): Promise<DirectoryHead> {
  const lines = segments
    .flatMap(linesOf)
    .sort((one, other) => (one.first < other.first ? -1 : Number(one.first > other.first)));
  const count = Math.max(minPage, Math.ceil(Math.sqrt(lines.length) * pageShare));
  const file = fileWriter('pages', files);
  const pages: Line[] = [];
  const last: (PlacedLine | undefined)[] = segments.map(() => undefined);
  for (let from = 0; from < lines.length; ) {
    const page = lines.slice(from, pageEnd(lines, from, count));
    const first = page[0]?.first ?? '';
    const sections = segments.map((_, at) => {
      const own = page.filter(({ segment }) => segment === at);
      const text = sectionOf(own, last[at], first);
      last[at] = own.at(-1) ?? last[at];
      return text;
    });
    from += page.length;
    pages.push({ first, sizes: [await file.add(sections.join(sectionEnd))] });
  }
  const names = segments.map((one) => one.name);
  const head: DirectoryHead = {
    segments: names,
    fileSize: files.fileSize,
    pageBytes: await file.end(),
    pages: pageText(0, pages),
  };
  await files.write('head.json', encoded(JSON.stringify(head)));
  return head;
}
