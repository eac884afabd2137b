#!/usr/bin/env bash
# Runs the commands of Markdown files and compares what they print with what the files say: the guide is its own test.
#
#   ci/guide-test.sh [FILE...]            default: the chapters of extraction-guide/ that have a number, in order
#   ci/guide-test.sh --check [FILE...]    runs nothing, and reports blocks that are malformed
#   ci/guide-test.sh --self-test          tries this test itself
#
# What is run are blocks marked console, all in one shell in the repository's folder, with the environment of a reader:
#
#   <!-- timeout: 300s -->                a command may take 180 s unless this stands before its block
#   ```console
#   $ ./cleave route accounts rest        a command; lines that begin with '> ' carry it on
#   accounts is rest, … after … ms        what it prints; … stands for any text, and on a line by itself for any lines
#   $ ./cleave route catalog rest
#   …
#   (exit 1)                              it must fail, with this status
#   ```
#
# The first difference ends it, and what was started goes on running, so that it can be looked at.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
if [ "${1:-}" = --self-test ]; then
  exec "$root/ci/guide/self-test.sh"
fi
arguments=()
files=0
for argument in "$@"; do
  case $argument in
    --*) arguments+=("$argument") ;;
    /*) arguments+=("$argument") && files=1 ;;
    *) arguments+=("$PWD/$argument") && files=1 ;;
  esac
done
if [ $files = 0 ]; then
  arguments+=("$root"/extraction-guide/[0-9]*.md)
fi
cd "$root"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dfile.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 -Dstdout.encoding=UTF-8 \
  ci/Guide.java "${arguments[@]}"
