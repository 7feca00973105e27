// Bundles the browser modules of src/client into dist/client, or the folder that is named: one file for each entry.
import { build } from 'esbuild';

const options = {
  outdir: process.argv[2] ?? 'dist/client',
  bundle: true,
  minify: true,
  target: 'es2022',
  logLevel: 'warning',
};

// The theme is a classic script, as only those run before the first paint: its names must not become global. So are
// service workers, as not every browser takes modules for those.
const classic = {
  theme: 'src/client/theme.ts',
  sw: 'src/client/worker/sw.ts',
  'sw-off': 'src/client/worker/sw-off.ts',
};
await build({ ...options, entryPoints: classic, format: 'iife' });
const modules = ['reader', 'more', 'search', 'saved', 'since', 'offline', 'packages', 'age'].map(
  (name) => `src/client/${name}.ts`,
);
await build({ ...options, entryPoints: modules, format: 'esm' });
