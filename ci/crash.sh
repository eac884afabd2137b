#!/usr/bin/env bash
# Kills the shop under load, again and again, and compares its databases with what its clients were told.
# Starts a shop of its own, beside one that may run, and leaves nothing behind.
#
#   ci/crash.sh [--rounds N] [--seed S] [--sabotage WHAT]
#
# WHAT breaks a promise on purpose; violations must then be reported:
#   skip-inbox, ack-before-commit, skip-compensation, double-capture
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

fail() {
  printf 'crash: %s\n' "$1" >&2
  exit 2
}

unset CRASH_TEST_SABOTAGE
arguments=()
while [ $# -gt 0 ]; do
  case $1 in
    --sabotage)
      case ${2:-} in
        skip-inbox | ack-before-commit | skip-compensation | double-capture) export CRASH_TEST_SABOTAGE=$2 ;;
        *) fail "--sabotage takes skip-inbox, ack-before-commit, skip-compensation or double-capture" ;;
      esac
      shift 2
      ;;
    *)
      arguments+=("$1")
      shift
      ;;
  esac
done

. "$root/ci/crash/jar.sh"
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dcleave.root="$root" -jar "$jar" "${arguments[@]}"
