// One search over notices and what stands inside their files.

import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";

const FORMATS = ["docx", "xlsx", "pptx", "pdf", "csv", "txt"];

journey("words inside files of every format are found and marked", { seconds: 120 }, async (kit) => {
  const { page } = kit;
  await kit.login({ role: "collector" });
  for (const format of FORMATS) {
    // The name of a file is found by its words; what stands inside it must be found too.
    const found = await firstOf(kit, format);
    assert.ok(found, `no hit inside a ${format} of the demo`);
  }
  await kit.sound();
  const marks = await page.locator("mark").allInnerTexts();
  assert.ok(marks.length > 0, "what was found is marked");
});

/** The hit of a file of this format whose passage, and not its name, has the words. */
async function firstOf(kit, format) {
  const { page } = kit;
  for (const words of ["計画", "団体コード", "対象", "提出", "避難", "様式", "調査"]) {
    for (let at = 1; at <= 3; at += 1) {
      await kit.open(`/search?q=${encodeURIComponent(words)}&doc_kind=attachment&page=${at}`);
      const hits = page.getByRole("article").filter({ has: page.getByRole("link", { name: new RegExp(`\\.${format}$`) }) });
      const marked = hits.filter({ has: page.locator("p mark") });
      if ((await marked.count()) > 0) return marked.first();
      if ((await page.getByRole("link", { name: /続き|次/ }).count()) === 0) break;
    }
  }
  return undefined;
}

journey("a word of a new notice is found by those who got it and by nobody else", { seconds: 90 }, async (kit) => {
  const { page } = kit;
  const word = `鳳凰橋${{ scripts: "甲", plain: "乙", mobile: "丙" }[kit.project]}地区`;
  await kit.login({ role: "collector" });
  await kit.open("/notices/new");
  await page.getByLabel(/^件名/).fill("橋りょうの点検について（通知）");
  await page.getByLabel(/^本文/).fill("### 記\n**点検**を行います。");
  await page.getByLabel("石巻圏域", { exact: true }).check();
  await kit.follow(page.getByRole("button", { name: "下書きを保存" }));
  const file = { name: "点検箇所.csv", mimeType: "text/csv", buffer: Buffer.from(`箇所,備考\r\n${word},夜間通行止め\r\n`) };
  await page.getByRole("button", { name: /^添付するファイル/ }).setInputFiles(file);
  await kit.follow(page.getByRole("button", { name: "添付する", exact: true }));
  await kit.follow(page.getByRole("button", { name: "確認と発出へ進む" }));
  await kit.follow(page.getByRole("button", { name: /団体に発出する$/ }));

  const reader = await kit.somebodyElse();
  await kit.login({ role: "editor", body_name: "石巻市" }, reader);
  const hit = reader.getByRole("article").filter({ hasText: "点検箇所.csv" });
  // The index follows within moments of the publication.
  for (let left = 40; left > 0; left -= 1) {
    await kit.open(`/search?q=${encodeURIComponent(word)}`, { page: reader });
    if ((await hit.count()) > 0) break;
    await reader.waitForTimeout(500);
  }
  assert.equal(await hit.locator("mark").first().innerText(), word);
  await kit.sound(reader);

  const stranger = await kit.somebodyElse();
  await kit.login({ role: "editor", body_name: "仙台市" }, stranger);
  await kit.open(`/search?q=${encodeURIComponent(word)}`, { page: stranger });
  assert.equal(await stranger.getByRole("article").count(), 0, "仙台市 did not get it");
  await kit.sound(stranger);
});
