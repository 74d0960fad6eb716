#!/usr/bin/env bash
# with-postgres.sh COMMAND…: runs the command with KAIRAN_TEST_POSTGRES_URL set to a private cluster in a temporary
# folder, on a random loopback port, and takes it away afterwards. No service of the machine is touched.
source "$(dirname "$0")/lib.sh"

postgres_bin() {
  local initdb
  initdb=$({ ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null || true; } | sort -V | tail -n 1)
  [ -n "$initdb" ] || initdb=$(command -v initdb || true)
  [ -n "$initdb" ] && dirname "$(readlink -f "$initdb")"
}

# Debian's package would make and start a cluster of its own; it is told not to for the time of the installation.
install_postgres() {
  local folder=/etc/postgresql-common/createcluster.d
  as_root mkdir -p "$folder"
  echo 'create_main_cluster = false' | as_root tee "$folder/kairan-tests.conf" >/dev/null
  need_apt postgresql
  as_root rm -f "$folder/kairan-tests.conf"
}

BIN=$(postgres_bin || true)
if [ -z "$BIN" ]; then
  install_postgres
  BIN=$(postgres_bin) || die "PostgreSQL's initdb was not found"
fi

FOLDER=$(mktemp -d /tmp/kairan-postgres.XXXXXX)
POSTGRES=

# PostgreSQL refuses to run as root.
as_owner=()
if [ "$(id -u)" -eq 0 ]; then
  owner=postgres
  id -u "$owner" >/dev/null 2>&1 || owner=nobody
  chown "$owner" "$FOLDER"
  as_owner=(setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups)
fi

stop_postgres() {
  [ -n "$POSTGRES" ] || return 0
  kill -QUIT "$POSTGRES" 2>/dev/null || true
  wait "$POSTGRES" 2>/dev/null || true
  POSTGRES=
}

finish() {
  stop_postgres
  rm -rf "$FOLDER"
}
trap finish EXIT
trap 'exit 130' INT TERM

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
(umask 077 && printf '%s' "$PASSWORD" >"$FOLDER/password")
[ ${#as_owner[@]} -eq 0 ] || chown "$owner" "$FOLDER/password"

cd "$FOLDER"
"${as_owner[@]}" env LC_ALL=C "$BIN/initdb" --pgdata="$FOLDER/data" --username=kairan --pwfile="$FOLDER/password" \
  --auth=scram-sha-256 --encoding=UTF8 --locale=C --no-sync >"$FOLDER/initdb.log" 2>&1 || {
  cat "$FOLDER/initdb.log" >&2
  die "initdb failed"
}

# start_postgres: false when the port was taken meanwhile. Durability is off: the cluster lives as long as one test run.
start_postgres() {
  PORT=$(free_port)
  "${as_owner[@]}" env LC_ALL=C "$BIN/postgres" -D "$FOLDER/data" -p "$PORT" -h 127.0.0.1 -k "$FOLDER" \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 \
    >"$FOLDER/postgres.log" 2>&1 </dev/null &
  POSTGRES=$!
  for _ in $(seq 1 150); do
    grep -q 'ready to accept connections' "$FOLDER/postgres.log" && return 0
    kill -0 "$POSTGRES" 2>/dev/null || break
    sleep 0.2
  done
  stop_postgres
  return 1
}

start_postgres || start_postgres || {
  cat "$FOLDER/postgres.log" >&2
  die "PostgreSQL did not start"
}

cd "$ROOT"
export KAIRAN_TEST_POSTGRES_URL="postgres://kairan:$PASSWORD@127.0.0.1:$PORT/postgres"
"$@"
