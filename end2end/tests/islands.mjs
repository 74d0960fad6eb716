// The widgets that need scripts, tried against what goes wrong: a browser that dies, a line that breaks, a colleague.

import assert from "node:assert/strict";
import { ask } from "../lib/ask.mjs";
import { journey } from "../lib/journey.mjs";

const SCRIPTS = { projects: ["scripts"], seconds: 120 };

/** Opens the form of the first survey of 仙台市 that is still to be answered; answers its first text field of one line. */
async function openForm(kit, page) {
  await kit.open("/surveys", { page });
  const link = page.getByRole("row").filter({ hasText: /未着手|作成中/ }).getByRole("link").first();
  await kit.follow(link, page);
  await kit.awake(page);
  return page.locator('main form input[name^="q."][type="text"]').first();
}

journey("what was typed outlives a browser that dies before the field was left", SCRIPTS, async (kit) => {
  const { page } = kit;
  await kit.login({ role: "editor", body_name: "仙台市" });
  const field = await openForm(kit, page);
  const address = page.url();
  await kit.context.setOffline(true);
  kit.allow(/ERR_INTERNET_DISCONNECTED/);
  await field.pressSequentially("書きかけ");
  // Nothing was left, nothing could be sent, and the page cannot even say that it ends, as in a power cut.
  const inside = await kit.context.newCDPSession(page);
  const died = page.waitForEvent("crash");
  inside.send("Page.crash").catch(() => {});
  await died;
  await page.close();
  await kit.context.setOffline(false);
  const next = await kit.context.newPage();
  await next.goto(address);
  await next.getByText("下書き保存済み").waitFor();
  assert.equal(await next.locator('main form input[name^="q."][type="text"]').first().inputValue(), "書きかけ");
  await next.reload();
  assert.equal(await next.locator('main form input[name^="q."][type="text"]').first().inputValue(), "書きかけ", "it has reached the server");
  await kit.sound(next);
});

journey("a broken line is told, and everything is saved when it is back", SCRIPTS, async (kit) => {
  const { page } = kit;
  await kit.login({ role: "editor", body_name: "仙台市" });
  const field = await openForm(kit, page);
  await kit.context.setOffline(true);
  kit.allow(/ERR_INTERNET_DISCONNECTED/);
  await field.fill("線が切れている間");
  await field.press("Tab");
  await page.getByText(/通信できません/).waitFor();
  await kit.context.setOffline(false);
  await page.getByText("下書き保存済み").waitFor();
  await page.reload();
  assert.equal(await field.inputValue(), "線が切れている間");
});

journey("a session that ended while answering is told, and nothing typed is lost", SCRIPTS, async (kit) => {
  const { page } = kit;
  const account = { role: "editor", body_name: "仙台市" };
  await kit.login(account);
  const field = await openForm(kit, page);
  await kit.context.clearCookies();
  kit.allow(/status of 401/);
  await field.fill("ログインが切れた後");
  await field.press("Tab");
  await page.getByText(/ログインの時間が過ぎました/).waitFor();
  const other = await kit.context.newPage();
  await kit.login(account, other);
  await page.getByText("下書き保存済み").waitFor();
  await page.reload();
  assert.equal(await field.inputValue(), "ログインが切れた後");
});

journey("two people in one field: the later one is told and chooses", SCRIPTS, async (kit) => {
  const { page } = kit;
  const account = { role: "editor", body_name: "仙台市" };
  await kit.login(account);
  const field = await openForm(kit, page);
  const colleague = await kit.somebodyElse();
  await kit.login(account, colleague);
  await colleague.goto(page.url());
  await kit.awake(colleague);
  const theirs = colleague.locator('main form input[name^="q."][type="text"]').first();
  await theirs.fill("先に入れた値");
  await theirs.press("Tab");
  await colleague.getByText("下書き保存済み").waitFor();
  await field.fill("後から入れた値");
  await field.press("Tab");
  await page.getByText(/この欄を保存しました/).waitFor();
  await kit.axe();
  await page.getByRole("button", { name: "自分の入力で保存する" }).click();
  assert.equal(await page.locator(":focus").getAttribute("name"), await field.getAttribute("name"), "the focus is not lost with the button");
  await page.getByText("下書き保存済み").waitFor();
  await colleague.reload();
  assert.equal(await theirs.inputValue(), "後から入れた値");
});

journey("the board follows a submission without being reloaded, and without scripts by its link", { seconds: 120 }, async (kit) => {
  const { page } = kit;
  await kit.login({ role: "collector" });
  await kit.open("/surveys?state=open");
  const title = "投票所の設置状況及びバリアフリー化に関する調査";
  await kit.follow(page.getByRole("link", { name: title }));
  await kit.awake();
  const row = page.getByRole("row").filter({ hasText: "石巻市" });
  assert.doesNotMatch(await row.innerText(), /提出済/);
  await page.evaluate("globalThis.unchanged = true");

  const clerk = await kit.somebodyElse();
  await kit.login({ role: "editor", body_name: "石巻市" }, clerk);
  await kit.open("/surveys", { page: clerk });
  await kit.follow(clerk.getByRole("link", { name: title }), clerk);
  await clerk.getByText("該当なし", { exact: true }).click();
  await kit.follow(clerk.getByRole("button", { name: "該当なしで提出する" }), clerk);
  await clerk.getByText("提出済みです").waitFor();

  if (kit.scripts) {
    await row.getByText("提出済").waitFor({ timeout: 20_000 });
    assert.equal(await page.evaluate("globalThis.unchanged"), true, "the page was reloaded");
  } else {
    await kit.follow(page.getByRole("link", { name: "最新の状況を見る" }));
    await row.getByText("提出済").waitFor();
  }
  await kit.sound();
});

