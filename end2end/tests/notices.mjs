// A notice from the desk of the prefecture to the confirmation of a municipality.

import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";

/** Attachments as offices name them: full-width figures, circled numbers, blanks, brackets. */
const FILES = [
  { name: "別紙１_実施要領（令和８年度）.txt", mimeType: "text/plain", buffer: Buffer.from("避難所の開設手順\r\n鍵の保管場所を確かめること。\r\n") },
  { name: "様式①　報告書 最終版.csv", mimeType: "text/csv", buffer: Buffer.from("﻿団体,避難所数\r\n石巻市,12\r\n") },
];

journey("a notice with files goes to a group, is confirmed, and its publisher sees by whom", { seconds: 120 }, async (kit) => {
  const { page } = kit;
  const title = `避難所の点検について（照会）${kit.project}`;
  await kit.login({ role: "collector" });
  await kit.open("/notices/new");
  await page.getByLabel(/^件名/).fill(title);
  await page.getByLabel(/^文書番号/).fill("防災第9999号");
  await page.getByLabel(/^本文/).fill("避難所を点検してください。\n\n### 記\n1. 期限　12月10日\n2. 様式　別添");
  await page.getByLabel(/^受領日/).fill("R8.11.20");
  await page.getByLabel(/^施行日/).fill("令和9年4月1日");
  await page.getByLabel(/^公印/).selectOption("公印省略");
  await page.getByLabel(/^根拠法令/).fill("災害対策基本法（昭和36年法律第223号）第49条の4\n消防法第1条");
  const asked = page.getByLabel(/^問合せ先（名簿から選ぶ）/);
  const person = (await asked.locator("option").allInnerTexts()).find((text) => text.includes("防災"));
  assert.ok(person, "somebody of the prefecture answers for disasters");
  await asked.selectOption(person);
  await page.getByLabel(/^確認期限/).fill("令和9年4月30日");
  await page.getByLabel("石巻圏域", { exact: true }).check();
  await kit.follow(page.getByRole("button", { name: "下書きを保存" }));
  await page.getByText("下書きを保存しました").waitFor();
  assert.match(await page.getByLabel(/^確認期限/).inputValue(), /^令和9年4月30日/);

  // What was typed and not saved goes with the files, and with every button of theirs.
  const body = "避難所を点検してください。\n\n### 記\n1. 期限　12月10日\n2. 様式　別添のとおり";
  await page.getByLabel(/^本文/).fill(body);
  await page.getByRole("button", { name: /^添付するファイル/ }).setInputFiles(FILES);
  await kit.follow(page.getByRole("button", { name: "添付する", exact: true }));
  await page.getByText("ファイルを添付しました").waitFor();
  assert.equal(await page.getByLabel(/^本文/).inputValue(), body, "attaching threw the text away");
  await page.getByLabel(`説明: ${FILES[0].name}`).fill("必ず読むもの");
  await kit.follow(page.getByRole("button", { name: /^下へ/ }).first());
  await page.getByText("添付ファイルの説明や順番を変えました").waitFor();
  assert.equal(await page.getByLabel(`説明: ${FILES[0].name}`).inputValue(), "必ず読むもの");
  await kit.sound();
  await kit.follow(page.getByRole("button", { name: "確認と発出へ進む" }));
  await kit.heading("発出前の確認");
  await page.getByText("別添のとおり").waitFor();
  for (const fact of [/令和9年4月1日/, "公印省略", "消防法第1条", /防災.*電話/, /令和9年4月30日.*まで/]) await page.getByText(fact).first().waitFor();
  const bodies = Number(/(\d+)団体/.exec(await page.getByText(/団体に届きます/).innerText())[1]);
  assert.ok(bodies > 1 && bodies < 52, `the group has ${bodies} bodies`);
  await kit.sound();
  await kit.follow(page.getByRole("button", { name: `${bodies}団体に発出する` }));
  await kit.heading(title);
  const address = new URL(page.url()).pathname;

  const clerk = await kit.somebodyElse();
  await kit.login({ role: "editor", body_name: "石巻市" }, clerk);
  await kit.open("/notices", { page: clerk });
  await kit.follow(clerk.getByRole("link", { name: title }), clerk);
  await kit.heading(title, clerk);
  await clerk.getByText(/確認期限：/).waitFor();
  assert.equal(await clerk.getByText("保存期間").count(), 0, "how long it is kept is the sender's business");
  for (const { name, buffer } of FILES) {
    const file = await kit.download(clerk.getByRole("link", { name, exact: true }), clerk);
    assert.equal(file.name, name);
    assert.ok(file.bytes.equals(buffer), `${name} came back changed`);
  }
  await kit.sound(clerk);
  await kit.follow(clerk.getByRole("button", { name: "確認する" }), clerk);
  await clerk.getByRole("status").filter({ hasText: "確認しました" }).waitFor();

  await kit.open(`${address}/deliveries`);
  const row = (body) => page.getByRole("row").filter({ hasText: body });
  assert.match(await row("石巻市").innerText(), /確認/);
  await row("石巻市").getByText(/令和\d+年/).first().waitFor();
  assert.match(await row("女川町").innerText(), /未読/);
  assert.equal(await row("仙台市").count(), 0, "仙台市 is not of the group");
  await kit.sound();

  // Who was not addressed does not learn that it exists.
  const stranger = await kit.somebodyElse();
  await kit.login({ role: "editor", body_name: "仙台市" }, stranger);
  await kit.open(address, { page: stranger, status: 404 });
});

