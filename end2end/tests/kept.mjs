// What was typed into an answer and could not be saved: it waits, is given back, and overwrites nobody.

import assert from "node:assert/strict";
import { ask } from "../lib/ask.mjs";
import { journey } from "../lib/journey.mjs";

const SCRIPTS = { projects: ["scripts"], seconds: 120 };
const EDITOR = { role: "editor", body_name: "仙台市" };
const NAME = { label: "担当係の名前", kind: "短い文" };
const CALL = { label: "連絡先", kind: "短い文" };
const WAY = { label: "研修の方法", kind: "選択", set: (form) => form.getByLabel(/^選択肢/).fill("web|Web会議\nvisit|訪問") };

/** Saves a text as another person of the same body. */
async function colleagueSaves(kit, address, label, text) {
  const colleague = await kit.somebodyElse();
  await kit.login(EDITOR, colleague);
  await kit.open(`${address}/answer`, { page: colleague });
  await kit.awake(colleague);
  await colleague.getByLabel(label).fill(text);
  await colleague.getByLabel(label).press("Tab");
  await colleague.getByText("下書き保存済み").waitFor();
  return colleague;
}

/** Ends a survey. */
async function close(kit, desk, address) {
  await kit.open(address, { page: desk });
  await desk.getByText("受付を終了する", { exact: true }).first().click();
  await kit.follow(desk.getByRole("button", { name: "受付を終了する" }), desk);
}

journey("whoever signs in next at a shared terminal gets nothing of what the other typed", SCRIPTS, async (kit) => {
  const { page } = kit;
  const desk = await kit.somebodyElse();
  const address = await ask(kit, desk, "共用の端末", [{ label: "担当係の名前", kind: "短い文" }]);
  await kit.login(EDITOR);
  await kit.open(`${address}/answer`);
  await kit.awake();
  await kit.context.setOffline(true);
  kit.allow(/ERR_INTERNET_DISCONNECTED/);
  await page.getByLabel(/担当係の名前/).fill("前の人の入力");
  await page.getByLabel(/担当係の名前/).press("Tab");
  await page.getByText(/通信できません/).waitFor();
  // What the page sends off as it ends is not held back by the emulated break of the line: without a session it is refused.
  await kit.context.clearCookies();
  await page.close({ runBeforeUnload: false });
  await kit.context.setOffline(false);

  const next = await kit.context.newPage();
  await kit.login({ role: "approver", body_name: "仙台市" }, next);
  await kit.open(`${address}/answer`, { page: next });
  assert.doesNotMatch(await next.locator("main").innerText(), /前の人の入力/);
  await kit.context.clearCookies();
  await kit.login(EDITOR, next);
  await kit.open(`${address}/answer`, { page: next });
  await next.getByText("下書き保存済み").waitFor();
  assert.equal(await next.getByLabel(/担当係の名前/).inputValue(), "前の人の入力", "the one who typed it has it back");
});

journey("what was typed when the survey closed is shown to be copied", SCRIPTS, async (kit) => {
  const { page } = kit;
  const desk = await kit.somebodyElse();
  const address = await ask(kit, desk, "締め切る調査", [{ label: "担当係の名前", kind: "短い文" }]);
  await kit.login(EDITOR);
  await kit.open(`${address}/answer`);
  await kit.awake();
  await close(kit, desk, address);
  kit.allow(/status of 403/);
  await page.getByLabel(/担当係の名前/).fill("間に合わなかった入力");
  await page.getByLabel(/担当係の名前/).press("Tab");
  await page.getByText(/状態が変わったため保存できません/).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "送れなかった入力" }).waitFor();
  await page.getByText("間に合わなかった入力").waitFor();
  await kit.sound();
  await page.getByRole("button", { name: "破棄する" }).click();
  await page.reload();
  await kit.awake();
  assert.equal(await page.getByText("間に合わなかった入力").count(), 0);
});

journey("the button pressed after the survey was closed loses nothing of what was typed", SCRIPTS, async (kit) => {
  const { page } = kit;
  const desk = await kit.somebodyElse();
  const address = await ask(kit, desk, "締め切ったあとの保存", [NAME, WAY]);
  await kit.login(EDITOR);
  await kit.open(`${address}/answer`);
  await kit.awake();
  await close(kit, desk, address);
  kit.allow(/status of 403/);
  await page.getByLabel(/担当係の名前/).fill("押しても届かない入力");
  await page.getByLabel("訪問").check();
  await page.getByText(/状態が変わったため保存できません/).waitFor();
  await kit.follow(page.getByRole("button", { name: "下書きを保存" }).last());
  const left = page.getByRole("status").filter({ hasText: "送れなかった入力" });
  await left.getByText("押しても届かない入力").waitFor();
  await left.getByText("訪問").waitFor();
  assert.doesNotMatch(await left.innerText(), /visit/, "a choice is shown by its words");
  await kit.sound();
  await page.getByRole("button", { name: "破棄する" }).click();
  assert.equal(await page.locator(":focus").count(), 1, "the focus is not lost with the button");
  await kit.open(`${address}/answer`);
  await kit.awake();
  assert.equal(await page.getByText("押しても届かない入力").count(), 0);
});

