// Bundles the browser modules of src/client into dist/client, one file for each entry.
import { build } from 'esbuild';

await build({
  entryPoints: ['src/client/theme.ts', 'src/client/reader.ts', 'src/client/search.ts'],
  outdir: 'dist/client',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  // Pagefind's engine is loaded from the site itself, by an address known only there.
  external: ['*/pagefind.js'],
  logLevel: 'warning',
});
