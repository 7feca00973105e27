import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withIds } from '../src/archive/index.ts';
import { readFeed } from '../src/run/gather/read-feed.ts';

/** Renew with `DAYBOOK_GOLDEN=write npx vitest run test/examples.test.ts`, and read the difference. */
const examples = join(import.meta.dirname, '..', 'examples', 'feeds');
const golden = join(import.meta.dirname, 'golden');
const now = '2026-05-18T18:00:00Z';

describe('each sample feed reads as its golden file says', async () => {
  for (const name of (await readdir(examples)).sort()) {
    it(name, async () => {
      const body = await readFile(join(examples, name));
      const answer = readFeed({ body, url: `https://example.org/feeds/${name}`, headers: {} });
      if (answer.kind === 'refused') throw new Error(answer.problem.why);
      const feed = { ...answer.feed, items: withIds(answer.feed.items, now), _repairs: answer.repairs };
      const text = `${JSON.stringify(feed, undefined, 1)}\n`;
      const file = join(golden, `${name}.json`);
      if (process.env.DAYBOOK_GOLDEN === 'write') await writeFile(file, text);
      expect(text).toBe(await readFile(file, 'utf8'));
    });
  }
});
