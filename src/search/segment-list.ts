import { parseJson } from '../model/json.ts';
import { isRecord } from '../model/record.ts';

/** A segment for the list of all, with its `head.json` where that can be read. */
export interface ListedHead {
  readonly name: string;
  readonly docs: number;
  readonly head: string | undefined;
}

/** Characters of heads in the list: every question reads it, and most need the newest segments. */
const maxHeads = 32_768;

/** A head as its file has it; none where that is damaged. */
function parsed(text: string | undefined): { readonly docs: number } | undefined {
  const head = parseJson(text ?? '');
  return isRecord(head) && typeof head.docs === 'number' ? { ...head, docs: head.docs } : undefined;
}

/** `segments.json`: the segments, the newest first, with as many heads as there is room for. */
export function segmentListText(segments: readonly ListedHead[]): string {
  let left = maxHeads;
  const entries = segments.map(({ name, docs, head: text }) => {
    const head = parsed(text);
    left -= text?.length ?? 0;
    // What is searched follows from what was written, not from what should have been.
    const plain = { name, docs: head?.docs ?? docs };
    return JSON.stringify(head === undefined || left < 0 ? plain : { ...plain, head });
  });
  return `{"segments":[${entries.join(',')}]}\n`;
}
