#!/usr/bin/env bash
# Tests the adapters to discovery engines against the engines themselves: etcd, ZooKeeper, Eureka, a DNS server, and
# a double of Consul's API. Everything runs on loopback, on free ports, and is gone afterwards.
#
#   ci/discovery-test.sh
#
# etcd is installed from Debian's package etcd-server where it is missing and this runs as root.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

fail() {
  printf 'discovery-test: %s\n' "$1" >&2
  exit 2
}

if ! command -v etcd >/dev/null; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null \
    || fail "there is no etcd on the PATH: install Debian's package etcd-server, or run this as root"
  apt-get install -y -qq etcd-server >/dev/null 2>&1 \
    || { apt-get update -qq && apt-get install -y -qq etcd-server >/dev/null; } \
    || fail "Debian's package etcd-server cannot be installed"
fi

eureka=$(mktemp -d)
trap 'rm -rf "$eureka"' EXIT
cp "$root/ci/discovery/EurekaForTests.java" "$eureka/"
"$root/mvnw" -q -f "$root/ci/discovery/pom.xml" \
  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile="$eureka/classpath"

cd "$root"
./mvnw -q -pl :cleave-discovery -am test -Dspotless.check.skip=true -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtest='dev.cleave.discovery.*Test' -Dcleave.test.engines.required=true -Dcleave.test.eureka="$eureka" \
  -Djunit.jupiter.execution.parallel.enabled=true -Djunit.jupiter.execution.parallel.mode.default=same_thread \
  -Djunit.jupiter.execution.parallel.mode.classes.default=concurrent

# What was skipped would count as passed.
skipped=$(grep -lE '<skipped' modules/cleave/cleave-discovery/target/surefire-reports/TEST-*.xml || true)
[ -z "$skipped" ] || fail "tests were skipped: $skipped"
tests=$(cat modules/cleave/cleave-discovery/target/surefire-reports/TEST-*.xml | grep -c '<testcase')
printf '%d passed, 0 failed\n' "$tests"
