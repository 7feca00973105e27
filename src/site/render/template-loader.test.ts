import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { shortHash } from '../hash.ts';
import { type CompiledTemplates, TemplateLoader } from './template-loader.ts';
import { templateOptions } from './template-options.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-templates-'));
  for (const folder of ['own', 'built-in']) await mkdir(join(dir, folder));
});
afterEach(() => rm(dir, { recursive: true }));

const builtIn = 'Built in: {{ word }}';

const part = 'a part';

/** As the package is built with it, but that one can tell. */
const compiled: CompiledTemplates = {
  'a.njk': {
    hashes: { 'a.njk': shortHash(builtIn), 'part.njk': shortHash(part) },
    make: () => ({ type: 'string', obj: 'compiled before' }),
  },
};

function rendered(): string {
  const loader = new TemplateLoader([join(dir, 'own'), join(dir, 'built-in')], compiled);
  return new nunjucks.Environment(loader, templateOptions).render('a.njk', { word: '<b>' });
}

beforeEach(() => writeFile(join(dir, 'built-in', 'part.njk'), part));

it('takes a template whose text is the one that was compiled', async () => {
  await writeFile(join(dir, 'built-in', 'a.njk'), builtIn);
  expect(rendered()).toBe('compiled before');
});

it('compiles a template again when a part that stands in it is another one, or gone', async () => {
  await writeFile(join(dir, 'built-in', 'a.njk'), builtIn);
  await writeFile(join(dir, 'own', 'part.njk'), 'a part of the site’s own');
  expect(rendered()).toBe('Built in: &lt;b&gt;');
  await rm(join(dir, 'own', 'part.njk'));
  expect(rendered()).toBe('compiled before');
  await rm(join(dir, 'built-in', 'part.njk'));
  expect(rendered()).toBe('Built in: &lt;b&gt;');
});

it('compiles a template whose text is another one, and the site’s own before the built-in one', async () => {
  await writeFile(join(dir, 'built-in', 'a.njk'), `${builtIn}!`);
  expect(rendered()).toBe('Built in: &lt;b&gt;!');
  await writeFile(join(dir, 'own', 'a.njk'), 'Own: {{ word }}');
  expect(rendered()).toBe('Own: &lt;b&gt;');
});

it('says that a template is not there', () => {
  expect(() => rendered()).toThrow(/template not found: a\.njk/);
});
