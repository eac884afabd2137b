#!/usr/bin/env bash
# Two instances of shipping behind one route; again and again one of them is killed, made slow, cut off, or made to
# answer errors, while the shop is in use. Starts a shop of its own, beside one that may run, and leaves nothing behind.
#
#   ci/faults.sh [--rounds N] [--rate N] [--seed S] [--sabotage no-breaker]
#
# With --sabotage nobody leaves an instance alone that fails, and no circuit breaker opens; then only a run that
# notices ends with 0.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

fail() {
  printf 'faults: %s\n' "$1" >&2
  exit 2
}

# The servers read it.
unset CRASH_TEST_SABOTAGE
previous=
for argument in "$@"; do
  case $previous$argument in
    --sabotageno-breaker | --sabotage=no-breaker) export CRASH_TEST_SABOTAGE=no-breaker ;;
    --sabotage?* ) fail "--sabotage takes no-breaker" ;;
  esac
  previous=
  [ "$argument" != --sabotage ] || previous=--sabotage
done

. "$root/ci/crash/jar.sh"
# A connection is given up by the client before the server does: a request must not meet its end.
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djdk.httpclient.keepalive.timeout=5 \
  -Dcleave.root="$root" -cp "$jar" dev.cleave.crash.fault.FaultsTest "$@"
