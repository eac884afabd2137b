#!/usr/bin/env bash
# The running shop of this folder, seen by a client in another language: Node.js over AMQP 1.0, gRPC and HTTP. Meanwhile
# the monolith also serves accounts and shipping over the broker, and gRPC if it does not yet. What the test leaves behind are a few users and orders.
#
#   ci/outside-test.sh
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  printf 'outside-test: %s\n' "$1" >&2
  exit 2
}

if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
  [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null || fail "install Node.js 18 or newer, with npm"
  echo "Installing Node.js …"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends nodejs npm; } > /dev/null 2>&1 \
    || fail "apt-get could not install nodejs and npm: install Node.js 18 or newer, with npm"
fi

command -v unzip > /dev/null || fail "install unzip"

status=$(./cleave status --json)
of_status() { # EXPRESSION
  node -p "const s = JSON.parse(process.argv[1]); $1 ?? ''" "$status"
}
port=$(of_status "s.processes?.find(p => p.name === 'monolith' && p.ready)?.port")
amqp=$(of_status 's.broker?.amqp_url')
[ -n "$port" ] || fail "the shop does not run: ./cleave up"
[ -n "$amqp" ] || fail "the shop runs without a broker of its own, which this test needs"

grpc=$(of_status "s.processes?.find(p => p.name === 'monolith' && p.ready)?.grpc_port")
grpc=${grpc:-50051}
routes=.cleave/run/monolith.properties
replace() { # COMMAND... writes the routes of the monolith anew, at once
  "$@" > "$routes.new" && mv "$routes.new" "$routes"
}
served='^cleave\.(serve\.(accounts|shipping)|grpc\.port)='
serve() {
  grep -Ev "$served" "$routes"
  printf 'cleave.serve.accounts=jms\ncleave.serve.shipping=jms\ncleave.grpc.port=%s\n' "$grpc"
}
before=$(grep -E "$served" "$routes" || true)
restore() {
  replace sh -c 'grep -Ev "$1" "$2"; printf "%s" "${3:+$3
}"' - "$served" "$routes" "$before"
}
replace serve
protos=$(mktemp -d)
trap 'restore; rm -rf "$protos"' EXIT

# What a client in another language is given: the .proto files, out of the jars that the shop runs.
from_jars() { # FOLDER ARTIFACT...
  local folder=$1 jar
  shift
  for artifact in "$@"; do
    jar=$(unzip -Z1 modules/monolith/target/monolith.war "WEB-INF/lib/$artifact-[0-9]*.jar") \
      || fail "modules/monolith/target/monolith.war has no $artifact: build it with ./mvnw package"
    unzip -p modules/monolith/target/monolith.war "$jar" > "$protos/$artifact.jar"
    unzip -qo "$protos/$artifact.jar" "$folder/*.proto" -d "$protos"
  done
}
from_jars META-INF/proto accounts-grpc
from_jars META-INF/cleave/proto accounts-contract ordering-contract
mv "$protos"/META-INF/proto/* "$protos"/META-INF/cleave/proto/

export SHOP_URL=http://localhost:$port SHOP_AMQP_URL=$amqp SHOP_GRPC=localhost:$grpc
export SHOP_PROTOS=$protos/META-INF/cleave/proto
SHOP_OPERATOR_KEY=$(cat .cleave/secrets/operator.key)
SHOP_CLEAVE_PASSWORD=$(cat .cleave/secrets/artemis.password)
SHOP_OUTSIDE_PASSWORD=$(cat .cleave/secrets/outside.password)
export SHOP_OPERATOR_KEY SHOP_CLEAVE_PASSWORD SHOP_OUTSIDE_PASSWORD
npm --prefix ci/outside ci --prefer-offline --no-audit --no-fund --loglevel=error > /dev/null || fail "npm ci failed"
node --test --test-reporter=spec ci/outside/outside.test.js ci/outside/grpc.test.js
