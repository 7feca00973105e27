/** What hosts make of a request for several ranges of a file. */

export const hostKinds = ['search', 'one', 'first', 'refusing', 'torn', 'moved', 'whole'] as const;
/** `search` sends them all; `one`, `first` and `refusing` know one at a time, `torn` and `moved` send what is damaged. */
export type HostKind = (typeof hostKinds)[number];

export const isHostKind = (name: string | undefined): name is HostKind =>
  hostKinds.some((one) => one === name);

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

type Range = readonly [from: number, last: number];

const boundary = 'gc0p4Jq0M2Yt08j34c0p';

function partOf(file: Uint8Array, [from, last]: Range): Answer {
  return {
    status: 206,
    headers: { 'content-range': `bytes ${from}-${last}/${file.length}` },
    body: file.slice(from, last + 1),
  };
}

function multipart(file: Uint8Array, ranges: readonly Range[], shift = 0): Answer {
  const parts = ranges.flatMap(([from, last]) => [
    Buffer.from(
      `--${boundary}\r\nContent-Range: bytes ${from + shift}-${last + shift}/${file.length}\r\n\r\n`,
    ),
    file.slice(from, last + 1),
    Buffer.from('\r\n'),
  ]);
  return {
    status: 206,
    headers: { 'content-type': `multipart/byteranges; boundary=${boundary}` },
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--`)]),
  };
}

/** What a host sends of a file. All know its beginning, where the page finds out what they do. */
export function answerOf(kind: HostKind, file: Uint8Array, header: string | undefined): Answer {
  const whole: Answer = { status: 200, headers: {}, body: file };
  const ranges = (header ?? '')
    .replace('bytes=', '')
    .split(',')
    .map((range): Range => {
      const [from = 0, last = 0] = range.split('-').map(Number);
      return [from, last];
    });
  const [first = [0, 0]] = ranges;
  if (header === undefined) return whole;
  if (ranges.length === 1 && kind !== 'whole') return partOf(file, first);
  // The page takes this for a good host.
  const isSample = first[0] === 0 && first[1] === 0;
  switch (kind) {
    case 'search':
      return multipart(file, ranges);
    case 'one':
    case 'whole':
      return whole;
    case 'first':
      return partOf(file, first);
    case 'refusing':
      return { status: 416, headers: { 'content-range': `bytes */${file.length}` }, body: new Uint8Array() };
    case 'torn': {
      const { body, ...rest } = multipart(file, ranges);
      return { ...rest, body: isSample ? body : body.slice(0, body.length >> 1) };
    }
    case 'moved':
      return multipart(file, ranges, isSample ? 0 : 7);
  }
}
