// The main job: a survey from its design to the merged table, with a return in between.

import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";
import { csvRows, firstSheet, unzip } from "../lib/zip.mjs";

const PLAN = Buffer.from("職員数の考え方\r\n4月1日現在の実人員です。\r\n");

/** One question of each kind: what the designer chooses and what is set afterwards. */
const QUESTIONS = [
  { label: "担当係の名前", kind: "短い文" },
  { label: "職員数", kind: "数値", set: async (form) => { await form.getByLabel("単位").fill("人"); await form.getByLabel("必ず答えてもらう").check(); } },
  { label: "研修の方法", kind: "選択", set: (form) => form.getByLabel(/^選択肢/).fill("web|Web会議\nvisit|訪問") },
  { label: "実施の日", kind: "日付" },
  { label: "考え方の資料", kind: "ファイル" },
  {
    label: "施設",
    kind: "表",
    set: async (form) => {
      await form.getByLabel("列1の見出し").fill("施設名");
      await form.getByLabel("列2の見出し").fill("面積");
      await form.getByLabel("列2の種類").selectOption({ label: "数値" });
      await form.getByLabel("列2の単位（数値）").fill("㎡");
    },
  },
];

/** Writes the survey and opens it to 石巻市 and 仙台市; answers its address. */
async function publish(kit, title) {
  const { page } = kit;
  await kit.open("/surveys/new");
  await page.getByLabel(/^件名/).fill(title);
  await page.getByLabel(/^回答期限の日/).fill("2027/2/26");
  await page.getByLabel("団体を選ぶ", { exact: true }).check();
  await page.getByLabel("石巻市", { exact: true }).check();
  await page.getByLabel("仙台市", { exact: true }).check();
  await kit.follow(page.getByRole("button", { name: "保存して設問を作る" }));
  await page.getByLabel(/^節の見出し/).fill("職員と施設");
  await kit.follow(page.getByRole("button", { name: "節を加える" }));
  for (const { label, kind, set } of QUESTIONS) {
    await page.getByLabel(/^設問文/).last().fill(label);
    await page.getByLabel(/^種類/).last().selectOption({ label: kind });
    await kit.follow(page.getByRole("button", { name: "設問を加える" }));
    if (!set) continue;
    await set(page);
    await kit.follow(page.getByRole("button", { name: "設問を保存する" }));
  }
  await kit.sound();
  await kit.follow(page.getByRole("link", { name: "確認と公開へ進む" }));
  await kit.sound();
  await kit.follow(page.getByRole("button", { name: "公開して依頼する" }));
  await kit.heading(title);
  return new URL(page.url()).pathname;
}

/** Saves what was typed: with scripts by leaving the field, without by the button. */
async function keep(kit, page) {
  if (kit.scripts) await page.getByText(/下書き保存済み/).waitFor();
  else await kit.follow(page.getByRole("button", { name: "下書きを保存" }).last(), page);
}

async function answer(kit, page, address, staff) {
  await kit.open(`${address}/answer`, { page });
  await kit.awake(page);
  await page.getByLabel(/担当係の名前/).fill("市町村係");
  await page.getByLabel(/職員数/).fill(staff);
  await page.getByLabel("Web会議").check();
  await page.getByLabel(/実施の日/).fill("R9.1.15");
  await page.getByLabel("1行目 施設名").fill("中央公民館");
  await page.getByLabel("1行目 面積").fill("1,200");
  await page.getByLabel("2行目 施設名").fill("渡波公民館");
  await page.getByLabel("2行目 面積").fill("800");
  await page.getByLabel("2行目 面積").press("Tab");
  await keep(kit, page);
  await page.getByLabel(/加えるファイル/).setInputFiles({ name: "考え方（４月１日）.txt", mimeType: "text/plain", buffer: PLAN });
  await kit.follow(page.getByRole("button", { name: "ファイルを送る" }), page);
  await page.getByText("考え方（４月１日）.txt").waitFor();
}

async function submit(kit, page) {
  await kit.follow(page.getByRole("button", { name: "確認して提出" }), page);
  await kit.sound(page);
  await kit.follow(page.getByRole("button", { name: "提出する" }), page);
  await page.getByText("提出済みです").waitFor();
}

