import { join } from "node:path";
import { guard } from "./guard.mjs";
import { Kit } from "./kit.mjs";

/** Walks one journey in a new browser context; answers what made it fail, if anything did. */
export async function runJourney({ journey, project, browser, hub, settings }) {
  const begun = Date.now();
  const options = { ...project.context, locale: "ja-JP", timezoneId: "Asia/Tokyo", reducedMotion: "reduce", acceptDownloads: true };
  const guards = [];

  const openContext = async () => {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(20_000);
    context.setDefaultNavigationTimeout(20_000);
    const watch = guard(context, hub.url);
    guards.push(watch);
    // A browser with scripts off fetches what the page would have run.
    if (!project.scripts) watch.allow(/was preloaded using link preload but not used/);
    return { watch, page: await context.newPage(), close: () => context.close() };
  };

  const first = await openContext();
  const allowEverywhere = { allow: (pattern) => guards.forEach((watch) => watch.allow(pattern)) };
  const kit = new Kit({ page: first.page, context: openContext, guard: allowEverywhere, project, hub, shots: settings.shots });

  let cause;
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${journey.seconds} s`)), journey.seconds * 1000);
  });
  try {
    await Promise.race([journey.walk(kit), limit]);
    const troubles = guards.flatMap((watch) => watch.troubles());
    if (troubles.length > 0) cause = `the browser complained:\n${troubles.join("\n")}`;
  } catch (error) {
    const troubles = guards.flatMap((watch) => watch.troubles());
    cause = [error.stack ?? String(error), `at ${first.page.url()}`, ...troubles].join("\n");
    const name = `FAILED-${project.name}-${journey.title.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}.png`;
    await first.page.screenshot({ path: join(settings.shots, name), fullPage: true, timeout: 5000 }).catch(() => {});
  } finally {
    clearTimeout(timer);
    await kit.close().catch(() => {});
    await first.close().catch(() => {});
  }
  return { cause, milliseconds: Date.now() - begun };
}
