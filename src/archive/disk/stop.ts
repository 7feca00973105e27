import type { Problem } from '../../model/types.ts';
import { writeFailed } from '../problems.ts';
import type { Transaction } from './journal.ts';

/** A problem that ends a run, on its way from where it was met to `allOrNothing`, which makes it a value. */
export class Stop extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.what);
    this.problem = problem;
  }
}

export interface Failed {
  readonly kind: 'failed';
  readonly problem: Problem;
}

/**
 * Runs work that stages changes and commits them. Whatever fails ends as a value, with nothing half-done: a full disk,
 * a read-only one, a missing right, a file of a newer Daybook.
 */
export async function allOrNothing<T>(
  transaction: Transaction,
  where: string,
  work: () => Promise<T>,
): Promise<T | Failed> {
  try {
    return await work();
  } catch (error) {
    const problem =
      error instanceof Stop ? error.problem : writeFailed(error, where, transaction.isCommitted());
    await transaction.abort().catch(() => undefined);
    return { kind: 'failed', problem };
  }
}
