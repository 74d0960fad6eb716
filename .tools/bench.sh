#!/usr/bin/env bash
# `make bench`: measures the figures of the README against a release build and prints them as a table.
# ONLY=word measures one of them; the data it makes is kept in target/bench/ for the next time.
source "$(dirname "$0")/lib.sh"

have cargo || die "Rust is needed: https://rustup.rs"
need_apt strace
need_poppler
say "release build and load"
cargo build --locked --release --package server --bin kairan --bench load
bash .tools/site.sh

BENCH_LOAD=$(cargo build --locked --release --package server --bin kairan --bench load --message-format=json 2>/dev/null |
  sed -n 's/.*"executable":"\([^"]*\/load-[^"]*\)".*/\1/p' | tail -n 1)
[ -x "$BENCH_LOAD" ] || die "the load was not built"
mkdir -p "$TARGET/bench"
export BENCH_LOAD BENCH_BINARY=$TARGET/release/kairan BENCH_SITE=$SITE BENCH_WORK=$TARGET/bench
export PYTHONDONTWRITEBYTECODE=1
exec python3 .tools/bench/figures.py ${ONLY:+"$ONLY"}
