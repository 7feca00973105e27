import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../../disk/index.ts';

/**
 * When each feed was last asked, in the disposable cache: so that a run without news leaves `_data` as it is. If the
 * file is lost, feeds are asked once too early, and conditionally.
 */
const file = 'asked.json';

/** Feed id → RFC 3339. */
export type Asked = Map<string, string>;

export async function readAsked(dir: string): Promise<Asked> {
  try {
    const value: unknown = JSON.parse(await readFile(join(dir, file), 'utf8'));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
    const pairs = Object.entries(value).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    );
    return new Map(pairs.filter(([, at]) => !Number.isNaN(Date.parse(at))));
  } catch {
    return new Map();
  }
}

export async function writeAsked(dir: string, asked: Asked): Promise<void> {
  const sorted = [...asked].sort(([a], [b]) => (a < b ? -1 : 1));
  await writeWhole(join(dir, file), `${JSON.stringify(Object.fromEntries(sorted), undefined, 1)}\n`);
}
