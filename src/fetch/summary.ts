import type { FailedResult, FailureCause } from './types.ts';

/** Failures of one cause. */
interface FailureGroup {
  readonly cause: FailureCause;
  /** Their codes, most frequent first. */
  readonly codes: readonly { readonly code: string; readonly count: number }[];
  /** In the order they came. */
  readonly feedIds: readonly string[];
}

/** Groups failures by what they have in common: the largest group first, equal ones by name. */
export function groupFailures(
  failures: Iterable<Pick<FailedResult, 'feedId' | 'cause' | 'problem'>>,
): FailureGroup[] {
  const groups = new Map<FailureCause, { codes: Map<string, number>; feedIds: string[] }>();
  for (const { cause, problem, feedId } of failures) {
    const group = groups.get(cause) ?? { codes: new Map<string, number>(), feedIds: [] };
    groups.set(cause, group);
    group.codes.set(problem.code, (group.codes.get(problem.code) ?? 0) + 1);
    group.feedIds.push(feedId);
  }
  const found = [...groups].map(([cause, { codes, feedIds }]) => ({ cause, codes: byCount(codes), feedIds }));
  return found.sort((a, b) => b.feedIds.length - a.feedIds.length || compare(a.cause, b.cause));
}

function byCount(codes: ReadonlyMap<string, number>): FailureGroup['codes'] {
  const list = [...codes].map(([code, count]) => ({ code, count }));
  return list.sort((a, b) => b.count - a.count || compare(a.code, b.code));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
