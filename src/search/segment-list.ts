import { parseJson } from '../model/json.ts';
import { isRecord } from '../model/record.ts';
import type { SegmentHead } from './segment.ts';

/** A segment for the list of all, with its `head.json` where that can be read. */
export interface ListedHead {
  readonly name: string;
  readonly docs: number;
  readonly head: string | undefined;
}

/** A directory for the list, with its `head.json` where that can be read. */
export type ListedDirectory = Pick<ListedHead, 'name' | 'head'>;

/** Characters of heads in the list: every question reads it, and most need the newest segments. */
const maxHeads = 32_768;

/** A head as its file has it; none where that is damaged. */
function parsed(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const head = parseJson(text ?? '');
  return isRecord(head) ? head : undefined;
}

/** What a segment's `head.json` says of its pages; none where it is damaged. */
export function segmentHeadIn(
  text: string | undefined,
): Pick<SegmentHead, 'docs' | 'fileSize' | 'pageBytes' | 'pages'> | undefined {
  const { docs, fileSize, pageBytes, pages } = parsed(text) ?? {};
  const isNumber = (value: unknown): value is number => typeof value === 'number';
  return isNumber(docs) && isNumber(fileSize) && isNumber(pageBytes) && typeof pages === 'string'
    ? { docs, fileSize, pageBytes, pages }
    : undefined;
}

/** `segments.json`: the segments, and what they share, the newest first, with as many heads as there is room for. */
export function segmentListText(
  segments: readonly ListedHead[],
  directories: readonly ListedDirectory[] = [],
): string {
  let left = maxHeads;
  const withHead = (plain: object, head: object | undefined): string => {
    left -= JSON.stringify(head ?? '').length;
    return JSON.stringify(head === undefined || left < 0 ? plain : { ...plain, head });
  };
  const shared = directories.flatMap(({ name, head: text }) => {
    const { segments: own, ...head } = parsed(text) ?? {};
    return Array.isArray(own) ? [{ name, own, head }] : [];
  });
  const sharing = new Set<unknown>(shared.flatMap(({ own }) => own));
  const entries = segments.map(({ name, docs, head: text }) => {
    const { docs: known, ...head } = parsed(text) ?? {};
    if (typeof known !== 'number') return withHead({ name, docs }, undefined);
    // What is searched follows from what was written, not from what should have been.
    const short = sharing.has(name) ? { ...head, pages: '' } : head;
    return withHead({ name, docs: known }, { docs: known, ...short });
  });
  const listed = shared.map(({ name, own, head }) => withHead({ name, segments: own }, head));
  return `{"segments":[${entries.join(',')}],"directories":[${listed.join(',')}]}\n`;
}
