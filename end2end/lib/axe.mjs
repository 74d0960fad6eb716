import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds against WCAG 2.2 AA and its best practices on the page as it stands, one line each. */
export async function violations(page) {
  await page.evaluate(SOURCE);
  const { violations } = await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(TAGS)} })`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  at ${target.join(" ")}\n  ${failureSummary.replaceAll("\n", "\n  ")}`),
  );
}
