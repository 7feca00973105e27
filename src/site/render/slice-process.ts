import { tuneEngine } from '../../model/tune-engine.ts';
import { folderStore, ledgerDir, readOnly } from '../content/store.ts';
import { archiveOf } from '../folder/site-folder.ts';
import { makeSlice } from './make-slice.ts';
import { openOutput } from './output.ts';
import { type Prepared, prepareSite } from './prepare.ts';
import type { Write } from './run-eleventy.ts';
import type { SliceAnswer, SliceFailure, SliceSite } from './slices.ts';
import { unitMaker } from './unit-maker.ts';

// A process that makes slices of a site: it is told the site first, then the units of one slice after the other.
// Who started it makes a slice itself where this fails, and says why it did.

async function ready(site: SliceSite): Promise<Prepared> {
  const { siteDir, config, now, records } = site;
  const prepared = await prepareSite({
    ...{ siteDir, config, now, records },
    archive: archiveOf({ dir: siteDir, config, notices: [] }, now),
    store: readOnly(folderStore(ledgerDir(siteDir))),
  });
  if (prepared.ledgerVersion !== site.ledger) throw new Error('The ledger is another one by now.');
  return prepared;
}

async function answerFor(
  site: SliceSite,
  prepared: Prepared,
  ids: ReadonlySet<string>,
): Promise<SliceAnswer> {
  const { siteDir, outputDir, own } = site;
  const output = await openOutput(outputDir);
  const write: Write = async (path, content) => (own.has(path) ? undefined : output.write(path, content));
  const maker = unitMaker(prepared.site, write);
  const slice = {
    pages: prepared.pages.filter(({ unit }) => ids.has(unit.id)),
    outputs: prepared.outputs.filter(({ id }) => ids.has(id)),
  };
  await makeSlice(slice, { siteDir, outputDir, prepared, maker });
  const { written, unchanged } = await output.finish({ stale: [] });
  return { units: [...maker.records()], written, unchanged };
}

function failure(error: unknown): SliceFailure {
  return { failed: error instanceof Error ? error.message : String(error) };
}

tuneEngine();
process.once('disconnect', () => process.exit());
// Who started it has ended while this was being loaded: what it was told to write may be another run's by now.
if (!process.connected) process.exit();
process.once('message', (site: SliceSite) => {
  const whole = ready(site);
  whole.catch(() => undefined);
  process.on('message', (ids: readonly string[]) => {
    const answer = whole.then((made) => answerFor(site, made, new Set(ids)));
    answer.then(
      (made) => process.send?.(made),
      (error: unknown) => process.send?.(failure(error), () => process.exit(1)),
    );
  });
});
