/** A segment for the list of all, with its `head.json` where that can be read. */
export interface ListedHead {
  readonly name: string;
  readonly docs: number;
  readonly head: string | undefined;
}

/** Characters of heads in the list: every question reads it, and most need the newest segments. */
const maxHeads = 32_768;

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== null;
  } catch {
    return false;
  }
}

/** `segments.json`: the segments, the newest first, with as many heads as there is room for. */
export function segmentListText(segments: readonly ListedHead[]): string {
  let left = maxHeads;
  const entries = segments.map(({ name, docs, head }) => {
    const plain = { name, docs };
    left -= head?.length ?? 0;
    if (head === undefined || left < 0 || !isJson(head)) return JSON.stringify(plain);
    return JSON.stringify({ ...plain, head: JSON.parse(head) });
  });
  return `{"segments":[${entries.join(',')}]}\n`;
}
