#!/bin/sh
# Builds the digest, and copies what changed to where the web server looks. DESTINATION may also be another machine:
# user@example.org:/var/www/daybook/
set -u
DESTINATION="${DESTINATION:-/var/www/daybook%%PREFIX%%}"
cd "$(dirname "$0")" || exit 1
npx daybook build
status=$?
# 3: every feed failed. The site is still made, from what is kept.
case $status in
  0 | 3) ;;
  *) exit "$status" ;;
esac
# Pages last, so that none is there before what it needs; what is gone goes at the end.
rsync --mkpath --archive --exclude='*.html' _site/ "$DESTINATION" &&
  rsync --mkpath --archive --delete-after _site/ "$DESTINATION" || exit 1
exit "$status"
