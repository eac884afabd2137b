#!/usr/bin/env bash
# Imports the Northwind sample into the running shop while about every second a module, chosen by chance, is switched to
# a binding chosen by chance. Passes if every order was accepted, the reconciliation has no difference, and routes
# were really switched. SEED repeats the choices.
#
#   [SEED=n] ci/import-while-flipping.sh [DIR [MODULE...]]
#                                     default: ../shared/data/northwind and all modules that may be called remotely
set -euo pipefail
cd "$(dirname "$0")/.."
dir=${1:-../shared/data/northwind}
shift || true
modules=("$@")
if [ ${#modules[@]} -eq 0 ]; then
  modules=(accounts inventory notifications ordering payments shipping)
fi
bindings=(local rest jms grpc)
seed=${SEED:-$((RANDOM))}
RANDOM=$seed
echo "seed $seed"

result=$(mktemp)
trap 'rm -f "$result"' EXIT
./cleave import "$dir" --json > "$result" &
import=$!

switches=0
failed=0
while kill -0 "$import" 2> /dev/null; do
  if ./cleave route "${modules[RANDOM % ${#modules[@]}]}" "${bindings[RANDOM % ${#bindings[@]}]}" > /dev/null; then
    switches=$((switches + 1))
  else
    failed=$((failed + 1))
  fi
done

if ! wait "$import"; then
  echo "the import failed after $switches switches"
  exit 1
fi
tail -1 "$result"
echo "$switches switches, $failed of them failed"
[ "$switches" -ge 4 ] && [ "$failed" -eq 0 ]
