#!/usr/bin/env bash
# Tries ci/guide-test.sh on documents that pass and on documents that must fail, each in its own way.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0
checks=0

check() { # WHAT CONDITION...
  checks=$((checks + 1))
  if ! "${@:2}"; then
    failures=$((failures + 1))
    printf 'FAILED: %s\n' "$1"
    sed 's/^/    /' "$scratch/output"
  fi
}
guide() { # STATUS ARGUMENT...
  local status=0
  CLEAVE_SECRET_OF_CI=set ci/guide-test.sh "${@:2}" > "$scratch/output" 2>&1 || status=$?
  check "${*:2}: status $1, not $status" [ "$status" = "$1" ]
}
says() {
  check "it must say: $1" grep -qF -- "$1" "$scratch/output"
}
says_not() {
  check "it must not say: $1" not grep -qF -- "$1" "$scratch/output"
}
not() {
  ! "$@"
}
gone() { # PATTERN
  local attempt
  for attempt in $(seq 50); do
    pgrep -f "$1" > /dev/null || return 0
    sleep 0.1
  done
  return 1
}

guide 0 ci/guide/passes.md
says '14 commands gave what the documents say'
says 'ci/guide/passes.md:4  echo one; echo two'
guide 0 --check ci/guide/passes.md
says '14 commands in 1 documents are well-formed'

guide 1 ci/guide/changed.md ci/guide/passes.md
says 'ci/guide/changed.md:7: not what is written there'
check "expected must stand beside actual" grep -qE '^> delta +\|> gamma$' "$scratch/output"
says_not 'not reached'
says_not 'passes.md'
guide 1 ci/guide/more.md
says 'more was printed'
guide 1 ci/guide/less.md
says 'less was printed'
guide 1 ci/guide/fails.md
says 'ci/guide/fails.md:2: exit 1 instead of 0'
says 'why'
guide 1 ci/guide/passes-unexpectedly.md
says 'exit 0 instead of 1'
guide 1 ci/guide/ends-the-shell.md
says 'ends-the-shell.md:2: the command ended the shell'
guide 0 ci/guide/syntax.md

guide 1 ci/guide/times-out.md
says 'times-out.md:4: not done after 1 s'
says 'begun'
check "what ran too long must be stopped" gone '^sleep 29[67]$'

for mode in --check ''; do
  guide 2 $mode ci/guide/malformed.md
  says 'malformed.md:2: a block marked console begins with a command'
  says 'malformed.md:5: a block marked console without a command'
  says "malformed.md:8: write 'console' in lower case"
  says 'malformed.md:12: this block has a prompt and is not run'
  says 'malformed.md:16: no timeout'
  says 'malformed.md:19: a timeout is written directly before a block'
  says 'malformed.md:22: a timeout before a block that is not run'
  says 'malformed.md:27: a prompt without a command'
  says 'malformed.md:26: (exit 0) is no failure'
  says 'malformed.md:31: this block is never closed'
done
guide 2 ci/guide/absent.md
says 'ci/guide/absent.md: there is no such file'

HOME=$scratch ci/guide-test.sh ci/guide/waits.md > "$scratch/output" 2>&1 &
for attempt in $(seq 300); do
  [ ! -f "$scratch/begun" ] || break
  sleep 0.1
done
kill -TERM $!
wait $! || true
check "an interrupted test stops what it runs" gone '^sleep 298$'

printf '%d checks, %d failed\n' "$checks" "$failures"
[ "$failures" = 0 ]
