#!/bin/sh
# Prints a row for each size: a run that brings 20 new items. Needs about 3 GB of disk for the last one.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npx esbuild bench/archive/bench.ts --bundle --platform=node --format=esm --log-level=error --outfile="$work/bench.mjs"
echo '| items kept | ms | CPU ms | peak MB | files read | MB read | files written | MB written |'
echo '| --- | --- | --- | --- | --- | --- | --- | --- |'
for size in ${*:-10000 100000 1000000}; do
  node "$work/bench.mjs" make "$size" "$work/data"
  node "$work/bench.mjs" commit "$size" "$work/data"
  rm -rf "$work/data"
done
