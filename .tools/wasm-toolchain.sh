# Finds or makes a compiler for wasm32-unknown-unknown and defines `wasm_cargo`. Source it after lib.sh.
#
# Two ways. rustup's, where its download server can be reached. Else Debian's: its security suite carries a recent
# compiler with the sources of the standard library, from which we build the target's library into a private folder.
# Only apt packages change on the machine, and the server is still built by rustup's compiler.
# WASM_TOOLCHAIN=rustup|debian decides by hand.
# shellcheck shell=bash

WASM_TARGET=wasm32-unknown-unknown
DEBIAN_SYSROOT=$TARGET/wasm-debian/sysroot

rustup_has_target() { have rustc && [ -d "$(rustc --print sysroot)/lib/rustlib/$WASM_TARGET/lib" ]; }

# A refused or stalled download must not hold up the build: one try, two minutes.
rustup_add_target() {
  have rustup || return 1
  say "rustup target add $WASM_TARGET"
  RUSTUP_MAX_RETRIES=0 timeout 120 rustup target add "$WASM_TARGET" </dev/null >&2
}

choose_wasm_toolchain() {
  if [ -n "${WASM_TOOLCHAIN:-}" ]; then return; fi
  WASM_TOOLCHAIN=rustup
  rustup_has_target && return
  if [ "$(cat "$STAMPS/wasm-toolchain" 2>/dev/null)" != debian ]; then
    rustup_add_target && rustup_has_target && return
    say "rustup has no $WASM_TARGET here; taking Debian's compiler"
    echo debian >"$STAMPS/wasm-toolchain"
  fi
  WASM_TOOLCHAIN=debian
}

debian_source() { dpkg -L rust-web-src | grep -m 1 '/library$'; }

build_debian_sysroot() {
  local build=$TARGET/wasm-debian/library libraries=$DEBIAN_SYSROOT/lib/rustlib/$WASM_TARGET/lib
  say "standard library for $WASM_TARGET"
  rm -rf "$DEBIAN_SYSROOT"
  (
    cd "$(debian_source)"
    env -u RUSTUP_TOOLCHAIN RUSTC=/usr/bin/rustc CARGO_TARGET_DIR="$build" RUSTC_BOOTSTRAP=1 \
      RUSTFLAGS='-Zforce-unstable-if-unmarked -Cembed-bitcode=yes' __CARGO_DEFAULT_LIB_METADATA=stablestd \
      /usr/bin/cargo build --locked --release --package sysroot --target "$WASM_TARGET"
  )
  mkdir -p "$libraries"
  cp "$build/$WASM_TARGET"/release/deps/*.rlib "$libraries/"
  rm -rf "$build"
}

# wasm_cargo SUBCOMMAND OPTION…: cargo for the browser's target. Each compiler has a target folder of its own,
# so that neither sees the other's work as stale.
wasm_cargo() {
  local subcommand=$1
  shift
  if [ "$WASM_TOOLCHAIN" = rustup ]; then
    CARGO_TARGET_DIR=$WASM_BUILD cargo "$subcommand" --target "$WASM_TARGET" "$@"
  else
    env -u RUSTUP_TOOLCHAIN RUSTC=/usr/bin/rustc CARGO_TARGET_DIR="$WASM_BUILD" \
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-22 \
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--sysroot $DEBIAN_SYSROOT" \
      /usr/bin/cargo "$subcommand" --target "$WASM_TARGET" "$@"
  fi
}

choose_wasm_toolchain
WASM_BUILD=$TARGET/wasm-$WASM_TOOLCHAIN/build
if [ "$WASM_TOOLCHAIN" = debian ]; then
  need_apt rustc-web cargo-web rust-web-src libstd-rust-web-dev lld-22
  step wasm-sysroot "$DEBIAN_SYSROOT" "$(debian_source)/Cargo.lock" /usr/bin/rustc -- build_debian_sysroot
fi
