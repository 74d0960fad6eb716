#!/usr/bin/env bash
# `make bench`: measures the figures of the README against a release build and prints them as a table.
# ONLY=word measures one of them; the data it makes is kept in target/bench/ for the next time.
source "$(dirname "$0")/lib.sh"

have cargo || die "Rust is needed: https://rustup.rs"
need_apt strace
need_poppler
build_release() { build_server release --bin kairan-load --release; }
step server-release-load "$TARGET/release/kairan-load" "${RUST_SOURCES[@]}" -- build_release
bash .tools/site.sh

mkdir -p "$TARGET/bench"
export BENCH_LOAD=$TARGET/release/kairan-load BENCH_BINARY=$TARGET/release/kairan BENCH_SITE=$SITE BENCH_WORK=$TARGET/bench
export PYTHONDONTWRITEBYTECODE=1
exec python3 .tools/bench/figures.py ${ONLY:+"$ONLY"}
