import { join } from 'node:path';
import { isRecord } from '../../model/record.ts';
import type { Config, Problem } from '../../model/types.ts';
import { readCache, writeCache } from '../folder/cache-file.ts';
import { shortHash } from '../hash.ts';
import { codeHash, ownStampsHash, stampsHash } from './fingerprint.ts';

/**
 * Tells in a moment that a site is as it should be, so that a run without news loads neither Eleventy nor templates nor
 * archive. Everything that a site is made from is looked at by name, size and time, and so is the site itself.
 */

/** What a rendering said. */
export interface Outcome {
  readonly items: number;
  readonly editions: number;
  readonly pages: number;
  readonly files: number;
  readonly problems: readonly Problem[];
}

export interface FolderState {
  /** Absolute. */
  readonly siteDir: string;
  /** Absolute. */
  readonly outputDir: string;
  readonly config: Config;
  /** RFC 3339 */
  readonly now: string;
}

interface Stored {
  readonly code: string;
  readonly config: string;
  readonly inputs: string;
  readonly output: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  readonly outcome: Outcome;
  /** Whether the archive lacked, or may have lacked, what was published. */
  readonly isDamaged: boolean;
}

function isStored(value: unknown): value is Stored {
  return isRecord(value) && 'outcome' in value && 'until' in value && 'output' in value;
}

const dataFolders = [
  join('_data', 'archive'),
  join('_data', 'images'),
  join('_data', 'portraits'),
  join('_data', 'state', 'feeds'),
  join('_data', 'state', 'editions.json'),
];

/** The publisher's, where links are followed. */
const ownFolders = ['editions', 'pages', 'static', 'templates'];

/** What a site is made from, looked at before it is made: what changes meanwhile counts as changed. */
export function inputsOf(siteDir: string): string {
  const below = (name: string): string => join(siteDir, name);
  return shortHash(stampsHash(dataFolders.map(below)) + ownStampsHash(ownFolders.map(below)));
}

function pathOf(siteDir: string): string {
  return join(siteDir, '.cache', 'daybook', 'rendered.json');
}

/** A site of more files is looked at in part: what is in its first two levels, where people begin. */
const maxFiles = 5000;

function outputOf(outputDir: string, files: number): string {
  return stampsHash([outputDir], files > maxFiles ? 2 : Number.POSITIVE_INFINITY);
}

/** What the last rendering said, where rendering again would change nothing. */
export async function upToDate({
  siteDir,
  outputDir,
  config,
  now,
}: FolderState): Promise<Outcome | undefined> {
  const stored = await readCache(pathOf(siteDir));
  if (!isStored(stored)) return undefined;
  const nowMs = Date.parse(now);
  const isSame =
    stored.from <= nowMs &&
    nowMs < stored.until &&
    stored.config === shortHash(JSON.stringify(config)) &&
    stored.code === codeHash() &&
    stored.inputs === inputsOf(siteDir) &&
    stored.output === outputOf(outputDir, stored.outcome.files);
  return isSame ? stored.outcome : undefined;
}

/** Whether the archive is as it was at the last rendering, and lacked nothing then. */
export async function lacksNothing(siteDir: string): Promise<boolean> {
  const stored = await readCache(pathOf(siteDir));
  return isStored(stored) && !stored.isDamaged && stored.inputs === inputsOf(siteDir);
}

/** Remembers that a site is as it should be. `until`: milliseconds since 1970. */
export async function rememberUpToDate(
  { siteDir, outputDir, config, now }: FolderState,
  made: Pick<Stored, 'inputs' | 'until' | 'outcome' | 'isDamaged'>,
): Promise<void> {
  const stored: Stored = {
    ...made,
    code: codeHash(),
    config: shortHash(JSON.stringify(config)),
    output: outputOf(outputDir, made.outcome.files),
    from: Date.parse(now),
  };
  await writeCache(pathOf(siteDir), stored);
}
