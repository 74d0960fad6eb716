#!/usr/bin/env bash
# `make run`: builds what changed, then serves the demo prefecture. ADDR and DATA say where.
source "$(dirname "$0")/lib.sh"

need_poppler
build_release() { build_server release --release; }

step server-release "$TARGET/release/kairan" "${RUST_SOURCES[@]}" -- build_release
bash .tools/site.sh

export KAIRAN_HTTP__SITE_DIR=$SITE
exec "$TARGET/release/kairan" demo --data "${DATA:-data}" --addr "${ADDR:-127.0.0.1:3000}"
