import { cp, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import {
  daybookHere,
  type FeedServer,
  feedAnswer,
  filesOf,
  makeSite,
  removeSites,
  serveFeeds,
} from './site.test-kit.ts';

/** An item of a test's feed. */
export interface Told {
  readonly n: number;
  /** `2026-05-18` */
  readonly day: string;
  readonly tag?: string;
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May'];

function rssDate(day: string, n: number): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date} ${monthNames[Number(month) - 1]} ${year} 0${n % 10}:30:00 GMT`;
}

/** A feed with these items. Texts are as long as paragraphs, so that pages show bodies. */
export function rssOf(title: string, items: readonly Told[]): string {
  const list = items.map(
    ({ n, day, tag = 'kernel' }) =>
      `<item><title>${title} report ${n}</title><link>https://${title.toLowerCase()}.example/${n}</link>` +
      `<guid isPermaLink="false">${title}-${n}</guid><pubDate>${rssDate(day, n)}</pubDate><author>Ada ${tag}</author>` +
      `<category>${tag}</category><description>The whole text of ${title} number ${n}, as its feed has it. ${'Much is told of it there. '.repeat(30)}The end of ${title} ${n}.</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>The ${title}</title><link>https://${title.toLowerCase()}.example/</link><description>d</description>${list.join('')}</channel></rss>`;
}

const days = ['2026-05-14', '2026-05-15', '2026-05-16', '2026-05-17'] as const;

/** Alpha and Beta have items on all days, Gamma on the first alone. */
export const feedsAtFirst = {
  alpha: days.map((day, n): Told => ({ n, day })),
  beta: days.map((day, n): Told => ({ n, day, tag: 'harvest' })),
  gamma: [{ n: 1, day: days[0], tag: 'harvest' }],
} satisfies Record<string, readonly Told[]>;

export type Feeds = Readonly<Record<keyof typeof feedsAtFirst, readonly Told[]>>;

/** A site folder that reads three feeds from a server of its own. */
export interface SmallSite {
  readonly dir: string;
  readonly server: FeedServer;
  /** What the server answers from now on. */
  readonly serve: (feeds: Partial<Feeds>, change?: (xml: string) => string) => void;
  readonly run: (now: string, ...args: string[]) => ReturnType<typeof daybookHere>;
  /** Runs a command that must succeed; answers with its report. */
  readonly report: (now: string, ...args: string[]) => Promise<Report>;
  readonly close: () => Promise<void>;
}

interface ReportedProblem {
  readonly code: string;
  readonly what: string;
  readonly where: string;
  readonly why: string;
  readonly fix: string;
  readonly kept?: string;
}

export interface Report {
  readonly problems: readonly ReportedProblem[];
  readonly render: { readonly removed: number; readonly written: number; readonly rendered: number };
  readonly [more: string]: unknown;
}

export const firstNow = '2026-05-18T10:00:00Z';

function configOf(url: string, more: string): string {
  return `title: Small
url: https://small.example/
fetch: { allowPrivateNetworks: true }
sections: [{ id: core, title: Core }]
feeds:
  - { url: "${url}/alpha.xml", id: alpha, section: core }
  - { url: "${url}/beta.xml", id: beta }
  - { url: "${url}/gamma.xml", id: gamma }
${more}`;
}

/** Makes it and builds it once, at `firstNow`. */
export async function smallSite(more = ''): Promise<SmallSite> {
  const answers: Record<string, ReturnType<typeof feedAnswer>> = {};
  const serve: SmallSite['serve'] = (feeds, change = (xml) => xml) => {
    for (const [id, items] of Object.entries(feeds))
      answers[`/${id}.xml`] = feedAnswer(change(rssOf(id[0]?.toUpperCase() + id.slice(1), items)));
  };
  serve(feedsAtFirst);
  const server = await serveFeeds(answers);
  const dir = await makeSite(configOf(server.url, more));
  const run: SmallSite['run'] = (now, ...args) => daybookHere(dir, ...args, '--now', now);
  const report: SmallSite['report'] = async (now, ...args) => {
    const { code, stdout, stderr } = await run(now, ...args, '--json');
    if (code !== 0) throw new Error(`${args.join(' ')} gave ${code}: ${stderr}`);
    return JSON.parse(stdout);
  };
  await report(firstNow, 'build');
  return { dir, server, serve, run, report, close: () => server.close() };
}

