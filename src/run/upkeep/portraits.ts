import { hash } from 'node:crypto';
import type { Archive } from '../../archive/index.ts';
import { type DownloadContext, downloadAll, readSiteFile } from '../../fetch/index.ts';
import {
  type Encoder,
  gatherPortraits,
  makeEncoder,
  openPortraits,
  type PortraitReport,
  type PortraitStore,
  type PortraitSubject,
  portraitsDir,
} from '../../images/index.ts';
import type { FeedConfig, Problem } from '../../model/types.ts';
import { readRecords } from '../../site/index.ts';
import type { SiteFolder, SiteRun } from '../site-folder.ts';
import { type Copied, copied, downloading } from './copy-run.ts';
import { duePortraits, isAddress, wantedOf } from './due-portraits.ts';
import { mayAsk } from './may-ask.ts';
import { notKept } from './not-kept.ts';

/** Faces and icons of sources: which are wanted, who is asked for them, and which lie in the site folder. */

/** What one run may cost. What is left over waits for the next run. */
const limits = {
  /** Sources that are asked for. */
  maxSources: 200,
  deadlineMs: 15_000,
  timeoutMs: 5_000,
  /** For one icon, after which the process that decodes it is ended. */
  encodeMs: 5_000,
  /** Of a page or an icon, on the wire and decompressed. */
  maxBytes: 2_000_000,
  maxFileBytes: 5_000_000,
} as const;

async function subjectsOf(due: readonly FeedConfig[], archive: Archive): Promise<PortraitSubject[]> {
  const { records } = await readRecords(
    due.filter((feed) => wantedOf(feed) === undefined).map(({ id }) => id),
    archive,
  );
  const subjects = due.flatMap((feed): PortraitSubject[] => {
    const wanted = wantedOf(feed);
    if (wanted !== undefined) return [{ feed: feed.id, wanted, icons: [] }];
    // Of a feed that was never read nothing is known yet, and nothing is noted.
    const face = records.get(feed.id)?.face;
    if (face === undefined || Object.keys(face).length === 0) return [];
    const home = feed.home ?? face.home_page_url;
    return [
      {
        feed: feed.id,
        icons: (face.icons ?? []).filter((icon) => mayAsk(feed.url, icon)),
        ...(home !== undefined && mayAsk(feed.url, home) && { home }),
      },
    ];
  });
  return subjects.slice(0, limits.maxSources);
}

function settingsOf(run: SiteRun): DownloadContext {
  const terms = { accept: 'image/*, text/html;q=0.9, */*;q=0.1', maxBytes: limits.maxBytes };
  const how = downloading(run, { ...terms, deadlineMs: limits.deadlineMs });
  const timeout = AbortSignal.timeout(limits.deadlineMs);
  return {
    ...how,
    settings: { ...how.settings, timeoutMs: Math.min(how.settings.timeoutMs, limits.timeoutMs) },
    signal: run.signal ? AbortSignal.any([run.signal, timeout]) : timeout,
  };
}

/**
 * Asks for the portraits that are due, within the bounds of a run. `undefined` where there was nothing to ask for. The
 * caller holds the lock. Rejects only when the disk does.
 */
async function askForPortraits(run: SiteRun): Promise<PortraitReport | undefined> {
  const due = await duePortraits(run);
  if (due === undefined) return undefined;
  const { store } = due;
  const subjects = await subjectsOf(due.feeds, run.archive);
  if (subjects.length === 0) return undefined;
  const { linkedIcons } = await import('../../parse/index.ts');
  const encoder = makeEncoder(undefined, limits.encodeMs);
  const settings = settingsOf(run);
  try {
    await encoder.check();
    return await gatherPortraits({
      store,
      subjects,
      download: (urls) => downloadAll(urls, settings),
      iconsOf: (page, url) => linkedIcons(page, url).filter((icon) => mayAsk(url, icon)),
      encode: encoder.encodePortrait,
      now: run.now,
      ...(settings.signal && { signal: settings.signal }),
    });
  } finally {
    await encoder.close();
  }
}

/** The same, whatever happens: the site can be rendered. */
export function copyPortraits(run: SiteRun): Promise<Copied<PortraitReport>> {
  return copied(
    () => askForPortraits(run),
    (error) => notKept(error, portraitsDir(run.folder.dir)),
  );
}

function unreadable(feed: FeedConfig, why: string): Problem {
  return {
    code: 'PORTRAIT_UNREADABLE',
    what: `The face of "${feed.name ?? feed.title ?? feed.id}" cannot be shown.`,
    where: `${feed.where}.face → ${feed.face ?? ''}`,
    why,
    fix: 'Put a PNG, JPEG, WebP, GIF, AVIF or SVG there, or name the right one.',
    kept: 'The picture that was there before, or the initials.',
  };
}

/** As many are reported one by one; more are one message, as after a move from another program. */
const toldAlone = 3;

function together(problems: readonly Problem[]): readonly Problem[] {
  const [first] = problems;
  if (first === undefined || problems.length <= toldAlone) return problems;
  return [
    {
      ...first,
      what: `The faces of ${problems.length} sources cannot be shown.`,
      why: `The first: ${first.why}`,
    },
  ];
}

interface OwnPortrait {
  readonly feed: FeedConfig;
  readonly path: string;
}

async function keepOwn(
  { feed, path }: OwnPortrait,
  { store, encoder, siteDir, now }: { store: PortraitStore; encoder: Encoder; siteDir: string; now: string },
): Promise<Problem | undefined> {
  const read = await readSiteFile(path, { siteDir, maxBytes: limits.maxFileBytes });
  if ('why' in read) return unreadable(feed, read.why);
  const source = hash('sha256', read.bytes, 'hex').slice(0, 32);
  const known = store.find(feed.id);
  if (known?.source === source && known.from === path && known.name !== undefined) return undefined;
  await encoder.check();
  const made = await encoder.encodePortrait(read.bytes, true);
  if (made.kind === 'refused') return unreadable(feed, `It is not a picture that can be read: ${made.code}.`);
  await store.keep(feed.id, { name: made.name, from: path, source, checked: now }, made.bytes);
  return undefined;
}

/**
 * Takes in faces that lie in the site folder, where they are not what they were. Returns those that cannot be read. The
 * caller holds the lock. Never rejects.
 */
export async function keepOwnPortraits({ dir, config }: SiteFolder, now: string): Promise<Problem[]> {
  if (config.sources.icons === false) return [];
  const own = config.feeds.flatMap((feed): OwnPortrait[] =>
    feed.face === undefined || isAddress(feed.face) ? [] : [{ feed, path: feed.face }],
  );
  if (own.length === 0) return [];
  const store = await openPortraits(portraitsDir(dir));
  const encoder = makeEncoder();
  const problems: Problem[] = [];
  try {
    const bad: Problem[] = [];
    for (const one of own) {
      const problem = await keepOwn(one, { store, encoder, siteDir: dir, now });
      if (problem) bad.push(problem);
    }
    problems.push(...together(bad));
    await store.flush();
  } catch (error) {
    problems.push(notKept(error, portraitsDir(dir)));
  } finally {
    await encoder.close();
  }
  return problems;
}
