#!/bin/sh
# Keeps the archive, _data, in git beside the configuration.
#   sh data-git.sh take    brings the newest commits, as a run that waited for another must see what that one kept
#   sh data-git.sh keep    commits what is new in _data, and nothing else, and pushes it
set -eu
branch="${GITHUB_REF_NAME:-${CI_COMMIT_BRANCH:-$(git branch --show-current)}}"

take() {
  if git check-ignore --quiet --no-index _data/archive; then
    echo "Git ignores _data: take that line out of .gitignore, or every run begins from nothing." >&2
    exit 1
  fi
  git fetch --quiet origin "$branch"
  git merge --quiet --ff-only FETCH_HEAD
}

keep() {
  git add --all -- _data
  if git diff --cached --quiet -- _data; then
    echo "Nothing new to keep."
    return
  fi
  # Pushes of a schedule start no run; the mark says so to hosts that think otherwise.
  git -c user.name=Daybook -c user.email=daybook@localhost commit --quiet \
    --message "Archive of $(date -u +%Y-%m-%dT%H:%M:%SZ) [skip ci]" -- _data
  # What is wrong, if it is more than that somebody pushed meanwhile, the second attempt says.
  if git push --quiet origin "HEAD:refs/heads/$branch" 2>/dev/null; then return; fi
  if ! git -c user.name=Daybook -c user.email=daybook@localhost pull --quiet --rebase --autostash origin "$branch"; then
    # Nothing to be merged: the server could not be reached, say.
    git rebase --abort 2>/dev/null || exit 1
    # Feeds are asked by what the kept state knows, so that nothing of this run is lost.
    git reset --quiet --keep FETCH_HEAD
    echo "Somebody else fetched meanwhile, and theirs is kept. The next run brings what only this one had." >&2
    return
  fi
  git push --quiet origin "HEAD:refs/heads/$branch"
}

case "${1:-}" in
  take) take ;;
  keep) keep ;;
  *)
    echo "Usage: sh data-git.sh take|keep" >&2
    exit 2
    ;;
esac
