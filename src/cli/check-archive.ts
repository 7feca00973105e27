import type { Archive, Verification } from '../archive/index.ts';
import type { ImageCheck } from '../images/index.ts';
import { count } from '../model/count.ts';
import { addAgain } from '../run/gather/lost-items.ts';
import { archiveOf, cacheDir, type GlobalOptions, type SiteFolder } from '../run/site-folder.ts';
import {
  checkImages,
  imageProblems,
  missingImages,
  missingText,
  repairImages,
} from '../run/upkeep/check-images.ts';
import { checkEditorFiles } from '../site/editions/check-editors.ts';
import { clockNotice } from './clock-notice.ts';
import { type CommandResult, type SiteCommand, stoppedBy, withLock } from './command-result.ts';
import { type Console, printProblems } from './console.ts';
import { exitCodes } from './exit-codes.ts';
import { feedHealth, listHealth, printHealth, printListHealth } from './feed-health.ts';

function feedIds(folder: SiteFolder): ReadonlySet<string> {
  return new Set(folder.config.feeds.map((feed) => feed.id));
}

/** Mends what can be mended, and tells what was. */
async function repair(
  options: GlobalOptions,
  folder: SiteFolder,
  archive: Archive,
  console: Console,
): Promise<CommandResult> {
  return withLock(archive, console, async () => {
    const result = await archive.repair(feedIds(folder));
    if (result.kind === 'failed') return stoppedBy(result.problem, exitCodes.failed, console);
    printProblems(result.problems, console);
    console.err(
      `Repaired: ${count(result.days.length, 'day')} written, ${count(result.removed, 'duplicate')} removed, ${count(result.lost, 'line')} lost.\n`,
    );
    if (result.lostFeeds.length > 0) {
      await addAgain(cacheDir(folder), result.lostFeeds);
      if (!options.quiet) console.err('The next fetch asks their feeds for all that they hold.\n');
    }
    const images = await repairImages(folder);
    if (images > 0 && !options.quiet) {
      console.err(`${count(images, 'damaged image')} taken off the list: the next fetch asks again.\n`);
    }
    return { exitCode: exitCodes.done, report: { repair: result, images } };
  });
}

function printArchive(
  { days, items, feeds, first, last, revised, backlog, problems }: Verification,
  images: ImageCheck,
  console: Console,
): void {
  const span = first === undefined ? '' : `, ${first} to ${last ?? first}`;
  const copies = images.copies === 0 ? '' : ` ${count(images.copies, 'copied image')}.`;
  console.err(
    `${count(items, 'item')} of ${count(feeds, 'feed')} on ${count(days, 'day')}${span}. ${revised} revised, ${backlog} of backlogs.${copies}\n`,
  );
  const faults = problems.length + (images.damaged.length > 0 ? 1 : 0);
  console.err(
    faults === 0 ? 'The archive is whole.\n' : `${count(faults, 'problem')}. Run daybook check --repair.\n`,
  );
}

/** `daybook check`: verifies the whole archive, in numbers, and editors' files; exit code 1 when something is wrong. */
export const checkCommand: SiteCommand<GlobalOptions & { readonly repair: boolean }> = async (
  options,
  folder,
  console,
) => {
  const archive = archiveOf(folder, options.now);
  if (options.repair) {
    const mended = await repair(options, folder, archive, console);
    if (mended.exitCode !== exitCodes.done) return mended;
  }
  const verified = await archive.verify(feedIds(folder));
  const images = await checkImages(folder);
  const missing = await missingImages(folder, archive, options.now);
  const editors = await checkEditorFiles(folder.dir, archive, { config: folder.config, now: options.now });
  const all = [...verified.problems, ...imageProblems(folder, images), ...editors.problems];
  const clock = await clockNotice(archive, options.now);
  const health = await feedHealth(folder, archive);
  const list = await listHealth(folder);
  printProblems([...all, ...clock], console);
  if (!options.quiet) {
    printArchive(verified, images, console);
    if (missing.length > 0) console.err(missingText(missing));
    if (editors.files > 0) {
      console.err(
        `${count(editors.files, 'editor’s file', 'editors’ files')}, ${count(editors.problems.length, 'problem')} there.\n`,
      );
    }
    printHealth(health, console);
    if (list) printListHealth(list, console);
  }
  const { problems: _problems, ...counts } = verified;
  return {
    exitCode: all.length === 0 ? exitCodes.done : exitCodes.failed,
    report: {
      archive: counts,
      images,
      ...(missing.length > 0 && { missingImages: missing }),
      ...(list && { opml: list }),
      feeds: health,
      editors: editors.files,
      problems: [...all, ...clock],
    },
  };
};
