#!/usr/bin/env bash
# test.sh all|fast: runs every check, keeps going when one fails, and ends with the line `N passed, N failed`.
# Format, clippy and house rules count as one check each, tests and journeys as many as there are.
# Logs are in target/test-logs/; of a check that failed the telling part is printed too.
source "$(dirname "$0")/lib.sh"

MODE=${1:-all}
LOGS=$TARGET/test-logs
PASSED=0
FAILED=0
rm -rf "$LOGS"
mkdir -p "$LOGS"
export CARGO_TERM_COLOR=never RUST_BACKTRACE=${RUST_BACKTRACE:-0} INSTA_UPDATE=${INSTA_UPDATE:-no}

# tell WORD NAME SECONDS REST
tell() { printf '%-4s  %-22s %4s s  %s\n' "$1" "$2" "$3" "${4:-}"; }

# logged NAME COMMAND…: runs the command with its output in the log; answers its exit code.
logged() {
  local name=$1 code=0
  shift
  "$@" >"$LOGS/$name.log" 2>&1 </dev/null || code=$?
  return "$code"
}

# check NAME COMMAND…: one check that holds or not.
check() {
  local name=$1 begun=$SECONDS
  shift
  if logged "$name" "$@"; then
    PASSED=$((PASSED + 1))
    tell ok "$name" $((SECONDS - begun))
  else
    FAILED=$((FAILED + 1))
    tell FAIL "$name" $((SECONDS - begun)) "$LOGS/$name.log"
    grep -vE '^ *(Compiling|Checking|Downloaded|Downloading|Fresh) ' "$LOGS/$name.log" | tail -n 60 | sed 's/^/      /'
  fi
}

# suite NAME COMMAND…: a runner whose closing lines tell how many passed and failed: cargo's `test result:` lines or our
# own `N passed, N failed`. A runner that ended badly without counting a failure, or that ran nothing, is one failure.
suite() {
  local name=$1 begun=$SECONDS code=0 passed failed
  shift
  logged "$name" "$@" || code=$?
  read -r passed failed < <(awk '
    /^test result: / { for (i = 2; i <= NF; i++) { if ($i ~ /^passed/) p += $(i - 1); if ($i ~ /^failed/) f += $(i - 1) } }
    /^[0-9]+ passed, [0-9]+ failed$/ { p += $1; f += $3 }
    END { print p + 0, f + 0 }' "$LOGS/$name.log")
  if [ "$failed" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$passed" -eq 0 ]; }; then failed=1; fi
  PASSED=$((PASSED + passed))
  FAILED=$((FAILED + failed))
  if [ "$failed" -eq 0 ]; then
    tell ok "$name" $((SECONDS - begun)) "$passed passed"
  else
    tell FAIL "$name" $((SECONDS - begun)) "$passed passed, $failed failed, $LOGS/$name.log"
    failing_part "$LOGS/$name.log" | sed 's/^/      /'
  fi
}

# What to read first: compiler errors, what failing tests printed, failed journeys; else the end of the log.
failing_part() {
  local part
  part=$(awk '
    /^error/ { keep = 14 }
    /^---- .* ----$/ { keep = 25 }
    /^(not ok|FAIL) / { keep = 25 }
    keep > 0 { print; keep-- }' "$1" | head -n 200)
  if [ -n "$part" ]; then printf '%s\n' "$part"; else tail -n 60 "$1"; fi
}

need_poppler
check format cargo fmt --all --check
check house node .tools/house.mjs
check clippy-workspace cargo clippy --locked --workspace --all-targets -- -D warnings
if [ "$MODE" = fast ]; then
  unset KAIRAN_TEST_POSTGRES_URL
  suite rust cargo test --locked --workspace --no-fail-fast
else
  check clippy-app-ssr cargo clippy --locked --package app --features ssr -- -D warnings
  check clippy-app-hydrate bash .tools/clippy-hydrate.sh
  check test-build cargo test --locked --workspace --no-run
  suite rust bash .tools/with-postgres.sh cargo test --locked --workspace --no-fail-fast
  check site bash .tools/site.sh
  # The binary that the tests were built with: a build of the server alone would compile half of the crates once more.
  suite journeys env E2E_BINARY="$TARGET/debug/kairan" bash .tools/end2end.sh
fi

printf '\n%s passed, %s failed\n' "$PASSED" "$FAILED"
[ "$FAILED" -eq 0 ]
