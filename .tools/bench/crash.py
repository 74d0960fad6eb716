"""`kill -9` while many write: what was acknowledged must be there afterwards, whole, and the index must catch up."""

import json
import random
import signal
import sqlite3
import subprocess
import threading
import time
import uuid

import hub
import seed
import survey

SAVERS = 12
PUBLISHERS = 4
# The moment of the kill is drawn from a seed, so that a run can be repeated.
MOMENTS = random.Random(20261122)


def run(data, kills):
    people = seed.tokens(data)
    server = hub.Hub(data)
    server.start()
    targets = survey.targets(server, people, SAVERS)
    collector = server.account("collector")["api_token"]
    saved, published, starts = {}, {}, []
    for _ in range(kills):
        survey.refresh(server, targets)
        log = hub.WORK / "saved.jsonl"
        load = subprocess.Popen(
            [hub.LOAD, "save", server.addr, survey.written(targets), "--log", log, "--seconds", "30"], stdout=subprocess.DEVNULL)
        writers = [threading.Thread(target=publish, args=(server, collector, published)) for _ in range(PUBLISHERS)]
        for writer in writers:
            writer.start()
        time.sleep(MOMENTS.uniform(0.2, 1.5))
        server.stop(signal.SIGKILL)
        load.wait(60)
        for writer in writers:
            writer.join(60)
        for line in log.read_text().splitlines():
            if line.endswith("}"):
                note = json.loads(line)
                saved[note["assignment"], note["key"], note["version"]] = note["value"]
        starts.append(server.start())
    behind = caught_up(server, collector, published)
    server.stop()
    if len(published) < kills:
        raise RuntimeError(f"only {len(published)} notices were published during {kills} runs: nothing to judge by")
    lost, half = judge(data, saved, published)
    return {
        "kills": kills, "acknowledged": len(saved) + len(published), "lost": lost, "half": half, "behind": behind,
        "start": max(starts),
    }


def publish(server, token, published):
    """Writes and publishes notices until the server is gone."""
    while True:
        word = uuid.uuid4().hex
        draft = {
            "title": f"停電試験 {word}", "number": "", "kind": "notification", "issued_on": "2026-04-01", "ministry": "", "section": "",
            "contact": "", "body": f"本文 {word}", "tags": ["停電試験"], "audience": {"type": "all"},
        }
        try:
            made = server.rest("POST", "/notices", token, draft)["id"]
            version = server.rest("GET", f"/notices/{made}", token)["version"]
            server.rest("POST", f"/notices/{made}/publish", token, {"version": version})
        except (OSError, hub.http.client.HTTPException):
            return
        published[made] = word


def caught_up(server, token, published):
    """How many of the last notices search does not find within ten seconds."""
    wanted = list(published.values())[-20:]
    for _ in range(100):
        missing = [word for word in wanted if server.rest("GET", f"/search?q={word}", token)["total"] == 0]
        if not missing:
            return 0
        time.sleep(0.1)
    return len(missing)


def judge(data, saved, published):
    """Counts acknowledged writes that are gone, and records that lack a part."""
    base = sqlite3.connect(f"{data}/kairan.db")
    rows = base.execute("SELECT lower(hex(assignment_id)), question_key, version, value FROM answer_value")
    kept = {(uuid.UUID(one), key, version): value for one, key, version, value in rows}
    lost = sum(
        json.loads(kept.get((uuid.UUID(one), key, version)) or "{}").get("value") != value
        for (one, key, version), value in saved.items()
    )
    live = {uuid.UUID(one) for (one,) in base.execute("SELECT lower(hex(id)) FROM notice WHERE state = 'published'")}
    lost += sum(uuid.UUID(made) not in live for made in published)
    half = base.execute(
        "SELECT count(*) FROM notice n WHERE n.state = 'published' AND n.delivery_count <> "
        "(SELECT count(*) FROM delivery d WHERE d.notice_id = n.id)").fetchone()[0]
    half += base.execute(
        "SELECT count(*) FROM notice n WHERE n.title LIKE '停電試験%' AND NOT EXISTS (SELECT 1 FROM audit_event a "
        "WHERE instr(lower(replace(a.object, '-', '')), lower(hex(n.id))) > 0)").fetchone()[0]
    half += base.execute(
        "SELECT count(*) FROM (SELECT assignment_id, question_key FROM answer_value GROUP BY 1, 2 "
        "HAVING count(*) <> max(version))").fetchone()[0]
    half += sum(1 for (found,) in base.execute("PRAGMA integrity_check") if found != "ok")
    half += len(base.execute("PRAGMA foreign_key_check").fetchall())
    return lost, half
