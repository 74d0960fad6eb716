#!/usr/bin/env bash
# The journeys of end2end/ in Chromium, against the development build of the server and the real site.
source "$(dirname "$0")/lib.sh"

E2E_CHROMIUM=${E2E_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -z "$E2E_CHROMIUM" ]; then
  need_apt chromium
  E2E_CHROMIUM=$(command -v chromium)
fi
# Japanese must be drawn even where a page leaves out the web fonts.
if have dpkg-query; then need_apt fonts-noto-cjk; fi

step npm-end2end end2end/node_modules/.package-lock.json end2end/package-lock.json -- npm_install end2end
if [ -z "${E2E_BINARY:-}" ]; then
  bash .tools/build-debug.sh
  E2E_BINARY=$TARGET/debug/kairan
fi
bash .tools/site.sh

export E2E_CHROMIUM E2E_BINARY E2E_SITE=$SITE E2E_WORK=$TARGET/end2end
exec node end2end/run.mjs ${PROJECT:+--project="$PROJECT"} ${ONLY:+--only="$ONLY"}
