"""The figures: `figures.py [WORD]` measures those whose name has the word. Prints a table in Markdown."""

import os
import platform
import re
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import crash
import hub
import seed
import survey

ROUNDS = 3
rows = []


def row(what, reach, measured, holds):
    rows.append((what, reach, measured, "yes" if holds else "**no**"))
    print(f"{what}: {measured} (reach {reach}) {'ok' if holds else 'MISSED'}", flush=True)


def shares(static, measure):
    """Measures turn by turn with the static answer: the share of each round, and the rounds."""
    found, reports = [], []
    for _ in range(ROUNDS):
        base = hub.load("get", static.addr, "/", "--seconds", 3)
        report = measure()
        if report["failed"]:
            raise RuntimeError(f"{report['failed']} requests failed")
        found.append(100 * report["per_second"] / base["per_second"])
        reports.append(report)
    return statistics.median(found), reports


def middle(reports, key):
    return statistics.median(report[key] for report in reports)


def notice_list():
    data = hub.WORK / "notices"
    if not (data / "seeded").exists():
        hub.copy(hub.demo(), "notices")
        print(f"{seed.notices(data, 100_000)} notices", flush=True)
        (data / "seeded").touch()
    with hub.Hub(data) as server, hub.Static() as static:
        cookie = server.cookie(server.account("reader"))
        status, _, page = server.call("GET", "/notices", headers={"Cookie": cookie})
        shown = page.count(b'class="notices__title"')
        if (status, shown) != (200, 50):
            raise RuntimeError(f"the list answered {status} with {shown} rows")
        share, reports = shares(static, lambda: hub.load("get", server.addr, "/notices", "--header", f"Cookie: {cookie}"))
    rate, p99 = middle(reports, "per_second"), middle(reports, "p99")
    row("notice list, 100,000 notices, 8 clients", "≥ 6 % of static, p99 ≤ 20 ms",
        f"{share:.1f} % ({rate:.0f}/s), p99 {p99:.1f} ms", share >= 6 and p99 <= 20)


def first_visit():
    with hub.Hub(hub.copy(hub.demo(), "weight")) as server:
        cookie = server.cookie(server.account("editor"))
        ask = {"Cookie": cookie, "Accept-Encoding": "br"}
        # The page that carries most: the form of a survey, with the island that saves it.
        home = server.call("GET", "/surveys", headers={"Cookie": cookie})[2].decode()
        address = re.search(r'href="(/surveys/[0-9a-f-]{36}/answer)"', home)[1]
        _, _, page = server.call("GET", address, headers=ask)
        _, _, plain = server.call("GET", address, headers={"Cookie": cookie})
        paths = set(re.findall(r'(?:href|src)="(/[^"]+\.(?:css|js|wasm)[^"]*)"', plain.decode()))
        paths |= set(re.findall(r'"(/pkg/[^"]+\.wasm)"', plain.decode()))
        sizes = {"HTML": len(page)} | {path: len(server.call("GET", path, headers=ask)[2]) for path in sorted(paths)}
    for name, size in sizes.items():
        print(f"  {size:8d} B  {name}")
    total = sum(sizes.values()) / 1024
    row("first visit of the page that carries most (answering), compressed", "≤ 250 KB", f"{total:.0f} KB in {len(sizes)} answers", total <= 250)


