#!/bin/sh
# Measures all parsers: bench/parse/bench.sh [folder of feeds]. Needs the development dependencies.
set -eu
cd "$(dirname "$0")/../.."
out=node_modules/.cache/bench-parse
for file in run ratio fuzz scaling; do
  npx esbuild "bench/parse/$file.ts" --bundle --platform=node --format=esm --packages=external --log-level=error \
    "--define:import.meta.url=\"file://$PWD/bench/parse/$file.ts\"" --outfile="$out/$file.mjs"
done
for job in feeds 50mb 100k; do
  for parser in daybook feedsmith rss-parser feed-parser fast-xml-parser htmlparser2; do
    timeout 120 node --max-old-space-size=4096 "$out/run.mjs" "$parser" "$job" "${1:-}" ||
      echo "{\"parser\":\"$parser\",\"job\":\"$job\",\"failed\":\"crashed or over 120 s\"}"
  done
done
node "$out/ratio.mjs" "${1:-}"
node bench/parse/cold.js ${1:+"$1"}
