import { existsSync, type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { openSiteFolder } from '../run/site-folder.ts';
import { upToDate } from '../site/index.ts';
import { buildCommand } from './build-command.ts';
import { type SiteCommand, stoppedBy } from './command-result.ts';
import { type Console, printProblems } from './console.ts';
import { exitCodes } from './exit-codes.ts';
import type { FetchOptions } from './fetch-command.ts';
import { type PreviewServer, startPreview } from './preview-server.ts';
import { renderCommand, renderedState } from './render-command.ts';

export interface ServeOptions extends FetchOptions {
  readonly port: number;
}

/** Editors write a file in several steps: changes this close together are one. */
const quietMs = 80;

const watchedFolders = ['templates', 'pages', 'static', 'editions', join('_data', 'archive')];
const ignored = new Set(['_site', '_data', '.cache']);

interface Watch {
  readonly close: () => void;
}

/** Watches what the site is made of; a folder that is made later is watched from then on. */
function watchFolder(dir: string, onChange: () => void): Watch {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, quietMs);
  };
  const watchNew = (): void => {
    for (const path of watchedFolders.map((name) => join(dir, name))) {
      if (!existsSync(path)) {
        watchers.get(path)?.close();
        watchers.delete(path);
      } else if (!watchers.has(path)) {
        watchers.set(path, watch(path, { recursive: true }, later));
      }
    }
  };
  watchNew();
  const top = watch(dir, (_event, name) => {
    if (name !== null && ignored.has(name)) return;
    watchNew();
    later();
  });
  return {
    close: () => {
      clearTimeout(timer);
      for (const watcher of [top, ...watchers.values()]) watcher.close();
    },
  };
}

/** Renders anew with the configuration as it is now; a fault in it is shown, and the old site stays. */
async function rerender(options: ServeOptions, server: PreviewServer, console: Console): Promise<void> {
  const folder = await openSiteFolder(options);
  if ('problems' in folder) {
    printProblems(folder.problems, console);
    return;
  }
  const { exitCode } = await renderCommand({ ...options, again: true }, folder, console);
  if (exitCode === exitCodes.done) server.reload();
}

/** Whether the site is made of what is there now: a first build may take minutes, and nobody watches meanwhile. */
async function isCurrent(options: ServeOptions): Promise<boolean> {
  const folder = await openSiteFolder(options);
  return !('problems' in folder) && (await upToDate(renderedState(folder, options))) !== undefined;
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/** `daybook serve`: builds, then shows the site on loopback, and reloads it whenever something it is made of changes. */
export const serveCommand: SiteCommand<ServeOptions> = async (options, folder, console) => {
  const prefix = new URL(folder.config.url).pathname;
  // Before the build, which may take minutes: a port that is taken is reported at once.
  const started = await startPreview({
    dir: join(folder.dir, '_site'),
    port: options.port,
    prefix,
    clockOffsetMs: options.clockOffsetMs,
  });
  if ('problem' in started) return stoppedBy(started.problem, exitCodes.failed, console);
  const built = await buildCommand(options, folder, console);
  if (built.exitCode !== exitCodes.done && built.exitCode !== exitCodes.feedsFailed) {
    await started.close();
    return built;
  }
  let rendering = Promise.resolve();
  const onChange = (): void => {
    rendering = rendering.then(() => rerender(options, started, console));
  };
  const watching = watchFolder(folder.dir, onChange);
  if (!(await isCurrent(options))) onChange();
  // Whoever reads this may change something at once.
  console.err(`\nThe digest is at ${started.url}\nPress Ctrl-C to stop.\n`);
  await untilStopped();
  watching.close();
  await rendering;
  await started.close();
  return { exitCode: exitCodes.done, report: built.report };
};
