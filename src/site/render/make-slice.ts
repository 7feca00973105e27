import type { Unit } from '../unit.ts';
import type { PageUnit } from './prepare.ts';
import { type PageRun, runEleventy } from './run-eleventy.ts';

/** What one process makes in one go. */
export interface Slice {
  readonly pages: readonly PageUnit[];
  readonly outputs: readonly Unit[];
}

export async function makeSlice({ pages, outputs }: Slice, run: Omit<PageRun, 'pages'>): Promise<void> {
  if (pages.length > 0) await runEleventy({ ...run, pages });
  for (const unit of outputs) await run.maker.make(unit);
}

/** Ids of its units. */
export function idsOf({ pages, outputs }: Slice): string[] {
  return [...pages.map(({ unit }) => unit.id), ...outputs.map(({ id }) => id)];
}
