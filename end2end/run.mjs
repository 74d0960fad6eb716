// Runs the journeys: `node run.mjs [--project=scripts|plain|mobile] [--only=WORD] [--headed]`.
// The shell script `.tools/end2end.sh` (`make end2end`) builds what this needs and sets the variables below.

import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch } from "./lib/browser.mjs";
import { prepareDemo, startServer } from "./lib/hub.mjs";
import { journeys } from "./lib/journey.mjs";
import { PROJECTS } from "./lib/projects.mjs";
import { runJourney } from "./lib/run-journey.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));

const option = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const only = option("only");
const wanted = option("project");
const settings = {
  binary: process.env.E2E_BINARY ?? join(HERE, "../target/debug/kairan"),
  site: process.env.E2E_SITE ?? join(HERE, "../target/site"),
  chromium: process.env.E2E_CHROMIUM ?? "/usr/bin/chromium",
  work: process.env.E2E_WORK ?? join(HERE, "../target/end2end"),
  shots: join(HERE, "shots"),
  headed: process.argv.includes("--headed"),
};

const projects = PROJECTS.filter(({ name }) => !wanted || name === wanted);
if (projects.length === 0) {
  console.error(`no project "${wanted}"; there are ${PROJECTS.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}

for (const file of readdirSync(join(HERE, "tests")).filter((name) => name.endsWith(".mjs")).sort()) {
  await import(pathToFileURL(join(HERE, "tests", file)));
}

rmSync(settings.shots, { recursive: true, force: true });
mkdirSync(settings.shots, { recursive: true });

let passed = 0;
let failed = 0;

function report(project, title, outcome) {
  if (outcome.cause) failed += 1;
  else passed += 1;
  console.log(`${outcome.cause ? "not ok" : "ok"} ${project} › ${title} (${(outcome.milliseconds / 1000).toFixed(1)} s)`);
  if (outcome.cause) console.log(outcome.cause.replace(/^/gm, "    "));
}

/** One project: its own browser, its own copy of the demo prefecture, its journeys one after the other. */
async function runProject(project, demo) {
  const chosen = journeys.filter(
    (journey) => (!journey.projects || journey.projects.includes(project.name)) && (!only || `${journey.file} ${journey.title}`.includes(only)),
  );
  if (chosen.length === 0) return;
  const browser = await launch(settings);
  const shared = await startServer(settings, demo, project.name);
  try {
    for (const journey of chosen) {
      const own = journey.fresh ? await startServer(settings, demo, `${project.name}-fresh`) : undefined;
      try {
        report(project.name, journey.title, await runJourney({ journey, project, browser, hub: own ?? shared, settings }));
      } finally {
        await own?.stop();
      }
    }
  } finally {
    await browser.close();
    const trouble = await shared.stop();
    if (trouble) report(project.name, "the server lived through it", { cause: trouble, milliseconds: 0 });
  }
}

try {
  const demo = await prepareDemo(settings);
  for (const project of projects) await runProject(project, demo);
} catch (error) {
  report("runner", "the journeys could be run", { cause: error.stack ?? String(error), milliseconds: 0 });
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
