import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testRuns } from '../../model/test-runs.test-kit.ts';
import type { EditorFile, Rule, StoryPlace } from '../../model/types.ts';
import type { FeedRecord } from '../content/feed-record.ts';
import { memoryStore } from '../content/store.test-kit.ts';
import { type TestItem, testFeed, updatedSite } from '../outputs/site.test-kit.ts';
import { type BuildRecord, filesIn, parseRecord } from './build-record.ts';
import { nextRecord } from './next-record.ts';
import { makeRenderer } from './nunjucks.ts';
import { testAssets } from './pages.test-kit.ts';
import { outputsOf, pageUnits } from './prepare.ts';
import { unitMaker } from './unit-maker.ts';
import { versionSince, versionsOf } from './versions.ts';
import { dirtyUnits, withExtras } from './what-changed.ts';

const days = ['2025-12-30', '2026-04-30', '2026-05-04', '2026-05-11', '2026-05-17', '2026-05-18'] as const;
const feeds = ['alpha', 'beta', 'gamma'] as const;
const words = ['kernel', 'lantern', 'court', 'harvest'] as const;

interface Told {
  readonly n: number;
  readonly feed: (typeof feeds)[number];
  readonly day: (typeof days)[number];
  readonly word: (typeof words)[number];
  readonly text: string;
}

/** All that a site is made of. */
interface Digest {
  readonly items: ReadonlyMap<number, Told>;
  readonly rules: readonly Rule[];
  readonly feeds: readonly (typeof feeds)[number][];
  readonly renamed: boolean;
  /** Whether it turned out that two stories are one. */
  readonly joined: boolean;
  readonly editors: readonly EditorFile[];
  readonly nowMs: number;
}

/** Every fifth item is in one story; those of the second can be joined with the first. */
function storyOf(n: number, isJoined: boolean): StoryPlace {
  const key = `k${n % 5}`;
  const reason = { kind: n % 5 === n ? 'first' : 'links-to-it' } as const;
  if (!isJoined || n % 5 !== 1) return { key, reason };
  return { key: 'k0', reason: { kind: 'same-title' }, was: [key] };
}

function itemOf({ n, feed, day, word, text }: Told, isJoined: boolean): TestItem {
  return {
    key: `k${n}`,
    feed,
    day,
    title: `The ${word} of ${text}`,
    html: `<p>A body on ${word}: ${text}. ${'More is said of it. '.repeat(n % 2 === 0 ? 20 : 1)}</p>`,
    authors: [{ name: `Ada ${word}` }],
    tags: n % 3 === 0 ? [word, word.toUpperCase()] : [word],
    ...(n % 4 === 0 && { language: 'fr' }),
    extras: {
      story: storyOf(n, isJoined),
      ...(n % 7 === 3 && { access: 'subscriber' }),
      ...(n % 6 === 5 && { backlog: true }),
      ...(text === 'autumn' && { revised: `${day}T15:00:00Z` }),
    },
  };
}

const inputOf = (digest: Digest) => ({
  config: {
    feeds: digest.feeds.map((id) =>
      testFeed(id, id === 'alpha' ? { section: 'core', freeAfterMs: 3 * 86_400_000 } : {}),
    ),
    rules: digest.rules,
    outputs: {
      mail: false,
      shareImages: false,
      searchFiles: 'small' as const,
      feeds: {
        home: ['atom'],
        editions: ['json'],
        section: ['atom'],
        view: ['atom'],
        source: ['atom'],
        topic: ['json'],
        author: ['atom'],
        story: ['atom'],
      } as const,
      feedArchive: true,
      topicFeeds: 'summary' as const,
      archive: false,
    },
  },
  items: [...digest.items.values()].map((item) => itemOf(item, digest.joined)),
  records: new Map<string, FeedRecord>(digest.renamed ? [['alpha', { face: { title: 'Alpha anew' } }]] : []),
  now: new Date(digest.nowMs).toISOString(),
  editors: digest.editors,
});

