#!/usr/bin/env bash
# The shop as its users run it, from the commands of the README: start, real import while routes change, the broker,
# a client in another language, extracted services, malformed input, stop. Everything runs on this machine and is
# stopped at the end; data of an earlier start in this folder is deleted.
#
#   ci/system-test.sh [DIR]       the Northwind sample; default: ../shared/data/northwind
set -euo pipefail
cd "$(dirname "$0")/.."
data=${1:-../shared/data/northwind}
raw=$data-raw
expected='{"customers":91,"products":77,"orders":830,"lines":2155,"units":51317,"order_total":"1265793.02","freight":"64942.69","price_changes":80,"stock":3119,"paid":"1330735.71","wallets":"4464.29","shipments":809,"differences":[]}'
passed=0

step() {
  passed=$((passed + 1))
  printf '%s  %2d  %s\n' "$(date +%T)" "$passed" "$*"
}
fail() {
  printf 'FAILED: %s\n' "$*"
  printf '%d passed, 1 failed\n' "$passed"
  exit 1
}
expect() { # WHAT ACTUAL EXPECTED
  [ "$2" = "$3" ] || fail "$1: expected $3, got $2"
}
answers_through() { # PROCESS...
  local process port path
  for process in "$@"; do
    port=$(./cleave status --json | sed "s/.*\"name\":\"$process\"[^}]*\"port\":\([0-9]*\).*/\1/")
    for path in users products stock categories; do
      curl -fsS "http://localhost:$port/api/$path?size=1" > /dev/null || fail "$path through $process"
    done
  done
}
no_dead_letters() {
  local events
  events=$(./cleave events --json)
  grep -q '"dead":0' <<< "$events" || fail "events must say what was given up"
  if grep -q '"dead":[1-9]' <<< "$events"; then
    fail "no event may be given up"
  fi
}
trap './cleave down --clean > /dev/null 2>&1 || true' EXIT

if [ ! -d "$data" ]; then
  echo "no Northwind sample in $data: the system test needs it"
  exit 1
fi

./cleave down --clean > /dev/null
./cleave up
step "the monolith starts from nothing"
./cleave up | grep -q 'runs already' || fail "a second up must say what runs already"
step "a second up says what runs already"

if ./cleave import "$raw" > /dev/null 2> /tmp/cleave-raw.$$; then
  fail "malformed files must be refused"
fi
expect "reported rows" "$(grep -cE '^(orders|customers|suppliers)\.csv' /tmp/cleave-raw.$$)" 209
rm -f /tmp/cleave-raw.$$
url=http://localhost:$(./cleave status --json | sed 's/.*"name":"monolith"[^}]*"port":\([0-9]*\).*/\1/')
expect "users after a refused import" "$(curl -fsS "$url/api/users")" '[]'
step "malformed files are refused row by row, and nothing is imported"

ci/import-while-flipping.sh "$data" | tee /tmp/cleave-flip.$$
expect "reconciliation" "$(grep '^{' /tmp/cleave-flip.$$)" "$expected"
rm -f /tmp/cleave-flip.$$
step "the import reconciles while modules are switched at random between local, rest, jms and grpc"

./cleave rebuild payments | grep -q 'no difference' || fail "the wallets must be what follows from the ledger"
./cleave rebuild ordering
no_dead_letters
step "wallets equal the ledger, and the history of orders is made anew while it serves"

for module in accounts inventory notifications ordering payments shipping; do
  ./cleave route "$module" jms
done
expect "reconciliation" "$(./cleave import "$data" --json 2> /dev/null | tail -1)" "$expected"
step "a second import doubles nothing, with every module but the pinned one called over the broker"

for binding in rest jms grpc; do
  if ./cleave route catalog $binding 2> /tmp/cleave-pinned.$$; then
    fail "a module that shares transactions must not be routed away"
  fi
  grep -q 'Catalog.discontinue is a @SharedTransaction' /tmp/cleave-pinned.$$ || fail "the reason must name the method"
done
if ./cleave up --extracted catalog 2> /tmp/cleave-pinned.$$; then
  fail "a module that shares transactions must not be extracted"
fi
grep -q 'Catalog.discontinue is a @SharedTransaction' /tmp/cleave-pinned.$$ || fail "the reason must name the method"
rm -f /tmp/cleave-pinned.$$
expect "problems" "$(./cleave status --json | sed 's/.*"problems":\[\([^]]*\)\].*/\1/')" ""
step "catalog, which shares transactions, stays in the monolith, and the reason is said"

ci/outside-test.sh || fail "what the world outside sees"
step "a client in another language takes events, sends some and calls contracts over AMQP"

./cleave down --clean
./cleave up --extracted shipping,notifications,payments --binding jms
answers_through monolith shipping notifications payments
expect "reconciliation" "$(./cleave import "$data" --json 2> /dev/null | tail -1)" "$expected"
no_dead_letters
step "the import reconciles with three services that are called and told over the broker"

./cleave down --clean
services=accounts,inventory,ordering,payments,shipping,notifications
./cleave up --extracted $services --binding grpc
answers_through monolith accounts inventory ordering
expect "reconciliation" "$(./cleave import "$data" --json 2> /dev/null | tail -1)" "$expected"
no_dead_letters
step "every module but catalog runs as a service of its own, and the import reconciles over gRPC"

./cleave up --extracted $services --binding rest
answers_through monolith accounts inventory ordering
expect "reconciliation" "$(./cleave import "$data" --json 2> /dev/null | tail -1)" "$expected"
step "the same services are called over REST, and a second import doubles nothing"

if ./cleave route inventory carrier-pigeon 2> /dev/null; then
  fail "an unknown binding must be refused"
fi
./cleave status
./cleave down --clean
[ ! -e .cleave/data ] || fail "down --clean must delete the data"
step "down stops everything and deletes the data"
printf '%d passed, 0 failed\n' "$passed"
