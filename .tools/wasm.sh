#!/usr/bin/env bash
# The islands as a wasm module with its JavaScript, in target/wasm-pkg/. WASM_PROFILE=dev is for the watch loop:
# quick to build, large.
source "$(dirname "$0")/lib.sh"

PROFILE=${WASM_PROFILE:-wasm-release}
PACKAGE=$TARGET/wasm-pkg
BINDGEN=$TARGET/bindgen/debug/bindgen

build_bindgen() {
  say "binding generator"
  CARGO_TARGET_DIR=$TARGET/bindgen cargo build --locked --manifest-path .tools/bindgen/Cargo.toml
}

# The features one by one: with all of them binaryen writes imports that browsers refuse.
optimise() {
  .tools/node_modules/.bin/wasm-opt -Oz --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext \
    --enable-mutable-globals --enable-reference-types --enable-multivalue --strip-producers --strip-target-features \
    "$1" -o "$2"
}

build_wasm() {
  local folder=$PROFILE next=$PACKAGE.next
  [ "$PROFILE" = dev ] && folder=debug
  say "wasm ($PROFILE, $WASM_TOOLCHAIN)"
  wasm_cargo build --locked --package app --lib --features hydrate --profile "$PROFILE"
  rm -rf "$next"
  "$BINDGEN" "$WASM_BUILD/$WASM_TARGET/$folder/app.wasm" "$next" kairan
  if [ "$PROFILE" != dev ]; then
    say "wasm-opt"
    optimise "$next/kairan_bg.wasm" "$next/optimised.wasm"
    mv "$next/optimised.wasm" "$next/kairan_bg.wasm"
  fi
  rm -rf "$PACKAGE"
  mv "$next" "$PACKAGE"
  printf '%s\n' "$PROFILE" >"$PACKAGE.profile"
}

ensure_wasm() {
  source .tools/wasm-toolchain.sh
  step bindgen "$BINDGEN" .tools/bindgen -- build_bindgen
  step npm-tools .tools/node_modules/.package-lock.json .tools/package-lock.json -- npm_install .tools
  build_wasm
}

[ "$(cat "$PACKAGE.profile" 2>/dev/null)" = "$PROFILE" ] || rm -f "$STAMPS/wasm"
step wasm "$PACKAGE/kairan_bg.wasm" Cargo.toml Cargo.lock app/Cargo.toml app/src .tools/wasm.sh .tools/bindgen \
  .tools/package-lock.json -- ensure_wasm
