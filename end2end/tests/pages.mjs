// Every page by every role: opens, one heading, accessible, fits, prints, and no link of it is dead.

import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";
import { ROLES, addressOf } from "../lib/paths.mjs";

/** Paper shows what is said, and nothing to press. */
async function prints(kit) {
  const { page } = kit;
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("header.header").isVisible(), false, "the head of the page is printed");
  assert.equal(await page.locator("h1").isVisible(), true, "the heading is not printed");
  assert.match(await page.locator("footer").innerText(), /印刷/, "paper tells when it was printed");
  await kit.fits();
  await page.emulateMedia({ media: "screen" });
}

/** Text for machines that must not reach a reader. */
const RAW = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-|\{[a-z_]+\}|undefined|\bNone\b|Some\(/;

for (const { role, pages } of ROLES) {
  journey(`every page of ${role ?? "a guest"} is sound on screen and paper`, { seconds: 600 }, async (kit) => {
    const { page } = kit;
    const links = new Set();
    const titles = new Map();
    const account = role && (await kit.login({ role }));
    for (const one of pages) {
      const address = await addressOf(kit, one, account);
      await kit.open(address);
      const where = `${one.name} (${address})`;
      assert.equal((await page.locator("h1").count()), 1, `${where} has one h1`);
      const title = await page.title();
      assert.match(title, role ? /.+ - .+ - 回覧$/ : /.+ - 回覧$/, `${where} is called "${title}"`);
      // The audit log names things as programs do, so that an auditor can look them up.
      if (one.name !== "audit log") assert.doesNotMatch(await page.locator("main").innerText(), RAW, where);
      titles.set(address, title);
      await kit.axe();
      await kit.fits();
      if (role && kit.project !== "mobile") await prints(kit);
      for (const href of await page.locator("a[href]").evaluateAll((all) => all.map((link) => link.href))) {
        const url = new URL(href);
        if (url.origin === kit.url && !/\/export\/|\.csv$|\/attachments\/|\/answer-files\//.test(url.pathname)) links.add(url.pathname + url.search);
      }
    }
    if (kit.project !== "plain") return;
    // One of each sort is enough: a hundred notices share one page.
    const sorts = new Map();
    for (const link of links) {
      const sort = link.replaceAll(/[0-9a-f-]{36}/g, "ID").replace(/=[^&]*/g, "=");
      if (!sorts.has(sort)) sorts.set(sort, link);
    }
    for (const link of sorts.values()) {
      const answer = await page.request.get(kit.url + link);
      assert.equal(answer.status(), 200, `${link} is dead`);
    }
  });
}

journey("a dark screen and forced colours stay readable", { projects: ["scripts"], seconds: 120 }, async (kit) => {
  // A colour that is still on its way to the other scheme is in none of them.
  await kit.page.emulateMedia({ reducedMotion: "reduce" });
  await kit.login({ role: "collector" });
  const { pages } = ROLES.find(({ role }) => role === "collector");
  for (const name of ["home", "notices", "board", "merged table", "designer"]) {
    await kit.open(await addressOf(kit, pages.find((one) => one.name === name)));
    await kit.page.emulateMedia({ colorScheme: "dark" });
    await kit.axe();
    await kit.page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    await kit.axe();
    await kit.page.emulateMedia({ forcedColors: "none" });
  }
});

journey("the language is switched on the page one is on, and back", async (kit) => {
  const { page } = kit;
  await kit.login({ role: "editor" });
  await kit.open("/surveys");
  await kit.follow(page.getByRole("button", { name: "English" }));
  assert.equal(new URL(page.url()).pathname, "/surveys");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await kit.heading("Surveys");
  await kit.sound();
  await kit.open("/help");
  await kit.heading("Help");
  await kit.follow(page.getByRole("button", { name: "日本語" }));
  assert.equal(await page.locator("html").getAttribute("lang"), "ja");
  await kit.heading("使い方");
});
