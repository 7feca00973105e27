#!/bin/sh
# Keeps the archive, _data, on a branch of its own: small commits of plain JSON, and no build output anywhere in git.
#   sh data-branch.sh take    brings _data from the branch; on the first run, an empty one
#   sh data-branch.sh keep    commits what is new in _data, and pushes it
set -eu
branch=daybook-data

take() {
  if [ -e _data ]; then
    echo "There is a _data folder already: move it away first, so that nothing in it is lost." >&2
    exit 1
  fi
  # 2 means that there is no such branch; anything else, that nobody knows: then nothing may begin from empty.
  status=0
  git ls-remote --exit-code --heads origin "$branch" >/dev/null || status=$?
  case $status in
    0)
      git fetch --quiet --depth=1 origin "$branch"
      git worktree add --quiet --force --detach _data FETCH_HEAD
      ;;
    2)
      git worktree add --quiet --force --detach _data HEAD
      git -C _data checkout --quiet --orphan "$branch"
      git -C _data rm -r --quiet --force .
      ;;
    *)
      echo "The branch $branch could not be looked up." >&2
      exit "$status"
      ;;
  esac
}

keep() {
  if [ ! -e _data/.git ]; then
    echo "_data does not come from the branch: run \"sh data-branch.sh take\" before the build." >&2
    exit 1
  fi
  cd _data
  git add --all -- . ':!.lock' ':!state/pending'
  if git diff --cached --quiet; then
    echo "Nothing new to keep."
    return
  fi
  git -c user.name=Daybook -c user.email=daybook@localhost commit --quiet \
    --message "Archive of $(date -u +%Y-%m-%dT%H:%M:%SZ)"
  git push --quiet origin "HEAD:refs/heads/$branch"
}

case "${1:-}" in
  take) take ;;
  keep) keep ;;
  *)
    echo "Usage: sh data-branch.sh take|keep" >&2
    exit 2
    ;;
esac
