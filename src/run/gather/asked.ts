import { join } from 'node:path';
import { readJson, writeWhole } from '../../disk/index.ts';
import { textFields } from '../../model/record.ts';
import { sortedByKey } from '../../model/sorted.ts';

/**
 * When each feed was last asked, in the disposable cache: so that a run without news leaves `_data` as it is. If the
 * file is lost, feeds are asked once too early, and conditionally.
 */
const file = 'asked.json';

/** Feed id → RFC 3339. */
export type Asked = Map<string, string>;

export async function readAsked(dir: string): Promise<Asked> {
  const moments = textFields(await readJson(join(dir, file)));
  return new Map(moments.filter(([, at]) => !Number.isNaN(Date.parse(at))));
}

/** Keeps it where the disk lets it: what was fetched is in the archive, and the run goes on. */
export async function writeAsked(dir: string, asked: Asked): Promise<void> {
  const text = `${JSON.stringify(Object.fromEntries(sortedByKey(asked)), undefined, 1)}\n`;
  await writeWhole(join(dir, file), text).catch(() => undefined);
}
