// The server under test: a demo prefecture made once per build of the binary, copied for each server that is started.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, closeSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const START_SECONDS = 600;

async function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The end of a log, for messages. */
const tail = (path) => readFileSync(path, "utf8").split("\n").slice(-40).join("\n");

/** Starts `kairan demo` on a data folder and waits until it answers. */
async function start({ binary, site }, data, log) {
  const port = await freePort();
  const metrics = `127.0.0.1:${await freePort()}`;
  const url = `http://127.0.0.1:${port}`;
  const output = openSync(log, "w");
  const child = spawn(binary, ["demo", "--data", data, "--addr", `127.0.0.1:${port}`], {
    stdio: ["ignore", output, output],
    env: { ...process.env, KAIRAN_HTTP__SITE_DIR: site, KAIRAN_HTTP__PUBLIC_URL: url, KAIRAN_HTTP__METRICS_LISTEN: metrics },
  });
  closeSync(output);
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(`could not be started: ${error.message}`));
    child.once("exit", (code, signal) => resolve(`ended with ${signal ?? code}`));
  });
  let end;
  ended.then((how) => (end = how));

  /** Ends the server; tells what went wrong in its life, if anything. */
  const stop = async () => {
    if (end) return `the server ${end}:\n${tail(log)}`;
    child.kill("SIGTERM");
    const how = await Promise.race([ended, pause(15_000).then(() => undefined)]);
    if (!how) {
      child.kill("SIGKILL");
      return `the server did not end within 15 s:\n${tail(log)}`;
    }
    const panic = readFileSync(log, "utf8").split("\n").find((line) => /panicked at/.test(line));
    return panic ? `the server panicked: ${panic}` : undefined;
  };

  const deadline = Date.now() + START_SECONDS * 1000;
  while (Date.now() < deadline) {
    if (end) throw new Error(`kairan demo ${end}:\n${tail(log)}`);
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return { url, metrics, data, log, stop, accounts: JSON.parse(readFileSync(join(data, "demo-accounts.json"), "utf8")) };
    await pause(100);
  }
  await stop();
  throw new Error(`kairan demo did not answer within ${START_SECONDS} s:\n${tail(log)}`);
}

/** Waits until the text of every file is read and indexed, so that no copy of the prefecture has to do that again. */
async function settle({ metrics }) {
  const value = (text, name) => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN);
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await pause(500)) {
    const text = await fetch(`http://${metrics}/metrics`).then((answer) => answer.text()).catch(() => "");
    if (value(text, "kairan_index_documents") > 0 && value(text, "kairan_jobs_waiting") + value(text, "kairan_index_lag") === 0) return;
  }
  throw new Error(`the demo prefecture did not come to rest within ${START_SECONDS} s`);
}

/** The folder of an untouched demo prefecture. Made again only when the binary changed. */
export async function prepareDemo(settings) {
  mkdirSync(settings.work, { recursive: true });
  const demo = join(settings.work, "demo");
  const stamp = join(settings.work, "demo.stamp");
  const { size, mtimeMs } = statSync(settings.binary);
  const now = `${settings.binary} ${size} ${mtimeMs}`;
  if (existsSync(demo) && existsSync(stamp) && readFileSync(stamp, "utf8") === now) return demo;
  const begun = Date.now();
  const next = `${demo}.next`;
  for (const path of [demo, next, stamp]) rmSync(path, { recursive: true, force: true });
  const hub = await start(settings, next, join(settings.work, "demo.log"));
  await settle(hub);
  const trouble = await hub.stop();
  if (trouble) throw new Error(trouble);
  renameSync(next, demo);
  writeFileSync(stamp, now);
  console.log(`demo prefecture made in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  return demo;
}

/** A server with a copy of the demo prefecture. */
export async function startServer(settings, demo, name) {
  const data = join(settings.work, `data-${name}`);
  rmSync(data, { recursive: true, force: true });
  cpSync(demo, data, { recursive: true });
  return start(settings, data, join(settings.work, `server-${name}.log`));
}
