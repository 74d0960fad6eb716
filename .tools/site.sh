#!/usr/bin/env bash
# Everything a browser loads, in target/site/: wasm, style, fonts, public files, each also compressed.
source "$(dirname "$0")/lib.sh"

bash .tools/wasm.sh

build_site() {
  step npm-tools .tools/node_modules/.package-lock.json .tools/package-lock.json -- npm_install .tools
  say "site"
  node .tools/site.mjs "$TARGET/wasm-pkg" "$SITE"
}

step site "$SITE/manifest.json" style app/public "$TARGET/wasm-pkg" .tools/site.mjs .tools/package-lock.json -- build_site
