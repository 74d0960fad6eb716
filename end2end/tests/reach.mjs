// A publisher who misses confirmations: the steps, a reminder, the call sheet on paper, and the history of a body.

import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";

journey("bodies that have not confirmed are found, reminded once, and called by telephone", { seconds: 180 }, async (kit) => {
  const { page } = kit;
  const title = `選挙人名簿の登録者数について（照会）${kit.project}`;
  await kit.login({ role: "collector" });
  await kit.open("/notices/new");
  await page.getByLabel(/^件名/).fill(title);
  await page.getByLabel(/^本文/).fill("登録者数を確かめてください。");
  await page.getByLabel("石巻圏域", { exact: true }).check();
  await kit.follow(page.getByRole("button", { name: "下書きを保存" }));
  await kit.follow(page.getByRole("button", { name: "確認と発出へ進む" }));
  await kit.follow(page.getByRole("button", { name: /団体に発出する$/ }));
  await kit.heading(title);
  const address = new URL(page.url()).pathname;

  const clerk = await kit.somebodyElse();
  await kit.login({ role: "editor", body_name: "石巻市" }, clerk);
  await kit.open(address, { page: clerk });
  await kit.follow(clerk.getByRole("button", { name: "確認する" }), clerk);

  await kit.open(`${address}/deliveries`);
  const row = (body) => page.getByRole("row").filter({ hasText: body });
  await kit.follow(page.getByRole("navigation", { name: "団体の絞り込み" }).getByRole("link", { name: /^未確認/ }));
  assert.equal(await row("石巻市").count(), 0, "石巻市 has confirmed");
  await row("女川町").getByText("未読").waitFor();
  await kit.sound();

  await kit.follow(page.getByRole("button", { name: /^未確認の\d+団体に督促する$/ }));
  await page.getByRole("status").filter({ hasText: "団体に督促しました" }).waitFor();
  await page.getByText("今日すでに督促しました").waitFor();
  assert.equal(await page.getByRole("button", { name: /督促する$/ }).count(), 0, "once a day");
  await row("女川町").getByText(/令和\d+年/).waitFor();

  await kit.follow(row("女川町").getByRole("link", { name: "女川町" }));
  await kit.heading("女川町の履歴");
  await page.getByRole("cell", { name: "到達" }).waitFor();
  await page.getByRole("cell", { name: "督促" }).waitFor();
  await kit.sound();

  await kit.open(`${address}/call-sheet`);
  await kit.heading("電話連絡票");
  assert.equal(await row("石巻市").count(), 0);
  assert.match(await row("女川町").innerText(), /\d{2,4}-\d{2,4}-\d{4}/, "a telephone number of the directory");
  await kit.sound();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByText("ブラウザーの印刷で").isVisible(), false);
  await row("女川町").waitFor();
  await page.emulateMedia({ media: "screen" });
});
