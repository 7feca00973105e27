import type { PageText } from '../../archive/index.ts';
import { cleanerVersion } from '../../clean/index.ts';
import { downloadAll, pageAccept } from '../../fetch/index.ts';
import { defined } from '../../model/defined.ts';
import type { Day, Problem } from '../../model/types.ts';
import { type FeedReader, makeFeedReader } from '../gather/reader.ts';
import type { SiteRun } from '../site-folder.ts';
import { type Copied, downloading } from './copy-run.ts';
import { type DuePage, type DuePages, duePages } from './due-pages.ts';
import { notWritten } from './not-kept.ts';
import { afterFailure, type PageTries, writeTries } from './page-tries.ts';

/** `fullText`: whose pages are asked for in a run, what is found on them, and what is remembered of those without. */

/** What one run may cost. What is left over waits for the next run. */
const limits = {
  maxPages: 100,
  /** Of one host: a feed that was just added is no reason to read a whole site at once. */
  maxPerHost: 20,
  deadlineMs: 120_000,
  /** Texts are written when so many characters wait. */
  maxWaitingLength: 10_000_000,
} as const;

const terms = {
  accept: pageAccept,
  /** Of a page, on the wire and decompressed. */
  maxBytes: 5_000_000,
  robots: 'heed',
  deadlineMs: limits.deadlineMs,
} as const;

export interface FullTextReport {
  /** Items whose text is that of their page now. */
  readonly taken: number;
  /** Pages that gave no text, by why. */
  readonly failures: ReadonlyMap<string, number>;
  /** Pages that wait for the next run. */
  readonly left: number;
}

/** The pages of this run, by address: several items may share one. */
function pagesOfRun(pages: readonly DuePage[]): Map<string, DuePage[]> {
  const chosen = new Map<string, DuePage[]>();
  const hosts = new Map<string, number>();
  for (const page of pages) {
    const same = chosen.get(page.url);
    if (same) {
      same.push(page);
      continue;
    }
    const { host } = new URL(page.url);
    const count = hosts.get(host) ?? 0;
    if (chosen.size >= limits.maxPages || count >= limits.maxPerHost) continue;
    hosts.set(host, count + 1);
    chosen.set(page.url, [page]);
  }
  return chosen;
}

/** One run: takes texts in, and remembers what gave none. */
class Gathering {
  readonly #run: SiteRun;
  readonly #tries: ReadonlyMap<string, PageTries>;
  readonly #failures = new Map<string, number>();
  #waiting: { readonly page: DuePage; readonly text: PageText }[] = [];
  #waitingLength = 0;
  #taken = 0;

  constructor(run: SiteRun, { tries }: DuePages) {
    this.#run = run;
    this.#tries = tries;
  }

  fail(page: DuePage, code: string): void {
    this.#failures.set(code, (this.#failures.get(code) ?? 0) + 1);
    const tries = this.#tries.get(page.feed.id);
    const { version } = page;
    tries?.set(page.key, afterFailure(tries.get(page.key), { code, version, now: this.#run.now }));
  }

  async take(page: DuePage, html: string): Promise<Problem | undefined> {
    const text = { html, url: page.url, fetched: this.#run.now, cleaner: cleanerVersion };
    this.#waiting.push({ page, text });
    this.#waitingLength += html.length;
    return this.#waitingLength > limits.maxWaitingLength ? this.flush() : undefined;
  }

  async flush(): Promise<Problem | undefined> {
    const waiting = this.#waiting;
    if (waiting.length === 0) return undefined;
    this.#waiting = [];
    this.#waitingLength = 0;
    const texts = new Map<Day, Map<string, PageText>>();
    for (const { page, text } of waiting) {
      const ofDay = texts.get(page.day) ?? new Map<string, PageText>();
      texts.set(page.day, ofDay.set(page.key, text));
    }
    const result = await this.#run.archive.keepTexts(texts);
    if (result.kind === 'failed') return result.problem;
    this.#taken += result.kept.size;
    for (const { page } of waiting) {
      if (result.kept.has(page.key)) this.#tries.get(page.feed.id)?.delete(page.key);
      else this.fail(page, 'PAGE_SAYS_LESS');
    }
    return undefined;
  }

  report(due: number): FullTextReport {
    const failed = [...this.#failures.values()].reduce((sum, count) => sum + count, 0);
    return { taken: this.#taken, failures: this.#failures, left: due - this.#taken - failed };
  }
}

type Body = Extract<
  Awaited<ReturnType<ReturnType<typeof downloadAll>['next']>>['value'],
  { readonly kind: 'body' }
>;

async function readText(
  { body, answered, contentType }: Body,
  page: DuePage,
  reader: FeedReader,
): Promise<{ readonly html: string } | { readonly code: string }> {
  const { select } = page.feed.fullText ?? {};
  const answer = await reader.readPage({
    kind: 'page',
    body,
    url: answered,
    ...defined({ contentType, select, title: page.title }),
  });
  switch (answer.kind) {
    case 'page':
      return { html: answer.html };
    case 'none':
      return { code: answer.code };
    case 'refused':
      return { code: 'PAGE_TOO_COSTLY' };
  }
}

async function gather(run: SiteRun, due: DuePages): Promise<Copied<FullTextReport>> {
  const gathering = new Gathering(run, due);
  const byUrl = pagesOfRun(due.pages);
  const reader = makeFeedReader();
  let problem: Problem | undefined;
  // Pages that take long to read wait like those that take long to come.
  const deadline = AbortSignal.timeout(limits.deadlineMs);
  try {
    for await (const download of downloadAll(byUrl.keys(), downloading(run, terms))) {
      if (download.kind === 'left' || deadline.aborted) continue;
      for (const page of byUrl.get(download.url) ?? []) {
        const read =
          download.kind === 'failed' ? { code: download.code } : await readText(download, page, reader);
        if ('code' in read) gathering.fail(page, read.code);
        else problem ??= await gathering.take(page, read.html);
      }
      if (problem) break;
    }
    problem ??= await gathering.flush();
  } finally {
    await reader.close();
  }
  if (problem) return { problem };
  for (const [feed, tries] of due.tries) await writeTries(run.folder.dir, feed, tries);
  return { report: gathering.report(due.pages.length) };
}

/**
 * Takes texts from the pages of recent items whose feeds ask for that, newest first, within the bounds of a run. Whatever
 * happens, the items are there with what their feeds say. The caller holds the lock.
 */
export async function gatherFullTexts(run: SiteRun): Promise<Copied<FullTextReport>> {
  try {
    const due = await duePages(run);
    return due.pages.length === 0 ? {} : await gather(run, due);
  } catch (error) {
    return { problem: notWritten(error, run.folder.dir) };
  }
}
