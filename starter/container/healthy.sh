#!/bin/sh
# Succeeds while the last build is not older than three intervals.
minutes=$((${INTERVAL:-3600} * 3 / 60 + 1))
[ -n "$(find "${BUILT:-/tmp/daybook-built}" -mmin "-$minutes" 2>/dev/null)" ]
