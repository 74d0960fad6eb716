// The rules of the house that no compiler knows. `node house.mjs` names every breach and fails on the first run with one.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const LONGEST_FILE = 400;
const breaches = [];
const breach = (path, line, text) => breaches.push(`${path}:${line}: ${text}`);

const sources = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.rs"], { encoding: "utf8" })
  .split("\n")
  .filter((path) => path && existsSync(path))
  .filter((path) => !path.startsWith(".tools/"));

/** A crate only certain rooms may name, and why. */
const rooms = [
  { crate: /\b(sea_orm|sea_query|sqlx)\b/, may: /^(server\/(src\/store|tests\/integration\/support\/database)|entity\/|migration\/)/, text: "the database is named by server/src/store only" },
  { crate: /\btantivy\b/, may: /^server\/(src|tests)\/search/, text: "tantivy is named by server/src/search only" },
  { crate: /\blettre\b/, may: /^server\/(src|tests)\/mail/, text: "lettre is named by server/src/mail only" },
  { crate: /\b(leptos\w*|axum|tokio|web_sys|js_sys)\b/, may: /^(?!app\/src\/domain\/)/, text: "app/src/domain has no framework and no I/O" },
  { crate: /\bstd::(fs|net|process|env|time::SystemTime)\b/, may: /^(?!app\/src\/domain\/)/, text: "app/src/domain has no I/O" },
  { crate: /\binner_html\b/, may: /^app\/src\/components\/safe_html/, text: "inner_html is for components::SafeHtml only" },
  { crate: /<textarea\b/, may: /^app\/src\/components\/form\/(text_area|cell)/, text: "a textarea's children are not escaped: use components::form::TextArea" },
  { crate: /\b(GetUrl|GetCbor|GetJson)\b/, may: /^$/, text: "a server function that answers GET can be called by a link of another site" },
  { crate: /\bexpect_context\b/, may: /^$/, text: "expect_context panics: use_context and an answer for its absence" },
];

for (const path of sources) {
  const lines = readFileSync(path, "utf8").split("\n");
  if (lines.length - 1 > LONGEST_FILE) breach(path, lines.length - 1, `longer than ${LONGEST_FILE} lines: split it by meaning`);
  lines.forEach((line, index) => {
    const code = line.replace(/\/\/.*$/, "").replace(/"(?:[^"\\]|\\.)*"/g, '""');
    for (const { crate, may, text } of rooms) {
      if (crate.test(code) && !may.test(path)) breach(path, index + 1, text);
    }
  });
}

for (const text of breaches) console.log(text);
console.log(`${sources.length} files, ${breaches.length} breaches`);
process.exit(breaches.length === 0 ? 0 : 1);
