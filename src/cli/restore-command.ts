import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Prober } from '../fetch/index.ts';
import { count } from '../model/count.ts';
import { parseJson } from '../model/json.ts';
import type { Problem } from '../model/types.ts';
import { proberFor } from '../run/gather/feed-address.ts';
import { archiveOf, type GlobalOptions } from '../run/site-folder.ts';
import { contactOf } from '../run/user-agent.ts';
import {
  type ArchiveIndex,
  archiveFolder,
  archiveIndex,
  archiveIndexSchema,
  sha256Of,
} from '../site/render/published-archive.ts';
import { type CommandResult, type SiteCommand, stoppedBy, withLock } from './command-result.ts';
import type { Console } from './console.ts';
import { exitCodes } from './exit-codes.ts';

export interface RestoreOptions extends GlobalOptions {
  /** The published site; the configured `url` when absent. */
  readonly url?: string;
  /** Nothing was published yet: begin with an empty archive. */
  readonly first: boolean;
}

const kept = 'Everything that is published, and this folder as it was.';
const maxBytes = 100_000_000;
const filesAtOnce = 8;

function problem(code: string, where: string, [what, why, fix]: readonly [string, string, string]): Problem {
  return { code, what, where, why, fix, kept };
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
  const why = 'The document is not a list of an archive’s files, or it is that of a newer Daybook.';
  return { problem: problem('RESTORE_DAMAGED', url, ['The published archive cannot be read.', why, fix]) };
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
    const why = 'Its bytes are not those that the list names: a new version may just be on its way.';
    const fix = 'Run it again; if it stays, publish again from a machine that has _data.';
    return problem('RESTORE_DAMAGED', url, ['A file of the published archive does not fit.', why, fix]);
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

interface Place {
  readonly base: URL;
  readonly dataDir: string;
  readonly prober: Prober;
}

async function restoreInto(place: Place, options: RestoreOptions, console: Console): Promise<CommandResult> {
  const { base, dataDir, prober } = place;
  const index = await takeIndex(base, prober);
  if ('problem' in index) return stoppedBy(index.problem, exitCodes.failed, console);
  if (index.value === undefined) {
    if (options.first) {
      console.err('Nothing is published there yet: the archive begins empty.\n');
      return { exitCode: exitCodes.done, report: { restored: 0, first: true } };
    }
    const why =
      'Beginning with an empty archive would replace the published one, if it is only out of reach.';
    const fix =
      'If this is the first build of all, say so with --first. Else publish with "outputs: { archive: true }".';
    const nothing = problem('RESTORE_NOTHING', base.href, ['No archive is published there.', why, fix]);
    return stoppedBy(nothing, exitCodes.failed, console);
  }
  const dir = join(dataDir, '.restoring');
  await rm(dir, { recursive: true, force: true });
  try {
    const failed = await takeAll(index.value, { base, prober, dir });
    if (failed) return stoppedBy(failed, exitCodes.failed, console);
    await moveIn(dir, dataDir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  const { files } = index.value;
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (!options.quiet)
    console.err(
      `Restored ${count(files.length, 'file')}, ${Math.ceil(bytes / 1000)} KB, from ${base.href}\n`,
    );
  return { exitCode: exitCodes.done, report: { restored: files.length, bytes } };
}

/**
 * `daybook restore`: takes the archive back from the published site, into a folder that has none. All files or nothing,
 * each checked against the published list.
 */
export const restoreCommand: SiteCommand<RestoreOptions> = async (options, folder, console) => {
  const site = new URL(options.url ?? folder.config.url);
  if (!site.pathname.endsWith('/')) site.pathname += '/';
  const base = new URL(archiveFolder.slice(1), site);
  const dataDir = join(folder.dir, '_data');
  const archive = archiveOf(folder, options.now);
  return withLock(archive, console, async () => {
    const days = await archive.days();
    if (days.length > 0) {
      const why = `It holds ${count(days.length, 'day')} already, and mixing two archives could lose the newer of two versions.`;
      const fix = 'Move _data away if the published archive is the better one.';
      const full = problem('RESTORE_NOT_EMPTY', dataDir, ['The folder has an archive.', why, fix]);
      return stoppedBy(full, exitCodes.failed, console);
    }
    const { allowPrivateNetworks } = folder.config.fetch;
    const prober = proberFor({
      ...options,
      allowPrivateNetworks,
      contact: contactOf(folder.config),
      maxBytes,
    });
    try {
      return await restoreInto({ base, dataDir, prober }, options, console);
    } finally {
      await prober.close();
    }
  });
};