journey("a large file shows how far it has been sent", SCRIPTS, async (kit) => {
  const { page } = kit;
  await kit.login({ role: "collector" });
  await kit.open("/notices/new");
  await page.getByLabel(/^件名/).fill("大きな添付");
  await page.getByLabel("石巻圏域", { exact: true }).check();
  await kit.follow(page.getByRole("button", { name: "下書きを保存" }));
  await kit.awake();
  const name = "記録（全件）.csv";
  const buffer = Buffer.from(`番号,記録\r\n${"1,あいうえおかきくけこ\r\n".repeat(200_000)}`);
  const slow = await kit.context.newCDPSession(page);
  await slow.send("Network.enable");
  await slow.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 2_000_000 });
  await page.getByRole("button", { name: /^添付するファイル/ }).setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "添付する", exact: true }).click();
  await page.getByRole("progressbar", { name: "送信の進み具合" }).waitFor();
  // What is sent is a copy: nothing can be typed that would be lost when the page goes on.
  const subject = page.locator("form [inert]").getByLabel(/^件名/);
  assert.equal(await subject.count(), 1);
  await kit.axe();
  await page.getByRole("button", { name: "送信をやめる" }).click();
  assert.equal(await subject.count(), 0);
  await page.getByRole("button", { name: "添付する", exact: true }).click();
  await page.getByText("ファイルを添付しました").waitFor({ timeout: 40_000 });
  await page.getByText(name).first().waitFor();
  await kit.sound();
});

const TABLE = {
  label: "施設",
  kind: "表",
  set: async (form) => form.getByLabel("列1の見出し").fill("施設名"),
};

journey("the longer table of a colleague is taken over whole", SCRIPTS, async (kit) => {
  const { page } = kit;
  const desk = await kit.somebodyElse();
  const address = await ask(kit, desk, "施設の一覧", [TABLE]);
  const account = { role: "editor", body_name: "仙台市" };
  await kit.login(account);
  await kit.open(`${address}/answer`);
  await kit.awake();
  const colleague = await kit.somebodyElse();
  await kit.login(account, colleague);
  await kit.open(`${address}/answer?more=q1`, { page: colleague });
  await kit.awake(colleague);
  for (const row of [1, 2, 3, 4, 5]) await colleague.getByLabel(`${row}行目 施設名`).fill(`第${row}公民館`);
  await colleague.getByLabel("5行目 施設名").press("Tab");
  await colleague.getByText("下書き保存済み").waitFor();

  // This page has two rows; theirs are five.
  assert.equal(await page.getByLabel("3行目 施設名").count(), 0);
  await page.getByLabel("1行目 施設名").fill("自分の公民館");
  await page.getByLabel("1行目 施設名").press("Tab");
  await page.getByText(/この欄を保存しました/).waitFor();
  await page.getByRole("button", { name: "相手の入力を使う" }).click();
  assert.equal(await page.getByLabel("5行目 施設名").inputValue(), "第5公民館");
  await page.getByLabel("1行目 施設名").fill("第1公民館 本館");
  await page.getByLabel("1行目 施設名").press("Tab");
  await page.getByText("下書き保存済み").waitFor();
  await kit.axe();
  await page.reload();
  assert.equal(await page.getByLabel("1行目 施設名").inputValue(), "第1公民館 本館");
  assert.equal(await page.getByLabel("5行目 施設名").inputValue(), "第5公民館", "no row was lost");
});

journey("one field that is far too large keeps no other from being saved", SCRIPTS, async (kit) => {
  const { page } = kit;
  const desk = await kit.somebodyElse();
  const questions = [{ label: "担当係の名前", kind: "短い文" }, { label: "意見", kind: "長い文" }];
  const address = await ask(kit, desk, "大きな欄", questions);
  await kit.login({ role: "editor", body_name: "仙台市" });
  await kit.open(`${address}/answer`);
  await kit.awake();
  kit.allow(/status of 4\d\d/);
  await page.getByLabel(/意見/).fill("あ".repeat(900_000));
  await page.getByLabel(/担当係の名前/).fill("財政係");
  await page.getByLabel(/担当係の名前/).press("Tab");
  await page.getByText(/この欄はまだ保存されていません/).waitFor();
  assert.equal(await page.getByLabel(/意見/).getAttribute("aria-invalid"), "true");
  await page.evaluate("localStorage.clear()");
  await page.reload();
  assert.equal(await page.getByLabel(/担当係の名前/).inputValue(), "財政係");
});
