"""What the demo prefecture lacks in size: written into a copy of its database while no server runs."""

import hashlib
import os
import sqlite3


def opened(data):
    base = sqlite3.connect(f"{data}/kairan.db")
    base.execute("PRAGMA foreign_keys=ON")
    return base


def tokens(data, role="editor"):
    """A REST token for somebody with a role in each body: `[(token, body)]`."""
    base, made = opened(data), []
    rows = base.execute(
        "SELECT m.body_id, min(m.account_id) FROM membership m JOIN body b ON b.id = m.body_id "
        "WHERE m.role = ? AND b.kind <> 'prefecture' GROUP BY m.body_id ORDER BY min(b.sort_key)", (role,)
    ).fetchall()
    for number, (body, account) in enumerate(rows):
        token = f"krn_bench_{role}_{number}"
        digest = hashlib.sha256(token.encode()).digest()
        base.execute(
            "INSERT OR IGNORE INTO api_token (id, token_hash, account_id, body_id, name, created_at) "
            "VALUES (?, ?, ?, ?, 'bench', '2026-01-01T00:00:00+00:00')", (os.urandom(16), digest, account, body)
        )
        made.append((token, body))
    base.commit()
    base.close()
    return made


def columns(base, table):
    return [row[1] for row in base.execute(f"PRAGMA table_info({table})")]


def notices(data, wanted):
    """Copies published notices with their deliveries and tags, each some hours older, until there are `wanted`."""
    base = opened(data)
    base.execute("PRAGMA synchronous=OFF")
    base.execute("PRAGMA cache_size=-1000000")
    have = base.execute("SELECT count(*) FROM notice WHERE published_at IS NOT NULL").fetchone()[0]
    rounds = (wanted + have - 1) // have - 1
    base.execute("CREATE TEMP TABLE source AS SELECT id FROM notice WHERE published_at IS NOT NULL")
    base.execute("CREATE TEMP TABLE copied (old BLOB, new BLOB, ago TEXT)")
    for number in range(1, rounds + 1):
        base.execute("INSERT INTO copied SELECT id, randomblob(16), ? FROM source", (f"-{number * 7} hours",))
    base.execute("CREATE INDEX temp.copied_old ON copied (old)")

    def spread(table, key, moved):
        names = columns(base, table)
        values = [
            "c.new" if name == key else
            f"strftime('%Y-%m-%dT%H:%M:%S+00:00', t.{name}, c.ago)" if name in moved else f"t.{name}" for name in names
        ]
        base.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table} t JOIN copied c ON c.old = t.{key}"
        )

    base.execute("PRAGMA foreign_keys=OFF")
    spread("notice", "id", {"published_at"})
    spread("notice_tag", "notice_id", set())
    spread("delivery", "notice_id", {"published_at", "pending_since"})
    base.commit()
    base.execute("ANALYZE")
    base.commit()
    count = base.execute("SELECT count(*) FROM notice").fetchone()[0]
    base.close()
    return count
