#!/bin/sh
# Keeps the archive, _data, in the published site ("outputs: { archive: true }" in daybook.yaml puts it there).
#   sh data-site.sh take    brings _data from the site. For the very first run set DAYBOOK_FIRST=1, and remove it
#                           afterwards: without it, a run that finds no archive stops, and nothing is overwritten.
#   sh data-site.sh keep    nothing to do: publishing the site keeps it
set -eu
case "${1:-}" in
  take) npx daybook restore ${DAYBOOK_FIRST:+--first} ;;
  keep) echo "The archive is kept when the site is published." ;;
  *)
    echo "Usage: sh data-site.sh take|keep" >&2
    exit 2
    ;;
esac
