// Lays out the static site: `node site.mjs WASM_PKG OUT`.
//
//   OUT/pkg/            kairan.js, kairan_bg.wasm, kairan.css, fonts.css: the names that Leptos asks for
//   OUT/pkg/fonts/…     slices of Noto Sans JP; the folder is named after the package's version, so it never changes
//   OUT/                what app/public holds (pkg/favicon.svg)
//   OUT/manifest.json   {"hash": …, "files": {…}}: the hash is of everything in pkg/. The server shows pkg/ at /pkg/HASH/
//                       too, and lets browsers keep what they got from there.
//
// Beside every text and wasm file lie .br and .gz, so that the server never compresses a static file.

import { createHash } from "node:crypto";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { browserslistToTargets, bundleAsync } from "lightningcss";

const TOOLS = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(TOOLS, "..");
const MODULES = join(TOOLS, "node_modules");
const FONT_PACKAGE = "@fontsource-variable/noto-sans-jp";

const [wasmPackage, out] = process.argv.slice(2).map((path) => resolve(path));
if (!wasmPackage || !out) {
  console.error("usage: node site.mjs WASM_PKG OUT");
  process.exit(2);
}

const version = (name) => JSON.parse(readFileSync(join(MODULES, name, "package.json"), "utf8")).version;
const FONT_FOLDER = `pkg/fonts/noto-sans-jp-${version(FONT_PACKAGE)}`;

/** What offices run: Edge and Chrome of the last years, Firefox ESR, the Safari of tablets in use. */
const targets = browserslistToTargets(["edge 111", "chrome 111", "firefox 115", "safari 16.4"]);

/** Joins and minifies one sheet. A bare specifier is an npm package; anything that fails to parse fails the build. */
async function bundleSheet(name) {
  const { code } = await bundleAsync({
    filename: join(ROOT, "style", `${name}.css`),
    minify: true,
    targets,
    resolver: {
      read: (path) => readFileSync(path, "utf8"),
      resolve: (specifier, from) => (specifier.startsWith(".") ? resolve(dirname(from), specifier) : join(MODULES, specifier)),
    },
    visitor: { Url: siteUrl },
  });
  return code;
}

/** Slices of the font move to their folder; every other address in a sheet must already be one of this site. */
function siteUrl(url) {
  if (url.url.startsWith("./files/")) return { ...url, url: `/${FONT_FOLDER}/${url.url.slice("./files/".length)}` };
  if (url.url.startsWith("/") || url.url.startsWith("data:") || url.url.startsWith("#")) return url;
  throw new Error(`style: ${url.url} is neither a path of this site nor data`);
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

function compress(path) {
  const bytes = readFileSync(path);
  const br = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  const gz = gzipSync(bytes, { level: 9 });
  writeFileSync(`${path}.br`, br);
  writeFileSync(`${path}.gz`, gz);
  return { bytes: bytes.length, br: br.length, gz: gz.length };
}

const next = `${out}.next`;
rmSync(next, { recursive: true, force: true });
mkdirSync(join(next, "pkg"), { recursive: true });

const publicFolder = join(ROOT, "app", "public");
if (existsSync(publicFolder)) cpSync(publicFolder, next, { recursive: true });
cpSync(wasmPackage, join(next, "pkg"), { recursive: true });
cpSync(join(MODULES, FONT_PACKAGE, "files"), join(next, FONT_FOLDER), { recursive: true });
cpSync(join(MODULES, FONT_PACKAGE, "LICENSE"), join(next, FONT_FOLDER, "LICENSE.txt"));
writeFileSync(join(next, "pkg", "kairan.css"), await bundleSheet("main"));
writeFileSync(join(next, "pkg", "fonts.css"), await bundleSheet("fonts"));
// For `cargo leptos watch`, which takes one ready sheet.
mkdirSync(join(out, "../style"), { recursive: true });
copyFileSync(join(next, "pkg", "kairan.css"), join(out, "../style/kairan.css"));

const hash = createHash("sha256");
for (const path of filesBelow(join(next, "pkg"))) {
  const bytes = readFileSync(path);
  hash.update(`${relative(next, path)} ${bytes.length}\n`).update(bytes);
}

const files = {};
for (const path of [...filesBelow(next)]) {
  if (/\.(js|wasm|css|svg|txt|json|webmanifest)$/.test(path)) files[relative(next, path)] = compress(path);
}
writeFileSync(join(next, "manifest.json"), `${JSON.stringify({ hash: hash.digest("hex").slice(0, 16), files }, null, 2)}\n`);

// A server that runs meanwhile sees the old site or the new one, hardly ever a mixture.
const old = `${out}.old`;
rmSync(old, { recursive: true, force: true });
if (existsSync(out)) renameSync(out, old);
renameSync(next, out);
rmSync(old, { recursive: true, force: true });

const kilobytes = (count) => `${(count / 1000).toFixed(1)} KB`.padStart(10);
for (const [name, size] of Object.entries(files).filter(([name]) => dirname(name) === "pkg")) {
  console.log(`${name.padEnd(24)} ${kilobytes(size.bytes)}  br ${kilobytes(size.br)}  gz ${kilobytes(size.gz)}`);
}
const slices = [...filesBelow(join(out, FONT_FOLDER))].filter((path) => path.endsWith(".woff2"));
console.log(`${`fonts (${slices.length} slices)`.padEnd(24)} ${kilobytes(slices.reduce((sum, path) => sum + statSync(path).size, 0))}`);
