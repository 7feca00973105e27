import type { Archive, KeepFile } from '../../archive/index.ts';
import type { Prober } from '../../fetch/index.ts';
import { parseJson } from '../../model/json.ts';
import type { Problem } from '../../model/types.ts';
import {
  type ArchiveIndex,
  archiveIndex,
  archiveIndexSchema,
  sha256Of,
} from '../../site/render/published-archive.ts';

/** The archive of a published site, taken back. */

const kept = 'Everything that is published, and this folder as it was.';
const filesAtOnce = 8;

export function restoreProblem(
  code: 'RESTORE_DAMAGED' | 'RESTORE_NOTHING' | 'RESTORE_NOT_EMPTY',
  where: string,
  words: Pick<Problem, 'what' | 'why' | 'fix'>,
): Problem {
  return { code, where, ...words, kept };
}

type Taken<T> = { readonly value: T } | { readonly problem: Problem };

/** The published list of files; `undefined` where there is none. */
async function takeIndex(base: URL, prober: Prober): Promise<Taken<ArchiveIndex | undefined>> {
  const url = new URL(archiveIndex, base).href;
  const { outcome } = await prober.probe(url);
  if (outcome.kind === 'failed') {
    const isMissing = ['FETCH_NOT_FOUND', 'FETCH_GONE'].includes(outcome.problem.code);
    return isMissing ? { value: undefined } : { problem: { ...outcome.problem, kept } };
  }
  const text = outcome.kind === 'body' ? new TextDecoder().decode(outcome.body) : '';
  const read = archiveIndexSchema.safeParse(parseJson(text));
  if (read.success) return { value: read.data };
  const fix =
    'Look at the address; publish again with "outputs: { archive: true }" from a machine that has _data.';
  const why = 'The document is not a list of an archive’s files, or comes from a newer Daybook.';
  const what = 'The published archive cannot be read.';
  return { problem: restoreProblem('RESTORE_DAMAGED', url, { what, why, fix }) };
}

interface Place {
  readonly base: URL;
  readonly prober: Prober;
  readonly keep: KeepFile;
}

async function takeFile(
  file: ArchiveIndex['files'][number],
  { base, prober, keep }: Place,
): Promise<Problem | undefined> {
  const url = new URL(file.path, base).href;
  const { outcome } = await prober.probe(url);
  if (outcome.kind === 'failed') return { ...outcome.problem, kept };
  const body = outcome.kind === 'body' ? outcome.body : new Uint8Array();
  if (body.length !== file.size || sha256Of(body) !== file.sha256) {
    const why = 'Its bytes are not those that the list names: a new version may just be being published.';
    const fix = 'Run it again; if it persists, publish again from a machine that has _data.';
    const what = 'A file of the published archive does not fit.';
    return restoreProblem('RESTORE_DAMAGED', url, { what, why, fix });
  }
  await keep(file.path, body);
  return undefined;
}

/** Takes all files; the first problem ends it. Rejects when the disk does, once no file is on its way any more. */
async function takeAll(index: ArchiveIndex, place: Place): Promise<Problem | undefined> {
  const left = [...index.files];
  let failed: Problem | undefined;
  const work = async (): Promise<void> => {
    try {
      for (let file = left.shift(); file && !failed; file = left.shift()) {
        const problem = await takeFile(file, place);
        if (problem) failed = problem;
      }
    } finally {
      // A worker that leaves early takes the rest with it.
      left.length = 0;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: filesAtOnce }, work));
  const broken = ends.find((end) => end.status === 'rejected');
  if (broken) throw broken.reason;
  return failed;
}

export type Restored =
  /** Bytes of all files. */
  | { readonly kind: 'restored'; readonly files: number; readonly bytes: number }
  /** No archive is published there. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/**
 * Takes the archive that is published below `base` into one that has no days: all files or nothing, each checked against
 * the published list. The caller holds the lock.
 */
export async function restoreArchive(base: URL, archive: Archive, prober: Prober): Promise<Restored> {
  const index = await takeIndex(base, prober);
  if ('problem' in index) return { kind: 'failed', problem: index.problem };
  const { value } = index;
  if (value === undefined) return { kind: 'nothing' };
  const restored = await archive.restore((keep) => takeAll(value, { base, prober, keep }));
  if (restored.kind === 'failed') return restored;
  const { files } = value;
  return { kind: 'restored', files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}