/** A folder that is kept from one rendering to the next, in memory. */
class Folder {
  readonly #store = memoryStore();
  #last: BuildRecord | undefined;
  /** Every second time, numbers of inputs are looked through. */
  #turn = 50;
  files: ReadonlyMap<string, string> = new Map();

  /** Renders what changed; a run that is killed writes some of its files, and remembers nothing of them. */
  async render(digest: Digest, killedAfter = Number.POSITIVE_INFINITY): Promise<void> {
    const { site, updated } = await updatedSite(inputOf(digest), this.#store, this.#last?.head.ledger);
    const render = makeRenderer(site, testAssets, '/nowhere');
    const parts = { site, assets: testAssets, render, share: undefined };
    const context = {
      searchScript: '/search.js',
      searchLater: '/search-later.js',
      searchStemmers: {},
      searchFirst: [],
    };
    const units = [...pageUnits({ ...parts, context }).map(({ unit }) => unit), ...outputsOf(parts)].filter(
      // The worker's script and the indexes of search are made elsewhere.
      ({ id }) => id !== '/sw.js' && id !== 'schemas' && !id.includes('search'),
    );
    const versionOf = withExtras(units, versionsOf(site));
    const common = { config: JSON.stringify([digest.rules, site.ledger.hasSubscribers]) };
    const plan = { units, last: this.#last, common, versionOf, changes: updated.changes, all: false };
    const dirty = dirtyUnits(plan);
    const files = new Map(this.files);
    const maker = unitMaker(site, async (path, content) => {
      files.set(path, String(content));
      return { size: 0, mtimeMs: 0, hash: '' };
    });
    let left = killedAfter;
    for (const unit of units) if (dirty.has(unit.id) && left-- > 0) await maker.make(unit);
    if (killedAfter < Number.POSITIVE_INFINITY) {
      this.files = files;
      return;
    }
    const made = maker.records();
    const kept = units.flatMap(({ id }) => (dirty.has(id) ? [] : (this.#last?.lines.get(id) ?? [])));
    const head = { common, turn: this.#turn, ledger: updated.version, own: [], others: [] };
    const since = versionSince(versionOf, updated.changes);
    const next = nextRecord(head, { last: this.#last, kept, keptFiles: 0, made, versionSince: since });
    this.#turn = this.#turn === 50 ? 51 : 50;
    // As the next run will read it.
    this.#last = parseRecord(next);
    const lines = [...(this.#last?.lines.values() ?? [])];
    const paths = new Set(lines.flatMap((line) => filesIn(line).map(([path]) => path)));
    this.files = new Map([...files].filter(([path]) => paths.has(path)).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** Paths of files that are not the same in both, with the beginning of what differs. */
function differing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((path) => {
    const [a, b] = [one.get(path), other.get(path)];
    if (a === b) return [];
    let at = 0;
    while (a !== undefined && b !== undefined && a[at] === b[at]) at++;
    const part = (text: string | undefined): string => text?.slice(Math.max(0, at - 60), at + 80) ?? 'absent';
    return [`${path}\n is ${part(a)}\n and should be ${part(b)}`];
  });
}

type Change = (digest: Digest) => Digest;

const told = fc.record({
  n: fc.nat(14),
  feed: fc.constantFrom(...feeds),
  day: fc.constantFrom(...days),
  word: fc.constantFrom(...words),
  text: fc.constantFrom('spring', 'summer', 'autumn'),
});

const matches = (field: 'tag' | 'title', text: string): Rule['if'] => ({
  kind: 'field',
  field,
  any: [{ kind: 'text', text }],
});
const rule = fc
  .tuple(fc.constantFrom(...words), fc.constantFrom('drop', 'label', 'pin'))
  .map(([word, what]): readonly Rule[] => [
    what === 'drop'
      ? { where: '', if: matches('tag', word), do: { drop: true } }
      : { where: '', if: matches('title', word), do: what === 'pin' ? { pin: true } : { labels: ['noted'] } },
  ]);

const named = (name: string) => ({ name, where: 'editions' });
const editor = fc
  .record({
    edition: fc.constantFrom('2026-05-18', '2026-05-17', '2026-w21', '2026-05'),
    lead: fc.option(fc.nat(14), { nil: undefined }),
    drop: fc.array(fc.nat(14), { maxLength: 2 }),
    merge: fc.array(fc.array(fc.nat(14), { minLength: 2, maxLength: 3 }), { maxLength: 1 }),
    split: fc.array(fc.nat(14), { maxLength: 1 }),
    text: fc.constantFrom('', 'An introduction.'),
  })
  .map(
    ({ edition, lead, drop, merge, split, text }): EditorFile => ({
      edition,
      authors: [],
      ...(lead !== undefined && { lead: named(`k${lead}`) }),
      pin: [],
      drop: drop.map((n) => named(`k${n}`)),
      notes: [],
      merge: merge.map((group) => group.map((n) => named(`k${n}`))),
      split: split.map((n) => named(`k${n}`)),
      text,
    }),
  );

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 9,
    arbitrary: told.map(
      (item): Change =>
        (digest) => ({
          ...digest,
          items: new Map([...digest.items, [item.n, item]]),
        }),
    ),
  },
  {
    weight: 5,
    arbitrary: fc.nat(14).map(
      (n): Change =>
        (digest) => ({
          ...digest,
          items: new Map([...digest.items].filter(([key]) => key !== n)),
        }),
    ),
  },
  {
    weight: 2,
    arbitrary: rule.map(
      (rules): Change =>
        (digest) => ({ ...digest, rules }),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Change>((digest) => ({ ...digest, rules: [] })) },
  {
    weight: 3,
    arbitrary: editor.map(
      (file): Change =>
        (digest) => ({
          ...digest,
          editors: [...digest.editors.filter(({ edition }) => edition !== file.edition), file],
        }),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Change>((digest) => ({ ...digest, editors: [] })) },
  { weight: 1, arbitrary: fc.constant<Change>((digest) => ({ ...digest, renamed: !digest.renamed })) },
  { weight: 3, arbitrary: fc.constant<Change>((digest) => ({ ...digest, joined: !digest.joined })) },
  {
    weight: 1,
    arbitrary: fc.constant<Change>((digest) => ({
      ...digest,
      feeds: digest.feeds.length === 3 ? ['alpha', 'beta'] : [...feeds],
    })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(3_600_000, 86_400_000, 5 * 86_400_000).map(
      (ms): Change =>
        (digest) => ({
          ...digest,
          nowMs: digest.nowMs + ms,
        }),
    ),
  },
);

const begin: Digest = {
  items: new Map(),
  rules: [],
  feeds: ['alpha', 'beta'],
  renamed: false,
  joined: false,
  editors: [],
  nowMs: Date.parse('2026-05-18T10:00:00Z'),
};

describe('a site, over a history of items, rules, editors, clocks and kills', () => {
  it('holds byte for byte what one made from nothing holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(told, { minLength: 1, maxLength: 12 }),
        fc.array(
          fc.record({
            changes: fc.array(change, { minLength: 1, maxLength: 3 }),
            killedAfter: fc.option(fc.nat(30), { freq: 4, nil: undefined }),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        async (first, steps) => {
          let digest: Digest = { ...begin, items: new Map(first.map((item) => [item.n, item])) };
          const folder = new Folder();
          await folder.render(digest);
          for (const { changes, killedAfter } of steps) {
            for (const one of changes) digest = one(digest);
            if (killedAfter !== undefined) await folder.render(digest, killedAfter);
            await folder.render(digest);
            const anew = new Folder();
            await anew.render(digest);
            expect(differing(folder.files, anew.files)).toEqual([]);
          }
        },
      ),
      // A history that differs is long enough to be read; making it smaller takes minutes.
      { numRuns: testRuns({ quick: 10, full: 300 }), endOnFailure: true },
    );
  }, 300_000);
});
