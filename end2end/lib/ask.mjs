// Surveys that journeys make for themselves.

/** Publishes a survey that only 仙台市 answers; its address. */
export async function ask(kit, page, title, questions) {
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