journey("a survey is designed, answered, sent back, corrected, accepted and merged into a table", { seconds: 180 }, async (kit) => {
  const { page } = kit;
  const title = `公民館の職員に関する調査 ${kit.project}`;
  await kit.login({ role: "collector" });
  const address = await publish(kit, title);

  const clerk = await kit.somebodyElse();
  const { body_name: name } = await kit.login({ role: "editor", body_name: "石巻市" }, clerk);
  await answer(kit, clerk, address, "12人");
  await kit.follow(clerk.getByRole("button", { name: "確認して提出" }), clerk);
  assert.equal(new URL(clerk.url()).pathname, `${address}/check`);
  // 「12人」 is read as it is meant.
  await clerk.getByText("12人", { exact: true }).waitFor();
  await kit.sound(clerk);
  await kit.follow(clerk.getByRole("button", { name: "提出する" }), clerk);
  await clerk.getByText("提出済みです").waitFor();
  await kit.sound(clerk);

  // The collector sends it back with a reason, which the body reads.
  await kit.open(address);
  await kit.follow(page.getByRole("link", { name, exact: true }).first());
  await page.getByText("中央公民館").waitFor();
  const file = await kit.download(page.getByRole("link", { name: "考え方（４月１日）.txt" }));
  assert.ok(file.bytes.equals(PLAN), "the file of the answer came back changed");
  await page.getByLabel(/^差戻しの理由/).fill("問2を4月1日現在の人数にしてください。");
  await kit.follow(page.getByRole("button", { name: "差し戻す" }));
  await page.getByText("回答を差し戻しました").waitFor();
  await kit.open(`${address}/answer`, { page: clerk });
  await kit.awake(clerk);
  await clerk.getByText("問2を4月1日現在の人数にしてください。").waitFor();
  await clerk.getByLabel(/職員数/).fill("15");
  await clerk.getByLabel(/職員数/).press("Tab");
  await keep(kit, clerk);
  await submit(kit, clerk);

  await kit.open(address);
  await kit.follow(page.getByRole("link", { name, exact: true }).first());
  await kit.follow(page.getByRole("button", { name: "受理する" }));
  await kit.open(address);
  assert.match(await page.getByRole("row").filter({ hasText: name }).innerText(), /受理/);
  await kit.sound();
  if (kit.project === "scripts") await kit.shot("board");

  await kit.open(`${address}/table`);
  const total = page.getByRole("row").filter({ hasText: "合計" });
  assert.match(await total.innerText(), /15/);
  await kit.sound();

  const xlsx = await kit.download(page.getByRole("link", { name: "Excelで保存" }));
  assert.match(xlsx.name, /\.xlsx$/);
  assert.ok(unzip(xlsx.bytes).has("[Content_Types].xml"), "a workbook");
  const sheet = firstSheet(xlsx.bytes);
  const heads = sheet.find((row) => row.some((cell) => /職員数/.test(cell)));
  assert.ok(heads, `no heading of the question in ${JSON.stringify(sheet)}`);
  const line = sheet.find((row) => row.includes("石巻市"));
  assert.ok(line, `no row of 石巻市 in ${JSON.stringify(sheet)}`);
  assert.equal(line[heads.findIndex((cell) => /職員数/.test(cell))], "15");
  assert.ok(line.includes("042021"), "the code keeps its zero");

  const csv = await kit.download(page.getByRole("link", { name: "CSVで保存" }));
  assert.deepEqual([...csv.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], "a byte order mark, for Excel");
  const rows = csvRows(csv.bytes.toString("utf8").slice(1));
  const own = rows.find((row) => row.includes("石巻市"));
  assert.ok(own?.includes("15") && own.includes("042021"), JSON.stringify(rows));
});

journey("a refused file of an answer is named on the page of the answer", { seconds: 120 }, async (kit) => {
  const { page } = kit;
  await kit.login({ role: "collector" });
  const address = await publish(kit, `資料だけの調査 ${kit.project}`);
  const clerk = await kit.somebodyElse();
  await kit.login({ role: "editor", body_name: "仙台市" }, clerk);
  await kit.open(`${address}/answer`, { page: clerk });
  await kit.awake(clerk);
  await clerk.getByLabel(/加えるファイル/).setInputFiles({ name: "更新.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ") });
  await kit.follow(clerk.getByRole("button", { name: "ファイルを送る" }), clerk);
  const told = clerk.getByRole("status").filter({ hasText: "添付できませんでした" });
  assert.match(await told.innerText(), /更新\.exe/);
  await kit.sound(clerk);
  await kit.open(`${address}/answer`, { page: clerk });
  assert.equal(await clerk.getByText("更新.exe").count(), 0, "nothing of it was kept");
});

journey("nothing to report goes through approval, and arrives as that", { seconds: 120 }, async (kit) => {
  const { page } = kit;
  const title = `該当のない調査 ${kit.project}`;
  await kit.login({ role: "collector" });
  await kit.open("/surveys/new");
  await page.getByLabel(/^件名/).fill(title);
  await page.getByLabel(/^回答期限の日/).fill("2027/2/26");
  await page.getByLabel(/^団体内の決裁/).check();
  await page.getByLabel("石巻市", { exact: true }).check();
  await kit.follow(page.getByRole("button", { name: "保存して設問を作る" }));
  await page.getByLabel(/^節の見出し/).fill("施設");
  await kit.follow(page.getByRole("button", { name: "節を加える" }));
  await page.getByLabel(/^設問文/).last().fill("施設の数");
  await page.getByLabel(/^種類/).last().selectOption({ label: "数値" });
  await kit.follow(page.getByRole("button", { name: "設問を加える" }));
  await page.getByLabel("必ず答えてもらう").check();
  await kit.follow(page.getByRole("button", { name: "設問を保存する" }));
  await kit.follow(page.getByRole("link", { name: "確認と公開へ進む" }));
  await page.getByText(/1団体/).first().waitFor();
  await kit.follow(page.getByRole("button", { name: "公開して依頼する" }));
  const address = new URL(page.url()).pathname;

  const clerk = await kit.somebodyElse();
  await kit.login({ role: "editor", body_name: "石巻市" }, clerk);
  await kit.open(`${address}/answer`, { page: clerk });
  await clerk.getByText("該当なし", { exact: true }).click();
  await kit.follow(clerk.getByRole("button", { name: "該当なしで決裁に回す" }), clerk);

  const chief = await kit.somebodyElse();
  await kit.login({ role: "approver", body_name: "石巻市" }, chief);
  await kit.open(`${address}/check`, { page: chief });
  await chief.getByText("「該当なし」として決裁に回されています。").waitFor();
  await kit.sound(chief);
  await kit.follow(chief.getByRole("button", { name: "決裁して該当なしで提出する" }), chief);
  await chief.getByText("提出済みです").waitFor();

  await kit.open(address);
  await kit.follow(page.getByRole("link", { name: "石巻市", exact: true }).first());
  await page.getByText("「該当なし」との回答です。").waitFor();
});
