// Bundles the browser modules of src/client into dist/client, or the folder that is named: one file for each entry.
import { build } from 'esbuild';

const options = {
  outdir: process.argv[2] ?? 'dist/client',
  bundle: true,
  minify: true,
  target: 'es2022',
  logLevel: 'warning',
};

// The theme is a classic script, as only those run before the first paint: its names must not become global.
await build({ ...options, entryPoints: ['src/client/theme.ts'], format: 'iife' });
await build({
  ...options,
  entryPoints: ['reader', 'search', 'packages'].map((name) => `src/client/${name}.ts`),
  format: 'esm',
});