export function dayFile(dir: string, day: string): string {
  return join(dir, '_data', 'archive', day.slice(0, 4), day.slice(5, 7), `${day}.json`);
}

/** The bytes of the site's files, by path. */
export function siteOf({ dir }: Pick<SmallSite, 'dir'>): Promise<Map<string, string>> {
  return filesOf(join(dir, '_site'));
}

/** Bytes and times of all files below a folder: a file that was written again has another time. */
export async function stampsOf(dir: string): Promise<Map<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const stamps = new Map<string, string>();
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const { mtimeMs, ino } = await stat(path);
    stamps.set(relative(dir, path), `${mtimeMs} ${ino} ${await readFile(path, 'latin1')}`);
  }
  return stamps;
}

/** Paths of files that are not the same in both. */
export function differing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...one.keys(), ...other.keys()]);
  return [...paths].filter((path) => one.get(path) !== other.get(path)).sort();
}

/** A time that a file can be given back exactly. */
const wholeSecond = 1_000_000_000;

/** Gives a file a time that can be told again. */
export function settle(file: string): Promise<void> {
  return utimes(file, wholeSecond, wholeSecond);
}

/** Writes over a file that was settled, and gives it back its time. */
export async function overwriteUnseen(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, 'utf8')));
  await settle(file);
}

/** Without the file that says when feeds were read: it differs after every fetch. */
export function healthApart(paths: readonly string[]): string[] {
  return paths.filter((path) => path !== 'health.json');
}

/** The site as a folder gives it that knows nothing of earlier renderings. */
export async function madeAnew({ dir }: Pick<SmallSite, 'dir'>, now: string): Promise<Map<string, string>> {
  const other = await makeSite(await readFile(join(dir, 'daybook.yaml'), 'utf8'));
  await cp(join(dir, '_data'), join(other, '_data'), { recursive: true });
  const { code, stderr } = await daybookHere(other, 'render', '--now', now, '--quiet');
  if (code !== 0) throw new Error(stderr);
  return siteOf({ dir: other });
}

/** Which feeds were asked since the last call, and whether with a validator. */
export function askedOf({ server }: Pick<SmallSite, 'server'>): Record<string, boolean> {
  const asked = server.asked.splice(0).map(({ path, headers }): [string, boolean] => {
    const has = headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined;
    return [path.slice(1, -4), has];
  });
  return Object.fromEntries(asked);
}

/** What tells that a day's items are lost. */
export function lostOf(day: string, count: string): Report['problems'][number] {
  return {
    code: 'LEDGER_ITEMS_LOST',
    what: `The archive no longer has ${count} of ${day}.`,
    where: `_data/archive/${day.slice(0, 4)}/${day.slice(5, 7)}/${day}.json`,
    why: 'The file of that day is gone, damaged, or an older one; nobody asked for the items to be removed.',
    fix: 'Bring the file back from a copy or from version control, or let the next runs read the items again.',
    kept: 'Their pages and their places in lists stay as they were published.',
  };
}

/** A small site for each test of a file. */
export function smallSites(): { readonly newSite: typeof smallSite; readonly close: () => Promise<void> } {
  const open: SmallSite[] = [];
  return {
    newSite: async (more = '') => {
      const site = await smallSite(more);
      open.push(site);
      return site;
    },
    close: async () => {
      for (const site of open.splice(0)) await site.close();
      await removeSites();
    },
  };
}
