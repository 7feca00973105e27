#!/bin/sh
# Builds the digest every INTERVAL seconds until the container is stopped. A failed build is told and tried again.
set -u
INTERVAL="${INTERVAL:-3600}"
BUILT="${BUILT:-/tmp/daybook-built}"
child=
stop() {
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null
  wait
  exit 0
}
trap stop TERM INT
# In the background, as a shell answers signals only while it waits.
run() {
  "$@" &
  child=$!
  wait "$child"
  status=$?
  child=
}
while :; do
  run node node_modules/daybook/dist/cli/main.js build
  # 3: every feed failed. The site is still made, from what is kept.
  case $status in
    0 | 3) touch "$BUILT" ;;
    *) echo "The build failed with exit code $status; the next one comes in $INTERVAL seconds." >&2 ;;
  esac
  run sleep "$INTERVAL"
done
