// The contact directory: kept by each body, searched by everybody, exported by the prefecture.

import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";
import { csvRows, firstSheet } from "../lib/zip.mjs";

journey("a body adds and changes a contact, another body finds it, the prefecture exports it", { seconds: 120 }, async (kit) => {
  const { page } = kit;
  const section = `回覧係${kit.project}課`;
  await kit.login({ role: "editor", body_name: "石巻市" });
  await kit.open("/directory");
  await kit.follow(page.getByRole("link", { name: "石巻市", exact: true }));
  await kit.follow(page.getByRole("link", { name: "担当者を追加" }));
  await page.getByLabel(/^課・室/).fill(section);
  kit.allow(/status of 422/);
  await kit.follow(page.getByRole("button", { name: "保存", exact: true }));
  // A post or a name is needed; the section that was typed stays.
  await page.getByRole("group", { name: /入力内容に問題があります/ }).waitFor();
  assert.equal(await page.getByLabel(/^課・室/).inputValue(), section);
  await page.getByLabel("氏名", { exact: true }).fill("髙橋 𠮷乃");
  await page.getByLabel("ふりがな", { exact: true }).fill("たかはし よしの");
  await page.getByLabel("代表電話", { exact: true }).fill("０２２５－９５－１１１１");
  await page.getByLabel(/^担当業務/).fill("統計調査");
  await kit.sound();
  await kit.follow(page.getByRole("button", { name: "保存", exact: true }));
  await page.getByText("担当者を保存しました").waitFor();
  await kit.sound();

  const row = page.getByRole("row").filter({ hasText: section });
  await kit.follow(row.getByRole("link", { name: /変更/ }));
  await page.getByLabel("内線", { exact: true }).fill("4321");
  await kit.follow(page.getByRole("button", { name: "保存", exact: true }));
  await page.getByText("担当者を保存しました").waitFor();

  const other = await kit.somebodyElse();
  await kit.login({ role: "editor", body_name: "仙台市" }, other);
  // By its reading, and by the common form of a rare character.
  for (const words of ["たかはし よしの", "高橋 吉乃"]) {
    await kit.open("/directory", { page: other });
    await other.getByLabel(/^キーワード/).fill(words);
    await kit.follow(other.getByRole("button", { name: "探す" }), other);
    await other.getByRole("row").filter({ hasText: section }).waitFor();
  }
  await kit.sound(other);
  await kit.follow(other.getByRole("row").filter({ hasText: section }).getByRole("link", { name: "石巻市" }), other);
  assert.equal(await other.getByRole("link", { name: /変更|担当者を追加/ }).count(), 0, "only the body itself changes its entries");

  const prefecture = await kit.somebodyElse();
  await kit.login({ role: "collector" }, prefecture);
  await kit.open("/directory", { page: prefecture });
  const xlsx = await kit.download(prefecture.getByRole("link", { name: "Excelで保存" }), prefecture);
  assert.ok(firstSheet(xlsx.bytes).some((cells) => cells.includes(section)), "the workbook has the entry");
  const csv = await kit.download(prefecture.getByRole("link", { name: "CSVで保存" }), prefecture);
  assert.deepEqual([...csv.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const line = csvRows(csv.bytes.toString("utf8").slice(1)).find((cells) => cells.includes(section));
  assert.ok(line?.includes("髙橋 𠮷乃") && line.includes("042021"), JSON.stringify(line));
});
