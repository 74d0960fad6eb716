// The door of the house: what must hold before any other journey is worth walking.

import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";

journey("the log-in page opens, is accessible and asks nobody else", async (kit) => {
  await kit.open("/login");
  await kit.heading();
  assert.equal(await kit.page.locator("html").getAttribute("lang"), "ja");
  assert.notEqual(await kit.page.title(), "");
  await kit.awake();
  await kit.axe();
  await kit.fits();
  await kit.shot("login");
});

journey("the prefecture's administrator logs in and comes home", async (kit) => {
  await kit.login({ role: "administrator" });
  await kit.heading();
  await kit.awake();
  await kit.axe();
  await kit.fits();
  await kit.shot("home");
});
