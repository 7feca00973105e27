// Writes dist/site/render/compiled-templates.js: the built-in templates as the engine compiles them, so that no run has to.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { shortHash } from '../dist/site/hash.js';
import { templateOptions } from '../dist/site/render/template-options.js';
import { withParts } from '../dist/site/render/template-parts.js';

const env = new nunjucks.Environment(null, templateOptions);
const dir = join(import.meta.dirname, '..', 'templates');
const names = readdirSync(dir, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.njk'))
  .sort();
const read = (/** @type {string} */ name) => readFileSync(join(dir, name), 'utf8');
/** The types have one template, the engine hands over a list of one. */
const wrapTemplate = (/** @type {any} */ templates) => templates[0].template;

const entries = names.map((name) => {
  const { text, parts } = withParts(name, read);
  const code = nunjucks.precompileString(text, { name, env, wrapper: wrapTemplate });
  const hashes = Object.fromEntries([name, ...parts].map((part) => [part, shortHash(read(part))]));
  return `${JSON.stringify(name)}: { hashes: ${JSON.stringify(hashes)}, make: () => ({ type: 'code', obj: (() => {\n${code}\n})() }) },\n`;
});
const file = join(import.meta.dirname, '..', 'dist', 'site', 'render', 'compiled-templates.js');
writeFileSync(file, `export const compiled = {\n${entries.join('')}};\n`);