journey("what was put back overwrites nothing that a colleague has saved meanwhile", SCRIPTS, async (kit) => {
  const { page } = kit;
  const desk = await kit.somebodyElse();
  const address = await ask(kit, desk, "留守の間の保存", [NAME]);
  await kit.login(EDITOR);
  await kit.open(`${address}/answer`);
  await kit.awake();
  await kit.context.setOffline(true);
  kit.allow(/ERR_INTERNET_DISCONNECTED/);
  await page.getByLabel(/担当係の名前/).fill("自分の係");
  await page.getByLabel(/担当係の名前/).press("Tab");
  await page.getByText(/通信できません/).waitFor();
  await kit.context.clearCookies();
  await page.close({ runBeforeUnload: false });
  await kit.context.setOffline(false);
  const colleague = await colleagueSaves(kit, address, /担当係の名前/, "同僚の係");
  const kept = async () => {
    await kit.open(`${address}/answer`, { page: colleague });
    return colleague.getByLabel(/担当係の名前/).inputValue();
  };

  const next = await kit.context.newPage();
  await kit.login(EDITOR, next);
  await kit.open(`${address}/answer`, { page: next });
  const choice = next.getByRole("button", { name: "相手の入力を使う" });
  await choice.waitFor();
  const field = next.getByLabel(/担当係の名前/);
  await field.press("End");
  await field.pressSequentially("（続き）");
  await Promise.all([next.waitForResponse(/answers\/save_fields/), field.press("Tab")]);
  assert.equal(await kept(), "同僚の係", "typing on is no decision");
  await choice.waitFor();
  await kit.axe(next);
  kit.allow(/status of 409/);
  await kit.follow(next.getByRole("button", { name: "下書きを保存" }).last(), next);
  assert.equal(await kept(), "同僚の係", "nor is the button of the form");
  await choice.click();
  assert.equal(await field.inputValue(), "同僚の係");
  await kit.sound(next);
});

journey("what is typed before the scripts have arrived is saved by them", SCRIPTS, async (kit) => {
  const { page } = kit;
  const desk = await kit.somebodyElse();
  const address = await ask(kit, desk, "遅い回線", [NAME, WAY, CALL]);
  await kit.login(EDITOR);
  let arrive;
  const line = new Promise((resolve) => (arrive = resolve));
  await page.route(/\.wasm/, async (route) => {
    await line;
    await route.continue();
  });
  kit.allow(/was preloaded using link preload but not used/);
  await page.goto(new URL(`${address}/answer`, kit.url).href, { waitUntil: "commit" });
  await page.getByLabel(/担当係の名前/).fill("先に書いた係");
  await page.getByLabel("訪問").check();
  await page.getByLabel(/連絡先/).focus();
  arrive();
  await page.getByText("下書き保存済み").waitFor();
  await page.unroute(/\.wasm/);
  await kit.open(`${address}/answer`);
  assert.equal(await page.getByLabel(/担当係の名前/).inputValue(), "先に書いた係");
  assert.equal(await page.getByLabel("訪問").isChecked(), true);
});

journey("after signing in again what came back in the form is saved, but for what a colleague has saved", SCRIPTS, async (kit) => {
  const { page } = kit;
  const desk = await kit.somebodyElse();
  const address = await ask(kit, desk, "昼休みのあと", [NAME, CALL]);
  const { email, password } = await kit.login(EDITOR);
  await kit.open(`${address}/answer`);
  await kit.awake();
  await kit.context.clearCookies();
  kit.allow(/status of 401/);
  await page.getByLabel(/担当係の名前/).fill("昼前に書いた係");
  await page.getByLabel(/連絡先/).fill("022-000-0001");
  await page.getByLabel(/連絡先/).press("Tab");
  await page.getByText(/ログインの時間が過ぎました/).waitFor();
  await colleagueSaves(kit, address, /連絡先/, "022-000-0002");
  await kit.follow(page.getByRole("button", { name: "下書きを保存" }).last());
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await Promise.all([page.waitForEvent("load"), page.locator('input[name="password"]').press("Enter")]);
  await page.getByText(/この欄を保存しました/).waitFor();
  await kit.sound();
  await kit.open(`${address}/answer`);
  assert.equal(await page.getByLabel(/担当係の名前/).inputValue(), "昼前に書いた係", "it was saved without a button");
  await page.getByRole("button", { name: "自分の入力で保存する" }).click();
  await page.getByText("下書き保存済み").waitFor();
  await kit.open(`${address}/answer`);
  assert.equal(await page.getByLabel(/連絡先/).inputValue(), "022-000-0001");
});

journey("a machine that keeps nothing is not said to keep what was typed", SCRIPTS, async (kit) => {
  const { page } = kit;
  const desk = await kit.somebodyElse();
  const address = await ask(kit, desk, "空きのない端末", [NAME]);
  await kit.login(EDITOR);
  await kit.open(`${address}/answer`);
  await kit.awake();
  await page.evaluate("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }");
  await kit.context.setOffline(true);
  kit.allow(/ERR_INTERNET_DISCONNECTED/);
  await page.getByLabel(/担当係の名前/).fill("残らない入力");
  await page.getByLabel(/担当係の名前/).press("Tab");
  await page.getByText(/この端末には残せない/).waitFor();
  await kit.context.setOffline(false);
  await page.getByText("下書き保存済み").waitFor();
});
