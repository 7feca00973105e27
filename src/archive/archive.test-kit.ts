import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { CleanItem, SafeHtml } from '../model/types.ts';
import { quickFs } from './changing-calls.test-kit.ts';
import type { CommitResult, IncomingItem } from './index.ts';
import { type Archive, type ArchiveOptions, openArchive } from './store.ts';

export { quickFs };

/** Tests write their own HTML: it is safe because they say so. */
export const trust = (html: string): SafeHtml => html as SafeHtml;

export interface ItemDraft extends Omit<Partial<CleanItem>, 'content_html'> {
  readonly html?: string;
}

export function anItem(draft: ItemDraft, access: 'open' | 'subscriber' = 'open'): IncomingItem {
  const { html, ...fields } = draft;
  return { item: { ...fields, content_html: trust(html ?? '') }, access };
}

const folders: string[] = [];

/** An empty data folder, removed after the test. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'daybook-archive-'));
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

export const NOW = '2026-05-18T10:00:00Z';
const SIX_HOURS_MS = 6 * 60 * 60 * 1000;

export function open(dir: string, options: Partial<ArchiveOptions> = {}): Archive {
  return openArchive({ dir, now: NOW, timezone: 'UTC', closeAfterMs: SIX_HOURS_MS, fs: quickFs, ...options });
}

export type Feeds = Readonly<Record<string, readonly IncomingItem[]>>;

/** Runs one commit under the lock. */
export async function run(
  dir: string,
  feeds: Feeds,
  options: Partial<ArchiveOptions> = {},
  states: ReadonlyMap<string, unknown> = new Map(),
): Promise<CommitResult> {
  const archive = open(dir, options);
  const lock = await archive.lock();
  if (lock.kind !== 'locked') throw new Error(lock.problem.why);
  const batch = Object.entries(feeds).map(([feed, items]) => ({ feed, items }));
  const result = await archive.commit({ feeds: batch, states });
  await archive.unlock();
  return result;
}

/** The counts of a commit that must have worked. */
export async function counts(
  dir: string,
  feeds: Feeds,
  options: Partial<ArchiveOptions> = {},
): Promise<Record<'added' | 'revised' | 'relabelled' | 'unchanged' | 'refused', number>> {
  const result = await run(dir, feeds, options);
  if (result.kind === 'failed') throw new Error(result.problem.why);
  return { ...result.counts };
}

/** Every file below a folder with its text, by path; the lock's folder aside. */
export async function filesIn(dir: string): Promise<Record<string, string>> {
  const names = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(paths.sort().map((path) => readFile(path, 'utf8')));
  return Object.fromEntries(paths.map((path, index) => [path.slice(dir.length + 1), texts[index] ?? '']));
}

/** All items of the archive with their days. */
export async function allItems(
  dir: string,
): Promise<{ day: string; title: string | undefined; id: string }[]> {
  const archive = open(dir);
  const found = [];
  for (const day of await archive.days()) {
    const { items } = await archive.readDay(day, trust);
    for (const item of items) found.push({ day, title: item.title, id: item.id });
  }
  return found;
}
