import { isUtf8 } from 'node:buffer';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Archive, openArchive, type Retention } from '../../archive/store.ts';
import { errorCode } from '../../model/error-code.ts';
import type { Config, Problem } from '../../model/types.ts';
import { type ReadFile, readCachedConfig, rememberConfig } from './config-cache.ts';

/** A site folder with its checked configuration. */
export interface SiteFolder {
  /** Absolute. */
  readonly dir: string;
  readonly config: Config;
  readonly notices: readonly Problem[];
}

const configFile = 'daybook.yaml';

/** A text in whatever character set it declares: lists of feeds come from many programs. Most are UTF-8. */
async function decoded(bytes: Buffer): Promise<string> {
  if (isUtf8(bytes) && !bytes.includes(0)) return bytes.toString('utf8');
  const { decodeDocument } = await import('../../parse/index.ts');
  return decodeDocument(bytes).text;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await decoded(await readFile(path));
  } catch (error) {
    if (['ENOENT', 'EISDIR'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** Names that people and editors give the file. */
const nearNames = /^\.?daybook\.(?:ya?ml|json)(?:\.txt)?$/i;

async function notFound(dir: string): Promise<Problem> {
  const near = (await readdir(dir).catch(() => [])).find((name) => nearNames.test(name));
  return {
    code: 'CONFIG_NOT_FOUND',
    what: 'There is no daybook.yaml here.',
    where: dir,
    why:
      near === undefined
        ? 'Every command works on the site folder in which it is started.'
        : `There is "${near}".`,
    fix:
      near === undefined
        ? 'Make a digest with daybook init, change into the folder of yours, or name it with --site DIR.'
        : `Call "${near}" daybook.yaml.`,
  };
}

/** Reads the configuration of a site folder; every fault of it at once. */
export async function readSiteFolder(
  dir: string,
): Promise<SiteFolder | { readonly problems: readonly Problem[] }> {
  const text = await readText(join(dir, configFile));
  if (text === undefined) return { problems: [await notFound(dir)] };
  const read: ReadFile = (path) => readText(join(dir, path));
  const cached = await readCachedConfig(dir, text, read);
  if (cached) return { dir, ...cached };
  // Loaded only now: a configuration that did not change needs none of it.
  const { readConfig } = await import('../../config/index.ts');
  const files = new Map<string, string | undefined>();
  const result = await readConfig(text, async (path) => {
    const found = await read(path);
    files.set(path, found);
    return found;
  });
  if ('problems' in result) return result;
  const { config, notices } = result;
  const problems =
    config.views.length === 0 ? [] : (await import('../content/views-of.ts')).viewProblems(config);
  if (problems.length > 0) return { problems };
  await rememberConfig(dir, { text, files, config, notices });
  return { dir, config, notices };
}

/** How long items are kept, as the configuration says; nothing said is forever. */
function retentionOf({ archive, feeds }: Config): Retention {
  const own = feeds.flatMap((feed) => (feed.keepMs === undefined ? [] : [[feed.id, feed.keepMs] as const]));
  return {
    ...(archive.keepMs !== undefined && { everyMs: archive.keepMs }),
    ...(own.length > 0 && { feedsMs: new Map(own) }),
  };
}

/** The archive of a site folder. */
export function archiveOf(folder: SiteFolder, now: string): Archive {
  return openArchive({
    dir: join(folder.dir, '_data'),
    now,
    timezone: folder.config.timezone,
    closeAfterMs: folder.config.editions.closeAfterMs,
    keep: retentionOf(folder.config),
  });
}

/** Files that may be deleted at any time. */
export function cacheDir(folder: SiteFolder): string {
  return join(folder.dir, '.cache', 'daybook');
}
