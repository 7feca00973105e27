import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type PreviewServer, startPreview } from '../../src/cli/preview-server.ts';
import { copyOfSampleSite, sampleSite } from './sample-site.test-kit.ts';
import { daybookHere, filesOf, makeSite, removeSites, samplePrefix, sampleUrl } from './site.test-kit.ts';

/** `daybook search` over the sample digest. */

const reportSchema = z.object({
  exitCode: z.literal(0),
  total: z.number(),
  partial: z.boolean(),
  corrections: z.record(z.string(), z.string()),
  problems: z.array(z.object({ code: z.string(), text: z.string() })),
  items: z.array(
    z.object({ title: z.string(), permalink: z.string(), access: z.string(), source: z.string() }),
  ),
});

let dir: string;
beforeAll(async () => {
  dir = await sampleSite({ url: sampleUrl });
});
afterAll(removeSites);

async function search(...args: string[]): Promise<z.infer<typeof reportSchema>> {
  const run = await daybookHere(dir, 'search', '--json', ...args);
  expect(run.code, run.stderr).toBe(0);
  return reportSchema.parse(JSON.parse(run.stdout));
}

describe('daybook search', () => {
  it('finds by words in any form, and gives the address of each story in the digest', async () => {
    const { items, total } = await search('swapping', 'flashes');
    expect(items[0]?.title).toBe('Swapping to flash without wearing it out');
    expect(items[0]?.permalink).toMatch(new RegExp(`^${sampleUrl}\\d{4}/\\d\\d/\\d\\d/#`));
    expect(total).toBe(items.length);
  });

  it.each([
    ['source:aarle', (item: { source: string }) => item.source === 'aarle-library'],
    ['is:subscriber', (item: { access: string }) => item.access === 'subscriber'],
    ['intitle:quill -intitle:released', (item: { title: string }) => /quill/i.test(item.title)],
  ])('narrows by %s', async (query, fits) => {
    const { items } = await search('--limit', '100', '--', query);
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter((item) => !fits(item))).toEqual([]);
  });

  it('says what it took for what, and what it did not understand', async () => {
    expect((await search('barometre')).corrections).toEqual({ barometre: 'barometer' });
    const { problems } = await search('is:saved', 'colour:red', '(kernel');
    expect(problems.map(({ code }) => code)).toEqual(['unknownField', 'unclosedParenthesis', 'unknownMark']);
    expect((await search('floppy', 'maintainer', 'zeppelin')).partial).toBe(true);
  });

  it('prints items as text, and words about them on the other channel', async () => {
    const { stdout, stderr } = await daybookHere(dir, 'search', 'river', 'gauge', '--limit', '1');
    expect(stdout).toContain('The river gauge explained');
    expect(stderr).toMatch(/\d+ items? in /);
  });

  it('asks a published site', async () => {
    const started = await startPreview({ dir: join(dir, '_site'), port: 0, prefix: samplePrefix });
    if ('problem' in started) throw new Error(started.problem.why);
    const server: PreviewServer = started;
    const there = await search('river gauge', '--from', server.url, '--allow-private-networks');
    expect(there).toEqual(await search('river gauge'));
    await server.close();
  });

  it('says why there is nothing to ask', async () => {
    const empty = await makeSite('title: T\nurl: https://digest.example/\nfeeds: [https://feed.example/]\n');
    const run = await daybookHere(empty, 'search', 'x');
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining('SEARCH_NO_INDEX')]);
    const broken = await copyOfSampleSite();
    const files = [...(await filesOf(join(broken, '_site'))).keys()];
    for (const name of [/\/records-\d+\.txt$/, /\/segments\.json$/]) {
      for (const path of files.filter((one) => name.test(one)))
        await writeFile(join(broken, '_site', path), '{"docs":');
      const damaged = await daybookHere(broken, 'search', 'x');
      expect([damaged.code, damaged.stderr]).toEqual([1, expect.stringContaining('SEARCH_NO_INDEX')]);
    }
  });
});
