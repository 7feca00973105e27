import { defined } from '../model/defined.ts';
import type { Day, FeedConfig, Rule } from '../model/types.ts';
import type { RuleSubject } from './rule-conditions.ts';
import { type RuleClock, traceRules } from './rules.ts';

/** What one rule did to the items of an archive. */
export interface RuleFinding {
  /** `daybook.yaml, rules[0]`, or `built in`. */
  readonly where: string;
  /** Items that it applies to. */
  readonly matches: number;
  /** Items that it would apply to, had not an earlier rule hidden them. */
  readonly covered: number;
  /** The earlier rules that did, by their `where`. */
  readonly coveredBy: readonly string[];
  readonly first?: Day;
  readonly last?: Day;
  /** Titles of a few items that it applies to, as their feeds gave them, the earliest first. */
  readonly examples: readonly string[];
  /**
   * `works`; `covered`: everything it could match is hidden before it; `never`: no item is like what it looks for.
   */
  readonly state: 'works' | 'covered' | 'never';
}

/** Takes items one by one, in the archive's order; memory does not grow with them. */
interface RulesAudit {
  readonly add: (subject: RuleSubject, feed: FeedConfig | undefined) => void;
  readonly findings: () => readonly RuleFinding[];
}

const maxExamples = 3;

interface Tally {
  matches: number;
  covered: number;
  readonly coveredBy: Set<number>;
  first?: Day;
  last?: Day;
  readonly examples: string[];
}

function count(tally: Tally, { item, day }: RuleSubject): void {
  tally.matches += 1;
  if (tally.first === undefined || day < tally.first) tally.first = day;
  if (tally.last === undefined || day > tally.last) tally.last = day;
  if (tally.examples.length < maxExamples) tally.examples.push(item.title ?? item.url ?? item.id);
}

function stateOf({ matches, covered }: Tally): RuleFinding['state'] {
  if (matches > 0) return 'works';
  return covered > 0 ? 'covered' : 'never';
}

/** Tells what each rule matches, which never do, and which come too late. */
export function auditRules(rules: readonly Rule[], clock: RuleClock): RulesAudit {
  const trace = traceRules(rules, clock);
  const tallies = rules.map((): Tally => ({ matches: 0, covered: 0, coveredBy: new Set(), examples: [] }));
  return {
    add: (subject, feed) => {
      const { matched, covered, hiddenBy } = trace(subject, feed);
      for (const at of matched) {
        const tally = tallies[at];
        if (tally) count(tally, subject);
      }
      for (const at of covered) {
        const tally = tallies[at];
        if (!tally || hiddenBy === undefined) continue;
        tally.covered += 1;
        tally.coveredBy.add(hiddenBy);
      }
    },
    findings: () =>
      tallies.map((tally, at) => ({
        where: rules[at]?.where ?? '',
        matches: tally.matches,
        covered: tally.covered,
        coveredBy: [...tally.coveredBy].sort((a, b) => a - b).map((by) => rules[by]?.where ?? ''),
        ...defined({ first: tally.first, last: tally.last }),
        examples: tally.examples,
        state: stateOf(tally),
      })),
  };
}
