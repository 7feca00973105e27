import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

async function takeFile(
  file: ArchiveIndex['files'][number],
  { base, prober, dir }: { readonly base: URL; readonly prober: Prober; readonly dir: string },
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
  const target = join(dir, file.path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, body);
  return undefined;
}

/** Takes all files into a folder of their own; the first problem ends it. */
async function takeAll(
  index: ArchiveIndex,
  place: { readonly base: URL; readonly prober: Prober; readonly dir: string },
): Promise<Problem | undefined> {
  const left = [...index.files];
  let failed: Problem | undefined;
  const work = async (): Promise<void> => {
    for (let file = left.shift(); file && !failed; file = left.shift()) {
      const problem = await takeFile(file, place);
      if (problem) failed = problem;
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, work));
  return failed;
}

/** Days first: what fetching remembers must never claim what the archive lacks. */
async function moveIn(from: string, dataDir: string): Promise<void> {
  for (const folder of ['archive', 'images', 'portraits', 'state']) {
    await mkdir(join(from, folder), { recursive: true });
    await rm(join(dataDir, folder), { recursive: true, force: true });
    await rename(join(from, folder), join(dataDir, folder));
  }
}

export type Restored =
  /** Bytes of all files. */
  | { readonly kind: 'restored'; readonly files: number; readonly bytes: number }
  /** No archive is published there. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/**
 * Takes the archive that is published below `base` into a data folder that has none: all files or nothing, each checked
 * against the published list. The caller holds the lock.
 */
export async function restoreArchive(base: URL, dataDir: string, prober: Prober): Promise<Restored> {
  const index = await takeIndex(base, prober);
  if ('problem' in index) return { kind: 'failed', problem: index.problem };
  if (index.value === undefined) return { kind: 'nothing' };
  const { files } = index.value;
  const dir = join(dataDir, '.restoring');
  await rm(dir, { recursive: true, force: true });
  try {
    const failed = await takeAll(index.value, { base, prober, dir });
    if (failed) return { kind: 'failed', problem: failed };
    await moveIn(dir, dataDir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  return { kind: 'restored', files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}
