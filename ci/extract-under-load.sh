#!/usr/bin/env bash
# Takes a module out of the running shop and back, under a constant load that must not notice it.
# Starts a shop of its own, beside one that may run, and leaves nothing behind.
#
#   ci/extract-under-load.sh MODULE [--json] [--rate N] [--seed S] [--sabotage WHAT] [--kill WHO]
#                            [--losses-only] [--limit MINUTES]
#
# MODULE is shipping, accounts or payments. With --losses-only the times are told and not judged.
# WHAT breaks a promise on purpose; then only a run that notices ends with 0:
#   no-fence, skip-sequences, skip-inbox
# WHO is killed in every step, which is then repeated: driver, monolith, service
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

fail() {
  printf 'extract-under-load: %s\n' "$1" >&2
  exit 2
}

# The servers read it, too.
unset CRASH_TEST_SABOTAGE
case " $* " in
  *" --sabotage skip-inbox "* | *" --sabotage=skip-inbox "*) export CRASH_TEST_SABOTAGE=skip-inbox ;;
esac

. "$root/ci/crash/jar.sh"
# A connection is given up by the client before the server does: a request must not meet its end.
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djdk.httpclient.keepalive.timeout=5 \
  -Dcleave.root="$root" -cp "$jar" dev.cleave.crash.extract.ExtractUnderLoad "$@"