def durable_saves():
    data = hub.copy(hub.demo(), "saves")
    people = seed.tokens(data)
    with hub.Hub(data) as server, hub.Static() as static:
        targets = survey.targets(server, people, 64)

        def once():
            survey.refresh(server, targets)
            return hub.load("save", server.addr, survey.written(targets))
        share, reports = shares(static, once)
    rate, p99 = middle(reports, "per_second"), middle(reports, "p99")
    row("durable saves of a field, 64 clients", "≥ 4 % of static, p99 ≤ 100 ms",
        f"{share:.1f} % ({rate:.0f}/s), p99 {p99:.0f} ms", share >= 4 and p99 <= 100)

    # Each fsync is made to take 5 ms, as on a small disk; strace counts them and the server counts its commits.
    trace = hub.WORK / "fsync.strace"
    # Only those two calls stop for strace; without --seccomp-bpf every call would, and the server would wait for strace.
    wrap = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:delay_exit=5000", "-o", trace]
    with hub.Hub(data, wrap) as server:
        survey.refresh(server, targets)
        time.sleep(2)
        before = {name: server.metric(f"kairan_store_{name}_total") for name in ("commits", "writes")}
        synced = len(trace.read_text().splitlines())
        report = hub.load("save", server.addr, survey.written(targets))
        synced = len([line for line in trace.read_text().splitlines()[synced:] if "sync(" in line])
        commits = server.metric("kairan_store_commits_total") - before["commits"]
        writes = server.metric("kairan_store_writes_total") - before["writes"]
    each = report["requests"] / max(synced, 1)
    row("the same, each fsync takes 5 ms", "≥ 8 saves per fsync, p99 ≤ 100 ms",
        f"{each:.1f} (own metric: {writes / max(commits, 1):.1f} per commit), p99 {report['p99']:.0f} ms",
        each >= 8 and report["p99"] <= 100)


def merged_table():
    data = hub.copy(hub.demo(), "table")
    people = seed.tokens(data)
    with hub.Hub(data) as server:
        collector = server.account("collector")
        made = survey.large(server, collector["api_token"], people, 500)
    cold, warm, sheets = [], [], []
    for _ in range(5):
        with hub.Hub(data) as server:
            cold.append(timed(server, f"/api/v1/surveys/{made}/table", token=collector["api_token"]))
            cookie = {"Cookie": server.cookie(collector), "Accept-Encoding": "br"}
            times = [timed(server, f"/surveys/{made}/table", headers=cookie) for _ in range(8)]
            warm += times[1:]
            sheets += [timed(server, f"/surveys/{made}/export/xlsx", headers=cookie) for _ in range(4)][1:]
    cold, warm, sheet = (statistics.median(times) for times in (cold, warm, sheets))
    row("merged table, 52 bodies × 500 questions: JSON cold / page warm / xlsx", "≤ 50 / 50 / 150 ms",
        f"{cold:.0f} / {warm:.0f} / {sheet:.0f} ms", cold <= 50 and warm <= 50 and sheet <= 150)


def timed(server, path, **ask):
    begun = time.monotonic()
    status, _, body = server.call("GET", path, **ask)
    took = (time.monotonic() - begun) * 1000
    if status != 200:
        raise RuntimeError(f"{path}: {status} {body[:300]}")
    return took


def idle_memory():
    with hub.Hub(hub.copy(hub.demo(), "idle")) as server:
        time.sleep(20)
        status = Path(f"/proc/{server.pid}/status").read_text()
        start = server.started
    size = int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024
    row("idle memory with the demo data", "≤ 120 MB", f"{size:.0f} MB (start {start:.1f} s)", size <= 120)


def killed():
    result = crash.run(hub.copy(hub.demo(), "crash"), int(os.environ.get("KILLS", "50")))
    row("kill -9 during 16 writers, 50 times", "0 lost, 0 half, index catches up, start ≤ 3 s",
        f"{result['kills']} kills, {result['acknowledged']} acknowledged, {result['lost']} lost, {result['half']} half, "
        f"index behind {result['behind']}, start ≤ {result['start']:.1f} s",
        result["lost"] == 0 and result["half"] == 0 and result["behind"] == 0 and result["start"] <= 3)


def machine():
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())[1]) / 2**20
    return f"{model[1] if model else platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB, Linux {platform.release().split('-')[0]}"


FIGURES = (notice_list, first_visit, durable_saves, merged_table, idle_memory, killed)

if __name__ == "__main__":
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    for figure in FIGURES:
        if word in figure.__name__:
            figure()
    print("\n| What | Reach | Measured | Reached |\n| --- | --- | --- | --- |")
    for line in rows:
        print("| " + " | ".join(line) + " |")
    print(f"\nMachine: {machine()}; server, load and database on it together.")
    sys.exit(0 if rows and all(line[3] == "yes" for line in rows) else 1)
