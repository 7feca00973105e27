import { join } from 'node:path';
import { count } from '../model/count.ts';
import { proberFor } from '../run/gather/feed-address.ts';
import { archiveOf, type GlobalOptions } from '../run/site-folder.ts';
import { type Restored, restoreArchive, restoreProblem } from '../run/upkeep/restore.ts';
import { contactOf } from '../run/user-agent.ts';
import { archiveFolder } from '../site/render/published-archive.ts';
import { type CommandResult, type SiteCommand, stoppedBy, withLock } from './command-result.ts';
import type { Console } from './console.ts';
import { exitCodes } from './exit-codes.ts';

interface RestoreOptions extends GlobalOptions {
  /** The published site; the configured `url` when absent. */
  readonly url?: string;
  /** Nothing was published yet: begin with an empty archive. */
  readonly first: boolean;
}

const maxBytes = 100_000_000;

function tell(restored: Restored, base: URL, options: RestoreOptions, console: Console): CommandResult {
  switch (restored.kind) {
    case 'failed':
      return stoppedBy(restored.problem, exitCodes.failed, console);
    case 'nothing': {
      if (options.first) {
        console.err('Nothing is published there yet: the archive begins empty.\n');
        return { exitCode: exitCodes.done, report: { restored: 0, first: true } };
      }
      const nothing = restoreProblem('RESTORE_NOTHING', base.href, {
        what: 'No archive is published there.',
        why: 'If the published archive is only unreachable, beginning with an empty one would replace it.',
        fix: 'If this is the very first build, use --first. Otherwise publish with "outputs: { archive: true }".',
      });
      return stoppedBy(nothing, exitCodes.failed, console);
    }
    case 'restored': {
      const { files, bytes } = restored;
      const size = `${Math.ceil(bytes / 1000)} KB`;
      if (!options.quiet) console.err(`Restored ${count(files, 'file')}, ${size}, from ${base.href}\n`);
      return { exitCode: exitCodes.done, report: { restored: files, bytes } };
    }
  }
}

/** `daybook restore`: takes the archive back from the published site, into a folder that has none. */
export const restoreCommand: SiteCommand<RestoreOptions> = async (options, folder, console) => {
  const site = new URL(options.url ?? folder.config.url);
  if (!site.pathname.endsWith('/')) site.pathname += '/';
  const base = new URL(archiveFolder.slice(1), site);
  const dataDir = join(folder.dir, '_data');
  const archive = archiveOf(folder, options.now);
  return withLock(archive, console, async () => {
    const days = await archive.days();
    if (days.length > 0) {
      const full = restoreProblem('RESTORE_NOT_EMPTY', dataDir, {
        what: 'The folder has an archive.',
        why: `It already contains ${count(days.length, 'day')}, and mixing two archives could lose the newer of two versions.`,
        fix: 'Move _data away if the published archive is the better one.',
      });
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
      return tell(await restoreArchive(base, archive, prober), base, options, console);
    } finally {
      await prober.close();
    }
  });
};
