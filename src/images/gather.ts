import { counted } from '../model/group.ts';
import { DAY } from '../model/instant.ts';
import { maxTries, runLimits } from './limits.ts';
import type { ImageStore } from './store.ts';
import type { Encode, Encoding, ImageFailure, ImageRecord } from './types.ts';

/** What became of one download. The fetch room's `Download` is one. */
export type Downloaded =
  | { readonly kind: 'body'; readonly url: string; readonly body: Uint8Array }
  | { readonly kind: 'failed'; readonly url: string; readonly code: string }
  | { readonly kind: 'left'; readonly url: string };

interface GatherInput {
  readonly store: ImageStore;
  /** Addresses to have, most wanted first. */
  readonly urls: Iterable<string>;
  /** Results in any order; letting go early ends the rest. */
  readonly download: (urls: readonly string[]) => AsyncIterable<Downloaded>;
  readonly encode: Encode;
  /** RFC 3339: the moment of the run. */
  readonly now: string;
  /** Asks again for what failed before, whenever that was. */
  readonly force: boolean;
  readonly limits?: { readonly maxImages?: number; readonly maxBytes?: number };
}

/** The numbers of a run. */
export interface GatherReport {
  readonly copied: number;
  /** Downloaded, and written. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** How many failed in this run, by code. */
  readonly failures: ReadonlyMap<string, number>;
  /** Wanted, and left for a later run. */
  readonly left: number;
}

/** Records that are written to the disk at once: what an interrupted run may have to ask for again. */
const flushEvery = 50;

/** Whether a picture is to be asked for: never again once it is here, and ever more rarely when it does not come. */
export function isDue(record: ImageRecord | undefined, now: string, force: boolean): boolean {
  if (record === undefined) return true;
  if (record.kind !== 'failed') return false;
  if (force) return true;
  const passedMs = Date.parse(now) - Date.parse(record.last);
  // A clock that was ahead once must not put it off for years.
  if (passedMs < -DAY) return true;
  return record.tries < maxTries && passedMs >= DAY * 2 ** (record.tries - 1);
}

function nextFailure(before: ImageRecord | undefined, code: string, now: string): ImageFailure {
  const tries = before?.kind === 'failed' ? before.tries : 0;
  return { kind: 'failed', code, tries: Math.min(tries + 1, maxTries), last: now };
}

/** Writes what became of a picture into the store. Returns the bytes that its copies take. */
async function keep({ store, now }: GatherInput, url: string, result: Encoding): Promise<number> {
  switch (result.kind) {
    case 'encoded': {
      const { width, height, files } = result;
      const named = files.map((file) => ({ name: file.name, width: file.width }));
      await store.keep(url, { kind: 'copy', width, height, files: named }, files);
      return files.reduce((sum, file) => sum + file.bytes.length, 0);
    }
    case 'pixel':
      await store.keep(url, result);
      return 0;
    case 'refused':
      await store.keep(url, nextFailure(store.find(url), result.code, now));
      return 0;
  }
}

/**
 * Copies the pictures at these addresses that are due, within the bounds of a run. A picture that fails is a record,
 * never an exception. Rejects only when the store's disk does.
 */
export async function gatherImages(input: GatherInput): Promise<GatherReport> {
  const { store, now, force } = input;
  const { maxImages, maxBytes } = { ...runLimits, ...input.limits };
  const due = [...new Set(input.urls)].filter((url) => isDue(store.find(url), now, force));
  const codes: string[] = [];
  let [copied, bytesIn, bytesOut, done] = [0, 0, 0, 0];
  const asked = due.slice(0, maxImages);
  for await (const download of asked.length > 0 ? input.download(asked) : []) {
    if (download.kind === 'left') continue;
    const isBody = download.kind === 'body';
    const result = isBody
      ? await input.encode(download.body)
      : ({ kind: 'refused', code: download.code } as const);
    if (isBody) bytesIn += download.body.length;
    bytesOut += await keep(input, download.url, result);
    if (result.kind === 'encoded') copied += 1;
    if (result.kind === 'refused') codes.push(result.code);
    done += 1;
    if (done % flushEvery === 0) await store.flush();
    if (bytesIn >= maxBytes) break;
  }
  if (asked.length > 0) await store.flush();
  return { copied, bytesIn, bytesOut, failures: counted(codes), left: due.length - done };
}
