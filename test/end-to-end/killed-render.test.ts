import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectDir } from './site.test-kit.ts';
import {
  dayFile,
  differing,
  firstNow,
  madeAnew,
  type SmallSite,
  siteOf,
  smallSites,
} from './small-site.test-kit.ts';

const { newSite, close } = smallSites();
afterAll(close);

/** Ends the process at its nth call that changes a file, or counts them. */
const dying = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
let calls = 0;
const watch = (call) => function (...args) {
  if (String(args[0]).includes('.lock')) return call.apply(this, args);
  if (++calls === Number(process.env.DIE_AT)) process.kill(process.pid, 'SIGKILL');
  return call.apply(this, args);
};
for (const name of ['writeFileSync', 'renameSync', 'rmSync']) fs[name] = watch(fs[name]);
for (const name of ['writeFile', 'rename', 'rm']) fs.promises[name] = watch(fs.promises[name]);
syncBuiltinESMExports();
process.on('exit', () => process.stdout.write(String(calls)));
`;

/** Renders in a process of its own. Answers with how often it changed a file; `undefined` where it was killed. */
async function render(dir: string, dieAt: number): Promise<number | undefined> {
  const preload = `data:text/javascript,${encodeURIComponent(dying)}`;
  const main = join(projectDir, 'dist', 'cli', 'main.js');
  const child = spawn(process.execPath, ['--import', preload, main, 'render', '--now', firstNow, '--quiet'], {
    cwd: dir,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DIE_AT: String(dieAt) },
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return code === null ? undefined : Number(said);
}

describe('a render that is killed', () => {
  const titles = ['Alpha report', 'Another story'] as const;
  const wanted = new Map<string, Map<string, string>>();
  let site: SmallSite;
  let whole = '';

  /** Gives items of a day another title, as a revision does. */
  const tell = (title: string): Promise<void> =>
    writeFile(dayFile(site.dir, '2026-05-15'), whole.replaceAll('Alpha report', title));

  beforeAll(async () => {
    site = await newSite();
    whole = await readFile(dayFile(site.dir, '2026-05-15'), 'utf8');
    for (const title of titles) {
      await tell(title);
      wanted.set(title, await madeAnew(site, firstNow));
    }
  });

  it('at any of several moments is finished by the next one, as if nothing had been', async () => {
    const calls = (await render(site.dir, 0)) ?? 0;
    expect(calls).toBeGreaterThan(30);
    const moments = [2, 0.2 * calls, 0.5 * calls, calls - 4, calls - 1].map(Math.floor);
    for (const [at, moment] of moments.entries()) {
      const title = titles[at % 2] ?? '';
      await tell(title);
      expect(await render(site.dir, moment), `call ${moment}`).toBeUndefined();
      expect((await site.run(firstNow, 'render')).code).toBe(0);
      const made = await siteOf(site);
      expect(differing(made, wanted.get(title) ?? new Map()), `call ${moment} of ${calls}`).toEqual([]);
    }
  });
});
