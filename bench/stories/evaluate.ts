import { type DigestItem, groupStories, type StoryReason } from '../../src/digest/index.ts';
import { halfOf, itemOf, type Labelled, readLabelled } from './labelled.ts';

interface Tally {
  items: number;
  truePairs: number;
  foundPairs: number;
  rightPairs: number;
  bcubedPrecision: number;
  bcubedRecall: number;
}

interface Pair {
  readonly first: Labelled;
  readonly second: Labelled;
}

const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const files = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const labelled = files.flatMap(readLabelled);
const lastDate =
  labelled
    .map(({ date }) => date)
    .sort()
    .at(-1) ?? '';
/** The half that is looked at: the one for tuning, unless the other is asked for. */
const half = options.includes('--held-out') ? 1 : 0;
const reasons = new Map<string, StoryReason>();

/** Each item's cluster, by the key of its story or its own. */
function clusters(items: readonly DigestItem[]): Map<string, string> {
  const found = new Map(items.map(({ key }) => [key, key]));
  for (const story of groupStories(items))
    for (const { item, reason } of story.members) {
      found.set(item.key, story.key);
      reasons.set(item.key, reason);
    }
  return found;
}

function* pairsBy(nameOf: (item: Labelled) => string | undefined): Generator<Pair> {
  const groups = new Map<string, Labelled[]>();
  for (const item of labelled) {
    const name = nameOf(item);
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  for (const members of groups.values())
    for (const [at, first] of members.entries())
      for (const second of members.slice(at + 1)) yield { first, second };
}

/** Without tracking parameters. */
function addressesOf({ url, external_url, links }: Labelled): string[] {
  return [url, external_url, ...links].flatMap((one) => one?.replace(/[?#].*$/, '') ?? []);
}

function shareAddress({ first, second }: Pair): boolean {
  const addresses = new Set(addressesOf(first));
  return addressesOf(second).some((address) => addresses.has(address));
}

function measure(
  found: ReadonlyMap<string, string>,
  sliceOf: (item: Labelled) => string,
  isCounted: (pair: Pair) => boolean = () => true,
): { tallies: Map<string, Tally>; wrong: Pair[]; missed: Pair[] } {
  const tallies = new Map<string, Tally>();
  const tally = (item: Labelled): Tally => {
    const slice = sliceOf(item);
    const known = tallies.get(slice);
    if (known) return known;
    const made = {
      items: 0,
      truePairs: 0,
      foundPairs: 0,
      rightPairs: 0,
      bcubedPrecision: 0,
      bcubedRecall: 0,
    };
    tallies.set(slice, made);
    return made;
  };
  const truth = (item: Labelled): string => item.group ?? item.id;
  const [wrong, missed]: [Pair[], Pair[]] = [[], []];
  // A pair counts for the slice of its later item: that is the one that was decided.
  for (const pair of pairsBy(({ id }) => found.get(id))) {
    if (halfOf(pair.second) !== half || !isCounted(pair)) continue;
    const isRight = truth(pair.first) === truth(pair.second);
    tally(pair.second).foundPairs += 1;
    if (isRight) tally(pair.second).rightPairs += 1;
    else wrong.push(pair);
  }
  for (const pair of pairsBy(truth)) {
    if (halfOf(pair.second) !== half || !isCounted(pair)) continue;
    tally(pair.second).truePairs += 1;
    if (found.get(pair.first.id) !== found.get(pair.second.id)) missed.push(pair);
  }
  for (const item of labelled) {
    if (halfOf(item) !== half) continue;
    const cluster = labelled.filter(({ id }) => found.get(id) === found.get(item.id));
    const group = labelled.filter((other) => truth(other) === truth(item));
    const both = cluster.filter((other) => truth(other) === truth(item)).length;
    const sums = tally(item);
    sums.items += 1;
    sums.bcubedPrecision += both / cluster.length;
    sums.bcubedRecall += both / group.length;
  }
  return { tallies, wrong, missed };
}

const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3));

function printTable(heading: string, tallies: ReadonlyMap<string, Tally>): void {
  console.log(`\n| ${heading} | items | true pairs | found | precision | recall | B-cubed F1 |`);
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const [slice, sums] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [precision, recall] = [sums.bcubedPrecision / sums.items, sums.bcubedRecall / sums.items];
    const f1 = ((2 * precision * recall) / (precision + recall)).toFixed(3);
    const { items, truePairs, foundPairs, rightPairs } = sums;
    console.log(
      `| ${slice} | ${items} | ${truePairs} | ${foundPairs} | ${share(rightPairs, foundPairs)} | ${share(rightPairs, truePairs)} | ${f1} |`,
    );
  }
}

function printPairs(heading: string, pairs: readonly Pair[]): void {
  console.log(`\n${heading}: ${pairs.length}`);
  for (const { first, second } of pairs) {
    const reason = reasons.get(second.id);
    const why =
      reason && 'words' in reason ? `${reason.kind} ${reason.words.join(', ')}` : (reason?.kind ?? '–');
    console.log(`  ${first.id} (${first.why}) · ${second.id} (${second.why}) · ${why}`);
    console.log(`    ${first.title} | ${second.title}`);
  }
}

const modes: (readonly [string, (item: Labelled) => string])[] = [
  ['seen as published', (item) => item.date],
  ['all in one first fetch', () => lastDate],
];
for (const [name, first_seen] of modes) {
  console.log(`\n## ${half === 1 ? 'Held out' : 'Tuned on'}, ${name}`);
  const items = labelled.map((item) => itemOf(item, first_seen(item)));
  const found = clusters(items);
  const { tallies, wrong, missed } = measure(found, () => 'all');
  printTable('', tallies);
  printTable(
    '',
    measure(
      found,
      () => 'without a shared address',
      (pair) => !shareAddress(pair),
    ).tallies,
  );
  const languages = (pair: Pair) =>
    pair.first.language === pair.second.language ? 'one language' : 'two languages';
  for (const name of ['one language', 'two languages'])
    printTable(
      '',
      measure(
        found,
        () => name,
        (pair) => !shareAddress(pair) && languages(pair) === name,
      ).tallies,
    );
  printTable('language', measure(found, ({ language }) => language).tallies);
  printTable('kind', measure(found, ({ why }) => why).tallies);
  if (options.includes('--pairs')) {
    printPairs('Joined and should not be', wrong);
    printPairs('Apart and should not be', missed);
  }
}
