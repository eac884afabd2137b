#!/usr/bin/env bash
# Imports the Northwind sample into the running shop while the route of a module is switched between local and
# rest about every second. Passes if every order was accepted, the reconciliation has no difference, and the
# route was really switched.
#
#   ci/import-while-flipping.sh [DIR [MODULE]]       default: ../shared/data/northwind inventory
set -euo pipefail
cd "$(dirname "$0")/.."
dir=${1:-../shared/data/northwind}
module=${2:-inventory}

result=$(mktemp)
trap 'rm -f "$result"' EXIT
./cleave import "$dir" --json > "$result" &
import=$!

switches=0
failed=0
while kill -0 "$import" 2> /dev/null; do
  for binding in rest local; do
    if ./cleave route "$module" "$binding" > /dev/null; then
      switches=$((switches + 1))
    else
      failed=$((failed + 1))
    fi
  done
done

if ! wait "$import"; then
  echo "the import failed after $switches switches of $module"
  exit 1
fi
tail -1 "$result"
echo "$switches switches of $module, $failed of them failed"
[ "$switches" -ge 4 ] && [ "$failed" -eq 0 ]
