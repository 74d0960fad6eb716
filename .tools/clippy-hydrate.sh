#!/usr/bin/env bash
# Clippy over what runs in the browser.
source "$(dirname "$0")/lib.sh"
source .tools/wasm-toolchain.sh

if [ "$WASM_TOOLCHAIN" = rustup ]; then
  # The profile of the product: build scripts and macros are then compiled once for both.
  wasm_cargo clippy --locked --package app --features hydrate --profile wasm-release -- -D warnings
else
  # Debian's compiler brings no clippy; the browser's code compiles for this machine too.
  cargo clippy --locked --package app --features hydrate -- -D warnings
fi
