import { remembered } from '../../model/remember.ts';
import { type ThreadKind, threadKinds, threadNamed } from '../content/threads.ts';
import type { Changes } from '../content/update-ledger.ts';
import { freedDays } from '../editions/freed.ts';
import { shortHash } from '../hash.ts';
import type { Site } from '../site.ts';

/** Tells the states of an input apart, by its name: `neighbours:day/2026-05-18`, `source:lwn`. */
export type VersionOf = (input: string) => string;

/** Inputs whose changes the ledger knows: they have no version of their own. */
const ledgerInput = /^(?:day|hour|count|heads|thread|part|story):/;

const own = 'own:';

/** The input that a publisher's own file is for a unit in whose place it stands. */
export function ownFile(path: string): string {
  return `${own}${path}`;
}

/** Versions with those of the publisher's own files: whether one is there. */
export function withOwnFiles(versionOf: VersionOf, paths: Pick<ReadonlySet<string>, 'has'>): VersionOf {
  return (input) => (input.startsWith(own) ? String(paths.has(input.slice(own.length))) : versionOf(input));
}

/** Whether an input is told by the ledger's changes. */
export function isOfLedger(input: string): boolean {
  return ledgerInput.test(input);
}

/** Whether an input of the ledger is another one than when pages were made of it. */
export function isLedgerChange(input: string, changes: Changes): boolean {
  return changes === 'all' || changes.has(input);
}

/** Kinds of inputs that are parts of a thread's head: its name, its years. */
const ofHead: ReadonlySet<string> = new Set(['name', 'years', 'year', 'before']);

/** Whether an input can be another one than it was, by what the ledger says has changed. */
function mayChange(input: string, changes: Changes): boolean {
  const at = input.indexOf(':');
  if (changes === 'all' || !ofHead.has(input.slice(0, at))) return true;
  const slug = input.indexOf('/', at);
  const rest = input.indexOf('/', slug + 1);
  return changes.has(`head:${input.slice(at + 1, rest === -1 ? undefined : rest)}`);
}

/** The version of an input as it is now; `before` is what it was at the last rendering, where it was known then. */
export type VersionSince = (input: string, before: string | undefined) => string;

/** Asks only for what may have changed: a large site has half a million inputs. */
export function versionSince(versionOf: VersionOf, changes: Changes): VersionSince {
  return (input, before) => (before === undefined || mayChange(input, changes) ? versionOf(input) : before);
}

/** JSON of values that hold maps and sets. */
function textOf(value: unknown): string {
  const plain = (_key: string, part: unknown): unknown =>
    part instanceof Map || part instanceof Set ? [...part] : part;
  return JSON.stringify(value, plain) ?? '';
}

type Look = (id: string) => unknown;

const ofThread =
  (look: (thread: ReturnType<typeof threadNamed<ThreadKind>>) => unknown): Look =>
  (id) =>
    look(threadNamed(id, threadKinds));

/** What is cheap to ask the ledger for, whatever its size. */
function ledgerLooks({ ledger }: Site): Readonly<Record<string, Look>> {
  let days: string | undefined;
  return {
    days: () => {
      days ??= shortHash(ledger.days.join());
      return days;
    },
    has: ledger.hasDay,
    calendar: ledger.daysOf,
    newest: (kind) => (kind === 'week' || kind === 'month' ? ledger.newest(kind) : ledger.newest('day')),
    neighbours: (id) => {
      const [kind, edition = ''] = id.split('/');
      return kind === 'day' || kind === 'week' || kind === 'month'
        ? ledger.neighbours(kind, edition)
        : undefined;
    },
    name: ofThread(({ kind, slug }) => ledger.nameOf(kind, slug)),
    years: ofThread(({ kind, slug }) => ledger.years(kind, slug).map(({ year }) => year)),
    year: ofThread(({ kind, slug, rest }) => {
      const { n, months = [] } = ledger.yearOf(kind, slug, rest) ?? {};
      return months.length === 0 ? '' : [n, months];
    }),
    before: ofThread(({ kind, slug, rest }) => ledger.partBefore(kind, slug, rest)),
    alias: ledger.aliasOf,
    freed: (day) => freedDays(day, ledger).map((one) => ledger.threads('freed').get(one)?.state),
    edited: (id) => (id === '' ? ledger.edits.editions : ledger.edits.editions.get(id)),
    subscribers: () => ledger.hasSubscribers,
    arrival: () => ledger.newestArrival,
  };
}

/** What of a source has versions of its own. */
const apart = { record: undefined, portrait: undefined };

/** Single things: settings, sources, the clock. */
function siteLooks(site: Site): Readonly<Record<string, Look>> {
  return {
    clock: () => site.now,
    past: (instant) => site.isPast(instant),
    'first-day': () => site.firstDay,
    feeds: () => site.config.feeds,
    'own-pages': () => [...site.ownPages.keys()],
    source: (id) => ({ ...site.sources.get(id), ...apart }),
    sources: () => [...site.sources.values()].map((source) => ({ ...source, ...apart })),
    portrait: (id) => site.sources.get(id)?.portrait,
    begun: (id) => site.firstDayOf(id),
    quiet: (id) => site.isQuiet(id),
    record: (id) => site.sources.get(id)?.record,
    'new-sources': (id) => (id === '' ? site.newSources : site.newSources.get(id)),
    image: (address) => site.images?.copyOf(address, (path) => path),
  };
}

/**
 * The versions of what pages and outputs are made from, but for what the ledger itself says. A version is the same as
 * long as the thing is, over all runs, and is found when it is asked for.
 */
export function versionsOf(site: Site): VersionOf {
  const looks = { ...ledgerLooks(site), ...siteLooks(site) };
  return remembered((input) => {
    const at = input.indexOf(':');
    const kind = at === -1 ? input : input.slice(0, at);
    const text = textOf(looks[kind]?.(at === -1 ? '' : input.slice(at + 1)));
    // Short texts are their own versions.
    return text.length <= 24 ? text : shortHash(text);
  });
}
