#!/usr/bin/env bash
# `make watch`: a development build that is made again, and the server started again, after each change. Reload the page
# by hand. Who has cargo-leptos may use `cargo leptos watch` instead.
source "$(dirname "$0")/lib.sh"

export WASM_PROFILE=dev KAIRAN_HTTP__SITE_DIR=$SITE
SERVER=

stop_server() {
  [ -n "$SERVER" ] || return 0
  kill "$SERVER" 2>/dev/null || true
  wait "$SERVER" 2>/dev/null || true
  SERVER=
}
trap stop_server EXIT
trap 'exit 0' INT TERM

seen=
while :; do
  now=$(fingerprint "${RUST_SOURCES[@]}" style)
  if [ "$now" != "$seen" ]; then
    seen=$now
    if bash .tools/build-debug.sh && bash .tools/site.sh; then
      stop_server
      "$TARGET/debug/kairan" demo --data "${DATA:-data}" --addr "${ADDR:-127.0.0.1:3000}" &
      SERVER=$!
    else
      say "the build failed; the last good server stays up"
    fi
  fi
  sleep 1
done
