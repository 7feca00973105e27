// Writes dist/site/render/compiled-templates.js: the built-in templates as the engine compiles them, so that no run has to.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { shortHash } from '../dist/site/hash.js';
import { templateOptions } from '../dist/site/render/template-options.js';

const env = new nunjucks.Environment(null, templateOptions);
const dir = join(import.meta.dirname, '..', 'templates');
const names = readdirSync(dir, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.njk'))
  .sort();
/** The types have one template, the engine hands over a list of one. */
const wrapTemplate = (/** @type {any} */ templates) => templates[0].template;

const entries = names.map((name) => {
  const text = readFileSync(join(dir, name), 'utf8');
  const code = nunjucks.precompileString(text, { name, env, wrapper: wrapTemplate });
  return `${JSON.stringify(name)}: { hash: ${JSON.stringify(shortHash(text))}, make: () => {\n${code}\n} },\n`;
});
const file = join(import.meta.dirname, '..', 'dist', 'site', 'render', 'compiled-templates.js');
writeFileSync(file, `export const compiled = {\n${entries.join('')}};\n`);
