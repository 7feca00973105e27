import { once } from 'node:events';
import { existsSync, type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { errorMessage } from '../model/error-message.ts';
import type { Problem } from '../model/types.ts';
import { openSiteFolder, type SiteFolder } from '../run/site-folder.ts';
import { upToDate } from '../site/index.ts';
import { buildCommand } from './build-command.ts';
import { type SiteCommand, stoppedBy } from './command-result.ts';
import { type Console, printProblems } from './console.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { FetchOptions } from './fetch-command.ts';
import { type PreviewServer, startPreview } from './preview-server.ts';
import { renderCommand, renderedState } from './render-command.ts';

export interface ServeOptions extends FetchOptions {
  readonly port: number;
}

/** Editors write a file in several steps: changes this close together are one. */
const quietMs = 80;

/** How long after another run was seen to hold the folder it is asked again. */
const heldMs = 500;

const watchedFolders = ['templates', 'pages', 'static', 'editions', join('_data', 'archive')];
const ignored = new Set(['_site', '_data', '.cache']);

interface Watch {
  readonly close: () => void;
}

function notWatched(where: string, error: unknown): Problem {
  return {
    code: 'SERVE_NOT_WATCHED',
    what: 'Changes are not shown by themselves.',
    where,
    why: `The system refuses to watch the folder: ${errorMessage(error)}.`,
    fix: 'Let it watch more (fs.inotify.max_user_watches and max_user_instances on Linux), or start daybook serve again after a change.',
    kept: 'The digest is shown as it is.',
  };
}

/** Watches what the site is made of; a folder that is made later is watched from then on. */
function watchFolder(dir: string, onChange: () => void, onFault: (error: unknown) => void): Watch {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, quietMs);
  };
  const begin = (path: string, recursive: boolean, onEvent: (name: string | null) => void): void => {
    try {
      const watcher = watch(path, { recursive }, (_event, name) => onEvent(name));
      watchers.set(path, watcher.on('error', onFault));
    } catch (error) {
      onFault(error);
    }
  };
  const watchNew = (): void => {
    for (const path of watchedFolders.map((name) => join(dir, name))) {
      if (!existsSync(path)) {
        watchers.get(path)?.close();
        watchers.delete(path);
      } else if (!watchers.has(path)) begin(path, true, later);
    }
  };
  watchNew();
  begin(dir, false, (name) => {
    if (name !== null && ignored.has(name)) return;
    watchNew();
    later();
  });
  return {
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

/** Renders once no other run holds the folder. Returns the exit code; that of a folder in use where a signal ends waiting. */
async function renderFree(
  options: ServeOptions,
  folder: SiteFolder,
  console: Console,
  signal: AbortSignal,
): Promise<ExitCode> {
  for (let isFirst = true; ; isFirst = false) {
    const said: string[] = [];
    const held = { ...console, err: (text: string): void => void said.push(text) };
    const { exitCode } = await renderCommand({ ...options, again: true }, folder, held);
    if (exitCode !== exitCodes.locked) console.err(said.join(''));
    if (exitCode !== exitCodes.locked || signal.aborted) return exitCode;
    if (isFirst) console.err('Another run is working on the site folder: the change is shown after it.\n');
    await wait(heldMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Renders anew with the configuration as it is now; a fault in it is shown, and the old site stays. */
async function rerender(
  options: ServeOptions,
  server: PreviewServer,
  console: Console,
  signal: AbortSignal,
): Promise<void> {
  const folder = await openSiteFolder(options);
  if ('problems' in folder) {
    printProblems(folder.problems, console);
    return;
  }
  const exitCode = await renderFree(options, folder, console, signal);
  if (exitCode === exitCodes.done) server.reload();
}

/** Whether the site is made of what is there now: a first build may take minutes, and nobody watches meanwhile. */
async function isCurrent(options: ServeOptions): Promise<boolean> {
  const folder = await openSiteFolder(options);
  return !('problems' in folder) && (await upToDate(renderedState(folder, options))) !== undefined;
}

/** The first Ctrl-C, or polite request to end; the second of the kind is left to the system. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  return stop.signal;
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
  const signal = stopSignal();
  const stopped = once(signal, 'abort');
  const built = await buildCommand(options, folder, console);
  const isBuilt = built.exitCode === exitCodes.done || built.exitCode === exitCodes.feedsFailed;
  if (!isBuilt || signal.aborted) {
    await started.close();
    return built;
  }
  let rendering = Promise.resolve();
  const onChange = (): void => {
    rendering = rendering.then(() => rerender(options, started, console, signal));
  };
  let isFaultless = true;
  const onFault = (error: unknown): void => {
    if (isFaultless) printProblems([notWatched(folder.dir, error)], console);
    isFaultless = false;
  };
  const watching = watchFolder(folder.dir, onChange, onFault);
  if (!(await isCurrent(options))) onChange();
  // Whoever reads this may change something at once.
  console.err(`\nThe digest is at ${started.url}\nPress Ctrl-C to stop.\n`);
  await stopped;
  watching.close();
  await rendering;
  await started.close();
  return { exitCode: exitCodes.done, report: built.report };
};
