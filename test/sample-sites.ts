import { type ChildProcess, fork } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { TestProject } from 'vitest/node';
import { busySite, fiftySite, variedSite } from './browser/quality/sites.ts';
import { makeSite, removeSites, sampleNow } from './end-to-end/site.test-kit.ts';

/**
 * Sites that tests read, each built when the first test asks for it and then shared by all files of tests. They ask
 * this server, as they run in several processes: see `end-to-end/sample-site.test-kit.ts`.
 */

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server is. */
    sampleSites: string;
  }
}

interface Sample {
  readonly dir: string;
  /** What the folder looked like when it was built. */
  readonly state: string;
}

async function stateOf(dir: string): Promise<string> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const states = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const { mtimeMs, size } = await stat(path);
    return `${path} ${size} ${mtimeMs}`;
  });
  return (await Promise.all(states)).sort().join('\n');
}

/** What a site folder is made of, by the path that is asked for; a configuration only for the sample digest. */
const makers: Readonly<Record<string, (config: string) => Promise<string>>> = {
  '/sample': (config) => makeSite(config, 'examples'),
  '/busy': busySite,
  '/fifty': fiftySite,
  '/varied': variedSite,
};

interface Answer {
  readonly number: number;
  readonly code: number;
  readonly stderr: string;
}

/** The process that builds, started for the first site. */
class Builder {
  #child: ChildProcess | undefined;
  #asked = 0;

  async build(path: string, config: string): Promise<Sample> {
    const make = makers[path];
    if (make === undefined) throw new Error(`There is no site ${path}.`);
    const dir = await make(config);
    const { code, stderr } = await this.#ask(['build', '--site', dir, '--now', sampleNow, '--quiet']);
    if (code !== 0) throw new Error(`A site could not be built: ${stderr}`);
    return { dir, state: await stateOf(dir) };
  }

  #ask(args: readonly string[]): Promise<Answer> {
    this.#child ??= fork(join(import.meta.dirname, 'site-builder.js'));
    const child = this.#child;
    const number = ++this.#asked;
    return new Promise((done, fail) => {
      const onMessage = (answer: Answer): void => {
        if (answer.number !== number) return;
        child.off('message', onMessage).off('exit', fail);
        done(answer);
      };
      child.on('message', onMessage).once('exit', fail);
      child.send({ number, args });
    });
  }

  close(): void {
    this.#child?.kill();
  }
}

/** A test that changed a shared site would decide what the others see. */
async function expectUntouched(samples: Iterable<Promise<Sample>>): Promise<void> {
  for (const sample of await Promise.allSettled(samples)) {
    if (sample.status === 'rejected' || (await stateOf(sample.value.dir)) === sample.value.state) continue;
    // An error at this point does not fail the run by itself.
    process.exitCode = 1;
    throw new Error('A test changed a site that it shares with others: it needs copyOfSampleSite.');
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const builder = new Builder();
  const samples = new Map<string, Promise<Sample>>();
  project.onTestsRerun(async () => samples.clear());
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const config = await text(request);
    const key = `${path}\n${config}`;
    const sample = samples.get(key) ?? builder.build(path, config);
    samples.set(key, sample);
    await sample.then(
      ({ dir }) => response.end(dir),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  project.provide(
    'sampleSites',
    `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
  );
  return async () => {
    server.closeAllConnections();
    server.close();
    builder.close();
    try {
      await expectUntouched(samples.values());
    } finally {
      await removeSites();
    }
  };
}
