// Who may not, does not; and who is sent away loses nothing.

import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";

journey("what is not for one's eyes looks like what does not exist", async (kit) => {
  await kit.open("/notices", {});
  assert.equal(new URL(kit.page.url()).pathname, "/login", "a guest is asked to log in");
  await kit.login({ role: "reader" });
  for (const path of ["/no-such-page", "/notices/00000000-0000-7000-8000-000000000000", "/surveys/not-an-id", "/surveys/00000000-0000-7000-8000-000000000000/table"]) {
    await kit.open(path, { status: 404 });
    await kit.heading("表示できません");
    await kit.axe();
  }
  const refused = await kit.page.goto(`${kit.url}/notices/new`);
  kit.allow(/status of 40[34]/);
  assert.ok([403, 404].includes(refused.status()), `a reader writes no notice: ${refused.status()}`);
  await kit.sound();
});

journey("a wrong password is refused in one sentence, and guessing is slowed down", { fresh: true, seconds: 120 }, async (kit) => {
  const { page } = kit;
  kit.allow(/status of 4(01|22|29)/);
  const { email } = kit.account({ role: "approver", body_name: "仙台市" });
  await kit.open("/login");
  for (let attempt = 1; attempt <= 25; attempt += 1) {
    await page.locator('input[name="email"]').fill(email);
    await page.locator('input[name="password"]').fill(`まちがい${attempt}`);
    await kit.follow(page.getByRole("button", { name: "ログイン" }));
    const text = await page.locator("main").innerText();
    if (attempt === 1) {
      assert.match(text, /メールアドレス.*パスワード.*(違|正しく|誤)/s, "the sentence names neither");
      assert.equal(await page.locator('input[name="email"]').inputValue(), email);
      assert.equal(await page.locator('input[name="password"]').inputValue(), "", "a password is never sent back");
      await kit.sound();
    }
    if (/\d+秒/.test(text)) {
      await kit.sound();
      return;
    }
  }
  assert.fail("25 wrong passwords were not slowed down");
});

journey("a session that ended while typing asks to log in and gives back what was typed", async (kit) => {
  const { page } = kit;
  await kit.login({ role: "editor", body_name: "石巻市" });
  await kit.open("/directory");
  await kit.follow(page.getByRole("link", { name: "石巻市", exact: true }));
  await kit.follow(page.getByRole("link", { name: "担当者を追加" }));
  const place = new URL(page.url()).pathname;
  await page.getByLabel(/^課・室/).fill("消えない課");
  await page.context().clearCookies();
  await kit.follow(page.getByRole("button", { name: "保存", exact: true }));
  await page.getByText("ログインの有効時間が過ぎました").waitFor();
  const { email, password } = kit.account({ role: "editor", body_name: "石巻市" });
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await kit.follow(page.getByRole("button", { name: "ログイン" }));
  assert.equal(new URL(page.url()).pathname, place, "back where one was");
  await page.getByText("まだ送られていません").waitFor();
  assert.equal(await page.getByLabel(/^課・室/).inputValue(), "消えない課");
  await kit.sound();
});

journey("the own password is asked for once more before the answers of all bodies are saved", { seconds: 90 }, async (kit) => {
  const { page } = kit;
  const { password } = await kit.login({ role: "collector" });
  await kit.open(`/confirm?next=${encodeURIComponent("/surveys?state=open")}`);
  const field = page.getByLabel("パスワード");
  kit.allow(/status of 422/);
  await field.fill("まちがったパスワード");
  await kit.follow(page.getByRole("button", { name: "確認して進む" }));
  assert.equal(await field.inputValue(), "", "a password is never sent back");
  await kit.sound();
  await field.fill(password);
  await kit.follow(page.getByRole("button", { name: "確認して進む" }));
  assert.equal(new URL(page.url()).pathname, "/surveys");
  assert.equal(new URL(page.url()).searchParams.get("state"), "open");
  await page.getByText("パスワードを確認しました").waitFor();
});

journey("what was ticked in an inbox is ticked again after the log-in", { seconds: 90 }, async (kit) => {
  const { page } = kit;
  const { email, password } = await kit.login({ role: "editor", body_name: "石巻市" });
  await kit.open("/notices");
  const ticks = page.locator('main input[type="checkbox"][name="ids[]"]');
  const chosen = await ticks.nth(1).getAttribute("value");
  await ticks.nth(1).check();
  await page.context().clearCookies();
  await kit.follow(page.getByRole("button", { name: "選んだ通知を確認済みにする" }));
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await kit.follow(page.getByRole("button", { name: "ログイン" }));
  await page.getByText("入力した内容は残っています").waitFor();
  const kept = await page.locator('main input[name="ids[]"]:checked').evaluateAll((all) => all.map((one) => one.value));
  assert.deepEqual(kept, [chosen]);
  await kit.follow(page.getByRole("button", { name: "選んだ通知を確認済みにする" }));
  assert.equal(await page.locator(`main input[value="${chosen}"]`).count(), 0, "it is confirmed");
});
