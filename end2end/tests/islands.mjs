// The widgets that need scripts, tried against what goes wrong: a browser that dies, a line that breaks, a colleague.

import assert from "node:assert/strict";
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
  // Nothing was left, nothing could be sent: the page just ends, as in a power cut.
  await page.close({ runBeforeUnload: false });
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
  await kit.axe();
  await page.getByText("ファイルを添付しました").waitFor({ timeout: 40_000 });
  await page.getByText(name).first().waitFor();
  await kit.sound();
});

/** A survey of one text, which only 仙台市 answers; its address. */
async function ask(kit, page, title, questions) {
  await kit.login({ role: "collector" }, page);
  await kit.open("/surveys/new", { page });
  await page.getByLabel(/^件名/).fill(title);
  await page.getByLabel(/^回答期限の日/).fill("2027/2/26");
  await page.getByLabel("仙台市", { exact: true }).check();
  await kit.follow(page.getByRole("button", { name: "保存して設問を作る" }), page);
  await page.getByLabel(/^節の見出し/).fill("設問");
  await kit.follow(page.getByRole("button", { name: "節を加える" }), page);
  for (const { label, kind, set } of questions) {
    await page.getByLabel(/^設問文/).last().fill(label);
    await page.getByLabel(/^種類/).last().selectOption({ label: kind });
    await kit.follow(page.getByRole("button", { name: "設問を加える" }), page);
    if (!set) continue;
    await set(page);
    await kit.follow(page.getByRole("button", { name: "設問を保存する" }), page);
  }
  await kit.follow(page.getByRole("link", { name: "確認と公開へ進む" }), page);
  await kit.follow(page.getByRole("button", { name: "公開して依頼する" }), page);
  return new URL(page.url()).pathname;
}

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

journey("whoever signs in next at a shared terminal gets nothing of what the other typed", SCRIPTS, async (kit) => {
  const { page } = kit;
  const desk = await kit.somebodyElse();
  const address = await ask(kit, desk, "共用の端末", [{ label: "担当係の名前", kind: "短い文" }]);
  await kit.login({ role: "editor", body_name: "仙台市" });
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
  await kit.login({ role: "editor", body_name: "仙台市" }, next);
  await kit.open(`${address}/answer`, { page: next });
  await next.getByText("下書き保存済み").waitFor();
  assert.equal(await next.getByLabel(/担当係の名前/).inputValue(), "前の人の入力", "the one who typed it has it back");
});

journey("what was typed when the survey closed is shown to be copied", SCRIPTS, async (kit) => {
  const { page } = kit;
  const desk = await kit.somebodyElse();
  const address = await ask(kit, desk, "締め切る調査", [{ label: "担当係の名前", kind: "短い文" }]);
  await kit.login({ role: "editor", body_name: "仙台市" });
  await kit.open(`${address}/answer`);
  await kit.awake();
  await kit.open(address, { page: desk });
  await desk.getByText("受付を終了する", { exact: true }).first().click();
  await kit.follow(desk.getByRole("button", { name: "受付を終了する" }), desk);
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
