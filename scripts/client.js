// Bundles the browser modules of src/client into dist/client, or the folder that is named: one file for each entry.
import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { minify } from 'terser';

/** @satisfies {import('esbuild').BuildOptions} */
const options = {
  outdir: process.argv[2] ?? 'dist/client',
  bundle: true,
  minify: true,
  target: 'es2022',
  logLevel: /** @type {const} */ ('warning'),
};

/**
 * Bundles modules, and makes them smaller once more: the search is 6 % smaller on the way to its reader than esbuild leaves
 * it.
 *
 * @param {Record<string, string>} entryPoints
 * @param {import('esbuild').BuildOptions} more
 */
async function bundle(entryPoints, more) {
  const { outputFiles = [] } = await build({ ...options, ...more, entryPoints, write: false });
  for (const { path, text } of outputFiles) {
    const { code = '' } = await minify(text, {
      module: more.format === 'esm',
      ecma: 2020,
      compress: { passes: 3 },
      format: { ascii_only: true },
    });
    writeFileSync(path, `${code}\n`);
  }
}

// The theme is a classic script, as only those run before the first paint: its names must not become global. So are
// service workers, as not every browser takes modules for those.
const classic = {
  theme: 'src/client/theme.ts',
  sw: 'src/client/worker/sw.ts',
  'sw-off': 'src/client/worker/sw-off.ts',
};
mkdirSync(options.outdir, { recursive: true });
// Without the directive that a strict tsconfig.json adds: the theme stands in every page, where each byte counts.
await bundle(classic, { format: 'iife', tsconfigRaw: {} });
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
].map((name) => [name, `src/client/${name}.ts`]);
await bundle(Object.fromEntries(modules), { format: 'esm' });

// The rules of each language that search knows, for the pages of sites that have items in it: a module that names them by
// their language, and that makes one module with others, or with a script, when they stand one after the other.
const { ownStemmers, refinedStemmers, stemmerModules } = await import('../dist/search/stemmers.js');
const own = (name) => `./dist/search/stems/${name}.js`;
const rules = (name) => `export { stemmer } from '${name}';`;
const refined = (name, better) =>
  `import { stemmer as plain } from '${name}'; import { refine } from '${own(better)}'; export const stemmer = refine(plain);`;
const contentsOf = {
  ...Object.fromEntries(
    Object.entries(stemmerModules).map(([language, name]) => {
      const { [language]: better } = /** @type {Readonly<Record<string, string>>} */ (refinedStemmers);
      return [language, better === undefined ? rules(name) : refined(name, better)];
    }),
  ),
  ...Object.fromEntries(Object.entries(ownStemmers).map(([language, name]) => [language, rules(own(name))])),
};
for (const [language, contents] of Object.entries(contentsOf)) {
  const { outputFiles = [] } = await build({
    ...options,
    write: false,
    format: 'esm',
    stdin: { contents, resolveDir: '.' },
  });
  const [, rules, stem] = /^([\s\S]*)export\{([\w$]+) as stemmer\};\n$/.exec(outputFiles[0].text) ?? [];
  if (rules === undefined) throw new Error(`The rules of ${language} are not in the form that is expected.`);
  writeFileSync(
    `${options.outdir}/stem-${language}.js`,
    `export const stem_${language}=(()=>{${rules}return ${stem}})();\n`,
  );
}
