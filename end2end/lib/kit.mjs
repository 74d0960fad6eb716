import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { violations } from "./axe.mjs";

/** What a journey is handed. */
export class Kit {
  #guard;
  #another;
  #shots;
  #closers = [];

  constructor({ page, context, guard, project, hub, shots }) {
    /** The page (Playwright's `Page`). */
    this.page = page;
    /** Its browser context: cookies, being offline, more pages. */
    this.context = page.context();
    /** The project's name: `scripts`, `plain` or `mobile`. */
    this.project = project.name;
    /** Whether scripts run in this project. */
    this.scripts = project.scripts;
    /** The origin of the server. */
    this.url = hub.url;
    /** Folder of the server's data, for journeys that look beside the browser. */
    this.data = hub.data;
    /** Every log-in of the demo prefecture: `{role, body_code, body_name, email, password, api_token}`. */
    this.accounts = hub.accounts;
    this.#guard = guard;
    this.#another = context;
    this.#shots = shots;
  }

  /** The first demo account with these properties: `account({ role: "editor" })`. */
  account(properties) {
    const found = this.accounts.find((account) => Object.entries(properties).every(([key, value]) => account[key] === value));
    assert.ok(found, `no demo account has ${JSON.stringify(properties)}`);
    return found;
  }

  /** Opens a path of the hub and checks the answer's status. An expected 4xx is not held against the console. */
  async open(path, { status = 200, page = this.page } = {}) {
    if (status >= 400) this.allow(new RegExp(`status of ${status}`));
    const answer = await page.goto(new URL(path, this.url).href, { waitUntil: "load" });
    assert.equal(answer.status(), status, `${path} answered ${answer.status()}`);
    return answer;
  }

  /** Logs in by the form of the log-in page, as somebody would. */
  async login(properties, page = this.page) {
    const account = this.account(properties);
    await this.open("/login", { page });
    await page.locator('input[name="email"]').fill(account.email);
    await page.locator('input[name="password"]').fill(account.password);
    await Promise.all([page.waitForURL((url) => url.pathname !== "/login"), page.locator('input[name="password"]').press("Enter")]);
    return account;
  }

  /** Ends the session by the menu of the person acting. */
  async logout(page = this.page) {
    await page.locator("header summary").click();
    await Promise.all([page.waitForURL((url) => url.pathname === "/login"), page.getByRole("button", { name: /ログアウト|Sign out/ }).click()]);
  }

  /** What a journey ends with: one heading, axe, nothing sticks out. */
  async sound(page = this.page) {
    await this.heading(undefined, page);
    await this.awake(page);
    await this.axe(page);
    await this.fits(page);
  }

  /** Clicks what leads to another page, and waits for that page. */
  async follow(locator, page = this.page) {
    await Promise.all([page.waitForEvent("load"), locator.click()]);
  }

  /** The name and the bytes of the file that a click brings. */
  async download(locator, page = this.page) {
    const [download] = await Promise.all([page.waitForEvent("download"), locator.click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  /** A second person at a second computer: a page with cookies of its own, under the same watch. */
  async somebodyElse() {
    const { page, close } = await this.#another();
    this.#closers.push(close);
    return page;
  }

  /** With scripts: waits until the islands of the page work. */
  async awake(page = this.page) {
    if (this.scripts) await page.waitForLoadState("networkidle");
  }

  /** Exactly one first heading; with `text`, it is that. */
  async heading(text, page = this.page) {
    const headings = await page.locator("h1").allInnerTexts();
    assert.equal(headings.length, 1, `one h1, not ${JSON.stringify(headings)}`);
    if (text !== undefined) assert.match(headings[0], text instanceof RegExp ? text : new RegExp(text));
  }

  /** axe finds nothing. It needs scripts: with scripts off the same HTML has been looked at by the project `scripts`. */
  async axe(page = this.page) {
    if (!this.scripts) return;
    const found = await violations(page);
    assert.equal(found.length, 0, `axe at ${page.url()}:\n${found.join("\n")}`);
  }

  /** Nothing sticks out to the right: no page scrolls sideways, at any width. */
  async fits(page = this.page) {
    const [width, scroll] = await page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollWidth]");
    assert.ok(scroll <= width, `${page.url()} is ${scroll} px wide in a window of ${width} px`);
  }

  /** Writes end2end/shots/PROJECT-NAME.png. */
  async shot(name, { page = this.page, fullPage = true } = {}) {
    await page.screenshot({ path: join(this.#shots, `${this.project}-${name}.png`), fullPage, animations: "disabled" });
  }

  /** Asks the REST interface: `api("GET", "/notices", { as: account })`; answers `{status, body}`. */
  async api(method, path, { as, body } = {}) {
    const answer = await fetch(new URL(`/api/v1${path}`, this.url), {
      method,
      headers: {
        ...(as && { authorization: `Bearer ${as.api_token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: /json/.test(answer.headers.get("content-type") ?? "") ? JSON.parse(text) : text };
  }

  /** Expects messages in the console that match. */
  allow(pattern) {
    this.#guard.allow(pattern);
  }

  /** Called by the runner. */
  async close() {
    for (const close of this.#closers) await close();
  }
}
