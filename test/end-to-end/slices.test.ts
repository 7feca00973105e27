import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf, projectDir } from './site.test-kit.ts';
import { firstNow, madeAnew, type SmallSite, smallSites } from './small-site.test-kit.ts';

const { newSite, close } = smallSites();
afterAll(close);

/** A module of the compiled program: its processes are started from files. */
const compiled = (path: string): string => pathToFileURL(join(projectDir, 'dist', path)).href;

async function program() {
  const render: typeof import('../../src/site/render/render.ts') = await import(
    compiled('site/render/render.js')
  );
  const site: typeof import('../../src/site/index.ts') = await import(compiled('site/index.js'));
  const slices: typeof import('../../src/site/render/slices.ts') = await import(
    compiled('site/render/slices.js')
  );
  return { ...render, ...site, ...slices };
}

type StartMaker = import('../../src/site/render/slices.ts').StartMaker;

/** Renders all pages of a site anew in slices, however few there are. */
async function renderSliced(siteDir: string, start: (own: StartMaker) => StartMaker) {
  const { readSiteFolder, archiveOf, readAllRecords, renderSite, startProcess } = await program();
  const folder = await readSiteFolder(siteDir);
  if ('problems' in folder) throw new Error(folder.problems.map(({ what }) => what).join('\n'));
  const archive = archiveOf(folder, firstNow);
  return renderSite({
    ...{ siteDir, config: folder.config, now: firstNow, archive, all: true },
    outputDir: join(siteDir, '_site'),
    records: (await readAllRecords(folder.config, archive)).records,
    slicing: { processes: 3, pagesEach: 1, start: start(startProcess) },
  });
}

describe('a rendering in several processes', () => {
  let site: SmallSite;
  let wanted: Awaited<ReturnType<typeof madeAnew>>;
  beforeAll(async () => {
    site = await newSite();
    wanted = await madeAnew(site, firstNow);
  });

  it.each([
    ['that was read', false],
    ['that was just made', true],
  ])('makes the bytes that one process makes, by a ledger %s', async (_case, isNew) => {
    if (isNew) await rm(join(site.dir, '.cache'), { recursive: true });
    await rm(join(site.dir, '_site'), { recursive: true });
    let started = 0;
    const made: string[] = [];
    const report = await renderSliced(site.dir, (own) => (task) => {
      started++;
      const maker = own(task);
      const make = async (ids: readonly string[]) => {
        const answer = await maker.make(ids);
        if ('units' in answer) made.push(...answer.units.map(([id]) => id));
        return answer;
      };
      return { ...maker, make };
    });
    expect(started).toBe(2);
    expect(made.filter((id) => id.startsWith('/'))).not.toEqual([]);
    expect(made.filter((id) => id.startsWith('search:'))).not.toEqual([]);
    // All but the mark of the folder.
    expect(report.written).toBe(wanted.size - 1);
    expect(await filesOf(join(site.dir, '_site'))).toEqual(wanted);
    const { render } = await site.report(firstNow, 'render', '--check');
    expect(render).toMatchObject({ rendered: 0, written: 0, removed: 0 });
  });

  it.each<[string, string, (own: StartMaker) => StartMaker]>([
    [
      'ends before its time',
      'It was ended by SIGTERM.',
      (own) => (task) => {
        const maker = own(task);
        maker.end();
        return maker;
      },
    ],
    [
      'knows another ledger',
      'The ledger is another one by now.',
      (own) => (task) => own({ ...task, ledger: 'another' }),
    ],
  ])('makes the pages of a process that %s, and says so', async (_case, why, start) => {
    const answers: unknown[] = [];
    const { problems } = await renderSliced(site.dir, (own) => (task) => {
      const maker = start(own)(task);
      const make = async (ids: readonly string[]) => {
        const answer = await maker.make(ids);
        answers.push(answer);
        return answer;
      };
      return { ...maker, make };
    });
    expect(answers).toEqual([{ failed: why }, { failed: why }]);
    expect(problems).toMatchObject([
      { code: 'RENDER_PROCESS_ENDED', why },
      { code: 'RENDER_PROCESS_ENDED', why },
    ]);
    expect(await filesOf(join(site.dir, '_site'))).toEqual(wanted);
  });
});
