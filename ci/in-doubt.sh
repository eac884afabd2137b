#!/usr/bin/env bash
# Both or neither, also when the server dies in between: many last units are written off at once, and the monolith is
# killed at an instant at which at least one of those transactions is prepared in the database and not decided there.
# After the restart none may stay in doubt, and a product must be off sale exactly if its last unit was written off.
# Everything runs on this machine and is stopped at the end; data of an earlier start in this folder is deleted.
#
#   ci/in-doubt.sh [--sabotage lose-log]      with the transaction log deleted in between, it must fail
set -euo pipefail
cd "$(dirname "$0")/.."
sabotage=
if [ "${1:-}" = --sabotage ]; then
  sabotage=${2:-}
  [ "$sabotage" = lose-log ] || { echo "there is no sabotage '$sabotage'; there is lose-log"; exit 2; }
fi
trap './cleave down --clean > /dev/null 2>&1 || true' EXIT

./cleave down --clean > /dev/null
./cleave up
status=$(./cleave status --json)
of_monolith() { # FIELD
  sed "s/.*\"name\":\"monolith\"[^}]*\"$1\":\([0-9]*\).*/\1/" <<< "$status"
}
database=$(sed 's/.*"url":"\(jdbc:[^"]*\)".*/\1/' <<< "$status")
in_doubt() { # COMMAND...
  DATABASE=$database PASSWORD=$(cat .cleave/secrets/postgres.password) KEY=$(cat .cleave/secrets/operator.key) \
    java -cp .cleave/wlp/shared/resources/postgresql.jar ci/InDoubt.java "$@"
}

in_doubt crash "http://localhost:$(of_monolith port)" "$(of_monolith pid)"
if [ "$sabotage" = lose-log ]; then
  rm -rf .cleave/transactions
fi
./cleave up
in_doubt check