journey("a notice that is only to be read asks nobody to confirm, and is found by its law", { seconds: 180 }, async (kit) => {
  const { page } = kit;
  const title = `閲覧のみの通知${kit.project}`;
  await kit.login({ role: "collector" });
  await kit.open("/notices/new");
  await page.getByLabel(/^件名/).fill(title);
  await page.getByLabel(/^本文/).fill("読むだけで結構です。");
  await page.getByLabel(/^根拠法令/).fill("河川法第1条");
  await page.getByLabel(/^確認を求めない/).check();
  await page.getByLabel(/^確認期限/).fill("令和9年4月30日");
  await page.getByLabel("石巻圏域", { exact: true }).check();
  kit.allow(/status of 422/);
  await kit.follow(page.getByRole("button", { name: "下書きを保存" }));
  await page.getByText("確認を求めない通知に、確認期限は付けられません").first().waitFor();
  assert.equal(await page.getByLabel(/^確認を求めない/).isChecked(), true, "what was chosen is kept");
  await page.getByLabel(/^確認期限/).fill("");
  await kit.follow(page.getByRole("button", { name: "下書きを保存" }));
  await kit.follow(page.getByRole("button", { name: "確認と発出へ進む" }));
  await kit.follow(page.getByRole("button", { name: /団体に発出する/ }));
  await kit.heading(title);

  const clerk = await kit.somebodyElse();
  await kit.login({ role: "editor", body_name: "石巻市" }, clerk);
  await kit.open("/notices?list=unconfirmed", { page: clerk });
  assert.equal(await clerk.getByRole("link", { name: title }).count(), 0, "nothing waits for a confirmation");
  await kit.open("/notices", { page: clerk });
  await clerk.getByText("確認不要").first().waitFor();
  await kit.follow(clerk.getByRole("link", { name: title }), clerk);
  await clerk.getByText("確認の操作は要りません").waitFor();
  assert.equal(await clerk.getByRole("button", { name: "確認する" }).count(), 0);
  await kit.follow(clerk.getByRole("link", { name: "河川法第1条" }), clerk);
  await clerk.getByRole("link", { name: title }).waitFor();
  await kit.sound(clerk);
});

journey("a refused file is named on the page and the draft stays", async (kit) => {
  const { page } = kit;
  await kit.login({ role: "collector" });
  await kit.open("/notices/new");
  await page.getByLabel(/^件名/).fill("添付の試し");
  await page.getByLabel("石巻圏域", { exact: true }).check();
  await kit.follow(page.getByRole("button", { name: "下書きを保存" }));
  await page.getByRole("button", { name: /^添付するファイル/ }).setInputFiles({ name: "更新.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ") });
  await kit.follow(page.getByRole("button", { name: "添付する", exact: true }));
  const told = page.getByRole("status").filter({ hasText: "添付できませんでした" });
  await told.waitFor();
  assert.match(await told.innerText(), /更新\.exe/);
  assert.equal(await page.getByLabel(/^件名/).inputValue(), "添付の試し");
  await kit.sound();
});

journey("an incomplete notice is refused with a summary whose links lead to the fields", async (kit) => {
  const { page } = kit;
  await kit.login({ role: "collector" });
  await kit.open("/notices/new");
  await page.getByLabel(/^本文/).fill("消えてはいけない本文");
  await page.getByLabel(/^発出日/).fill("令和8年13月40日");
  kit.allow(/status of 422/);
  await kit.follow(page.getByRole("button", { name: "下書きを保存" }));
  const summary = page.getByRole("group", { name: /入力内容に問題があります/ });
  await summary.waitFor();
  assert.equal(await summary.evaluate((element) => element === document.activeElement), true, "the summary has the focus");
  assert.match(await page.title(), /^エラー: /);
  assert.equal(await page.getByLabel(/^本文/).inputValue(), "消えてはいけない本文");
  assert.equal(await page.getByLabel(/^発出日/).inputValue(), "令和8年13月40日");
  await summary.getByRole("link", { name: /発出日/ }).click();
  assert.match(await page.evaluate("document.activeElement.name ?? location.hash"), /issued_on/);
  await kit.sound();
});
