// Bundles the browser modules of src/client into dist/client, or the folder that is named: one file for each entry.
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/** @satisfies {import('esbuild').BuildOptions} */
const options = {
  outdir: process.argv[2] ?? 'dist/client',
  bundle: true,
  minify: true,
  target: 'es2022',
  logLevel: /** @type {const} */ ('warning'),
};

// The theme is a classic script, as only those run before the first paint: its names must not become global. So are
// service workers, as not every browser takes modules for those.
const classic = {
  theme: 'src/client/theme.ts',
  sw: 'src/client/worker/sw.ts',
  'sw-off': 'src/client/worker/sw-off.ts',
};
// Without the directive that a strict tsconfig.json adds: the theme stands in every page, where each byte counts.
await build({ ...options, entryPoints: classic, format: 'iife', tsconfigRaw: {} });
const modules = [
  'reader',
  'more',
  'search',
  'search-later',
  'saved',
  'since',
  'offline',
  'packages',
  'age',
].map((name) => `src/client/${name}.ts`);
await build({ ...options, entryPoints: modules, format: 'esm' });

// The rules of each language that search knows, for the pages of sites that have items in it: a module that names them by
// their language, and that makes one module with others, or with a script, when they stand one after the other.
const { stemmerModules } = await import('../dist/search/stemmers.js');
for (const [language, name] of Object.entries(stemmerModules)) {
  const { outputFiles = [] } = await build({
    ...options,
    write: false,
    format: 'esm',
    stdin: { contents: `export { stemmer } from '${name}';`, resolveDir: '.' },
  });
  const [, rules, stem] = /^([\s\S]*)export\{([\w$]+) as stemmer\};\n$/.exec(outputFiles[0].text) ?? [];
  if (rules === undefined) throw new Error(`The rules of ${name} are not in the form that is expected.`);
  writeFileSync(
    `${options.outdir}/stem-${language}.js`,
    `export const stem_${language}=(()=>{${rules}return ${stem}})();\n`,
  );
}
