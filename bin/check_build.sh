#!/usr/bin/env bash
# Builds for production, boots the build on an empty port and asks one page of it.
set -euo pipefail
cd "$(dirname "$0")/.."
node ace.js build --ignore-ts-errors=false >/dev/null
port="${BUILD_CHECK_PORT:-3399}"
server=""
cleanup() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; }
trap cleanup EXIT
export AQUEDUTO_VAR="$PWD/var" NODE_ENV=production PORT="$port" AQUEDUTO_WORKER=off
ln -sfn ../node_modules build/node_modules
# The build's own commands bring an empty database up to this version.
(cd build && node ace.js system:prepare)
(cd build && exec node bin/server.js) >var/build_check.log 2>&1 &
server=$!
for _ in $(seq 1 60); do
  if curl -fs "http://127.0.0.1:$port/health" >/dev/null 2>&1; then
    # Read whole before it is searched: a pipe closed early would count as a failure.
    page="$(curl -fs "http://127.0.0.1:$port/login")"
    case "$page" in *Aqueduto*) ;; *) echo "E_BUILD_PAGE: the login page of the build is not ours" >&2; exit 1 ;; esac
    echo "the production build boots and answers"
    exit 0
  fi
  sleep 0.5
done
echo "E_BUILD_BOOT: the production build did not answer; its log:" >&2
cat var/build_check.log >&2
exit 1
