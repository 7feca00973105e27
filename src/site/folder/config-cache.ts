import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../model/record.ts';
import type { Config, Problem } from '../../model/types.ts';
import { shortHash } from '../hash.ts';
import { codeHash } from '../render/fingerprint.ts';
import { readCache, writeCacheText } from './cache-file.ts';

/**
 * The checked configuration, kept by the hashes of all texts that it was made from: a run whose configuration did not
 * change loads neither YAML nor the schema. Only a configuration without problems is kept, and anything odd about the
 * file counts as none.
 */

/** Reads a file of the site folder; `undefined` when there is none. */
export type ReadFile = (path: string) => Promise<string | undefined>;

interface CachedConfig {
  readonly config: Config;
  readonly notices: readonly Problem[];
}

interface Stored extends CachedConfig {
  /** Of the code and of the text of `daybook.yaml`. */
  readonly key: string;
  /** Other files that were read, with the hash of their text; `null` for one that is not there. */
  readonly files: readonly (readonly [path: string, hash: string | null])[];
}

function pathOf(dir: string): string {
  return join(dir, '.cache', 'daybook', 'config.json');
}

function keyOf(text: string): string {
  return shortHash(`${codeHash()}\n${text}`);
}

function hashOf(text: string | undefined): string | null {
  return text === undefined ? null : shortHash(text);
}

function isFile(value: unknown): value is Stored['files'][number] {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [path, hash]: readonly unknown[] = value;
  return typeof path === 'string' && (hash === null || typeof hash === 'string');
}

function isStored(value: unknown): value is Stored {
  if (!isRecord(value) || !('key' in value)) return false;
  const { files, config, notices } = value;
  const isConfig = isRecord(config) && 'feeds' in config && 'fetch' in config;
  return Array.isArray(files) && files.every(isFile) && isConfig && Array.isArray(notices);
}

/** JSON has no word for what is kept forever. */
function written(name: string, value: unknown): unknown {
  return name === 'keepMs' && value === Number.POSITIVE_INFINITY ? 'forever' : value;
}

function restored(name: string, value: unknown): unknown {
  return name === 'keepMs' && value === 'forever' ? Number.POSITIVE_INFINITY : value;
}

/** The configuration that was made from these very texts by this very code. */
export async function readCachedConfig(
  dir: string,
  text: string,
  readFile: ReadFile,
): Promise<CachedConfig | undefined> {
  const stored = await readCache(pathOf(dir), restored);
  if (!isStored(stored) || stored.key !== keyOf(text)) return undefined;
  for (const [path, hash] of stored.files) if (hashOf(await readFile(path)) !== hash) return undefined;
  const { config, notices } = stored;
  return { config, notices };
}

/** Keeps a configuration, unless it holds what JSON cannot say. */
export async function rememberConfig(
  dir: string,
  made: CachedConfig & { readonly text: string; readonly files: ReadonlyMap<string, string | undefined> },
): Promise<void> {
  const { config, notices } = made;
  const files = [...made.files].map(([path, text]) => [path, hashOf(text)] as const);
  const stored: Stored = { key: keyOf(made.text), files, config, notices };
  const json = JSON.stringify(stored, written);
  if (isDeepStrictEqual(JSON.parse(json, restored), stored)) await writeCacheText(pathOf(dir), json);
}
