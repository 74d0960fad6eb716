# Shared by the scripts of this folder: paths, messages, missing packages, steps that run only when their inputs changed.
# Source it; it moves to the root of the repository.
# shellcheck shell=bash

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"

TARGET=${CARGO_TARGET_DIR:-$ROOT/target}
case $TARGET in /*) ;; *) TARGET=$ROOT/$TARGET ;; esac
STAMPS=$TARGET/stamps
SITE=$TARGET/site
mkdir -p "$STAMPS"

export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# as_root COMMAND…
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif have sudo; then
    sudo "$@"
  else
    die "as root: $*"
  fi
}

# need_apt PACKAGE…: installs what lacks of these Debian packages, and nothing else.
need_apt() {
  local lacking=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || lacking+=("$package")
  done
  [ ${#lacking[@]} -eq 0 ] && return
  have apt-get || die "install by hand what these Debian packages hold: ${lacking[*]}"
  say "installing Debian packages: ${lacking[*]}"
  if [ -z "$(find "$STAMPS/apt-update" -mmin -720 2>/dev/null)" ]; then
    as_root apt-get update -q >&2
    touch "$STAMPS/apt-update"
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
    -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=300 "${lacking[@]}" </dev/null >&2
}

# What takes the text out of PDF files, Japanese ones of old included.
need_poppler() { need_apt poppler-utils poppler-data; }

# fingerprint PATH…: a text that changes when a file below the paths appears, goes or is written.
fingerprint() {
  { find "$@" \( -name node_modules -o -name target \) -prune -o -type f -printf '%p %s %T@\n' 2>/dev/null || true; } |
    LC_ALL=C sort | sha256sum | cut -d ' ' -f 1
}

# step NAME OUTPUT INPUT… -- COMMAND…: runs the command unless the output stands and the inputs are as they were
# when the command last succeeded.
step() {
  local name=$1 output=$2 inputs=() now
  shift 2
  while [ "$1" != -- ]; do
    inputs+=("$1")
    shift
  done
  shift
  now=$(fingerprint "${inputs[@]}")
  if [ -e "$output" ] && [ "$(cat "$STAMPS/$name" 2>/dev/null)" = "$now" ]; then return; fi
  rm -f "$STAMPS/$name"
  "$@"
  [ -e "$output" ] || die "$name: $output was not made"
  printf '%s\n' "$now" >"$STAMPS/$name"
}

# npm_install FOLDER: the packages of its lock file; no package runs a script of its own.
npm_install() {
  have npm || die "Node.js 20 or newer with npm is needed"
  say "npm packages of $1"
  npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >&2
}

# What the server and the wasm are compiled from.
RUST_SOURCES=(Cargo.toml Cargo.lock app server entity migration)

# build_server PROFILE_FOLDER CARGO_OPTION…: the binary `kairan`.
build_server() {
  local folder=$1
  shift
  have cargo || die "Rust is needed: https://rustup.rs"
  have cc || need_apt build-essential
  say "server ($folder)"
  cargo build --locked --package server --bin kairan "$@"
}
