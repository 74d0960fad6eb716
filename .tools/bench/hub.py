"""A server of its own for a figure: its process, its data, its REST, its metrics."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse
from pathlib import Path

BINARY = Path(os.environ["BENCH_BINARY"])
LOAD = Path(os.environ["BENCH_LOAD"])
SITE = Path(os.environ["BENCH_SITE"])
WORK = Path(os.environ["BENCH_WORK"])


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Hub:
    """`kairan serve` on a folder of data. `wrap` goes before the command, as strace does."""

    def __init__(self, data, wrap=()):
        self.data, self.wrap = Path(data), list(wrap)
        self.port, self.metrics_port = free_port(), free_port()
        self.addr = f"127.0.0.1:{self.port}"
        self.process = None

    def environment(self):
        return os.environ | {
            "KAIRAN_DATABASE__URL": f"sqlite:{self.data}/kairan.db",
            "KAIRAN_FILES__DIR": f"{self.data}/files",
            "KAIRAN_FILES__INDEX_DIR": f"{self.data}/index",
            "KAIRAN_HTTP__LISTEN": self.addr,
            "KAIRAN_HTTP__PUBLIC_URL": f"http://{self.addr}",
            "KAIRAN_HTTP__SITE_DIR": str(SITE),
            # A few accounts stand for thousands.
            "KAIRAN_HTTP__REQUESTS_PER_SECOND": "0",
            "KAIRAN_HTTP__METRICS_LISTEN": f"127.0.0.1:{self.metrics_port}",
        }

    def start(self):
        """Starts it and answers the seconds until /readyz said yes."""
        begun = time.monotonic()
        log = open(WORK / f"server-{self.port}.log", "ab")
        self.process = subprocess.Popen(
            [*self.wrap, BINARY, "serve"], env=self.environment(), stdout=log, stderr=log, start_new_session=True)
        while time.monotonic() - begun < 60:
            try:
                if self.call("GET", "/readyz")[0] == 200:
                    return time.monotonic() - begun
            except OSError:
                pass
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended: see {log.name}")
            time.sleep(0.02)
        raise RuntimeError(f"the server is not ready: see {log.name}")

    def stop(self, how=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, how)
            self.process.wait(20)

    def __enter__(self):
        self.started = self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    @property
    def pid(self):
        """Of the server itself, not of what wraps it."""
        if not self.wrap:
            return self.process.pid
        return int(Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()[0])

    def call(self, method, path, body=None, headers=None, token=None):
        """One request: status, headers, bytes."""
        headers = dict(headers or {})
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if isinstance(body, (dict, list)):
            headers["Content-Type"] = "application/json"
            body = json.dumps(body).encode()
        connection = http.client.HTTPConnection(self.addr, timeout=120)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def rest(self, method, path, token, body=None):
        """A REST call that must go well."""
        status, _, answer = self.call(method, "/api/v1" + path, body, token=token)
        if status >= 300:
            raise RuntimeError(f"{method} {path}: {status} {answer[:500].decode()}")
        return json.loads(answer) if answer else None

    def cookie(self, account):
        """Signs in as a browser does."""
        form = {"_action": "session/log_in", "email": account["email"], "password": account["password"]}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        status, answer, _ = self.call("POST", "/login", urllib.parse.urlencode(form), headers)
        if status != 303:
            raise RuntimeError(f"log-in: {status}")
        return answer["Set-Cookie"].split(";")[0]

    def metric(self, name):
        connection = http.client.HTTPConnection(f"127.0.0.1:{self.metrics_port}", timeout=10)
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
        found = re.search(rf"^{name}(?:{{[^}}]*}})? ([0-9.e+]+)$", text, re.M)
        return float(found[1]) if found else 0.0

    def account(self, role):
        accounts = json.loads((self.data / "demo-accounts.json").read_text())
        return next(account for account in accounts if account["role"] == role)


def load(*words):
    """Runs the load and answers its report."""
    done = subprocess.run([LOAD, *map(str, words)], check=True, capture_output=True)
    return json.loads(done.stdout)


class Static:
    """A static axum answer on a port of its own."""

    def __enter__(self):
        self.addr = f"127.0.0.1:{free_port()}"
        self.process = subprocess.Popen([LOAD, "static", self.addr])
        time.sleep(0.3)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def copy(source, name):
    """A copy of a folder of data to be spoilt."""
    target = WORK / name
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return target


def demo():
    """The demo prefecture, made once."""
    folder = WORK / "demo"
    if (folder / "demo-accounts.json").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    log = open(WORK / "demo.log", "wb")
    maker = Hub(folder)
    command = [BINARY, "demo", "--data", folder, "--addr", maker.addr]
    process = subprocess.Popen(command, stdout=log, stderr=log, env=maker.environment())
    # Text is taken out of the files and indexed after the start; a figure must not measure that.
    for _ in range(600):
        time.sleep(0.5)
        try:
            if maker.metric("kairan_index_documents") > 0 and maker.metric("kairan_jobs_waiting") + maker.metric("kairan_index_lag") == 0:
                break
        except OSError:
            continue
    else:
        raise RuntimeError(f"the demo prefecture does not come to rest: see {log.name}")
    time.sleep(20)
    process.terminate()
    process.wait(20)
    return folder
