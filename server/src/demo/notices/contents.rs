//! What stands in the files of a notice.

use super::super::calendar::{wareki, wareki_with_weekday};
use super::super::dice::Dice;
use super::super::office::{Block, Table};
use super::figures;
use super::phrases::addressee;
use super::template::Wording;
use super::write::Draft;

fn item(mark: impl Into<String>, text: impl Into<String>) -> Block {
    Block::Item { mark: mark.into(), text: text.into() }
}

fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

/// The notice as the letter that would have gone out on paper.
pub fn letter(draft: &Draft<'_>) -> Vec<Block> {
    let mut blocks = vec![
        Block::Right(draft.number.clone().unwrap_or_else(|| "事務連絡".to_owned())),
        Block::Right(wareki(draft.issued_on())),
    ];
    let to = addressee(&draft.topic.audience, &draft.topic.unit);
    blocks.extend(to.lines().map(|line| Block::Left(format!("　{line}"))));
    blocks.push(Block::Right(format!("{}長", draft.office())));
    blocks.push(Block::Right("（公印省略）".to_owned()));
    blocks.push(Block::Title(draft.title()));
    blocks.extend(draft.paragraphs.iter().map(|text| Block::Paragraph(text.clone())));
    blocks.push(Block::Center("記".to_owned()));
    for (number, (label, text)) in (1..).zip(&draft.points) {
        blocks.push(item(number.to_string(), format!("{label}　{text}")));
    }
    blocks.push(Block::Right("以上".to_owned()));
    blocks.extend(contact(draft));
    blocks
}

fn contact(draft: &Draft<'_>) -> Vec<Block> {
    let c = &draft.contact;
    vec![
        Block::Left(format!("担当：{} {}　{}", draft.office(), draft.topic.unit, c.name)),
        Block::Left(format!("電話：{}（内線 {}）", c.phone_main, c.extension)),
        Block::Left(format!("メール：{}", c.mail_lgwan)),
    ]
}

/// The ministry's letter to the prefectures.
pub fn ministry_letter(draft: &Draft<'_>) -> Vec<Block> {
    let Some(origin) = &draft.origin else { return letter(draft) };
    let mut blocks = vec![
        Block::Right(origin.number.clone().unwrap_or_else(|| "事務連絡".to_owned())),
        Block::Right(wareki(origin.issued_on)),
        Block::Left(format!("各都道府県{}主管部（局）長　殿", draft.topic.field.trim_end_matches("行政"))),
        Block::Right(format!("{}{}長", origin.ministry, origin.section)),
        Block::Right("（公印省略）".to_owned()),
        Block::Title(draft.title()),
        Block::Paragraph(ministry_opening(draft.kind).to_owned()),
        Block::Paragraph("貴職におかれては、貴都道府県内の市区町村及び一部事務組合等に対しても、この旨周知されるようお願いします。".to_owned()),
        Block::Paragraph("なお、本通知は、地方自治法（昭和22年法律第67号）第245条の4第1項の規定に基づく技術的な助言であることを申し添えます。".to_owned()),
        Block::Center("記".to_owned()),
        heading("第1　基本的な考え方"),
    ];
    blocks.extend((1..).zip(&draft.topic.notes).map(|(n, note)| item(format!("{n}"), note)));
    blocks.push(heading("第2　実施に当たっての留意事項"));
    let national = draft.points.iter().filter(|(label, _)| !label.contains("期限") && !label.contains("提出先"));
    blocks.extend((1..).zip(national).map(|(n, (label, text))| item(format!("{n}"), format!("{label}　{text}"))));
    blocks.push(heading("第3　報告事項"));
    blocks.extend((1..).zip(&draft.topic.columns).map(|(n, column)| item(format!("({n})"), column)));
    blocks.push(Block::Right("以上".to_owned()));
    blocks.push(Block::Left(format!("（連絡先）{}{}", origin.ministry, origin.section)));
    blocks
}

fn ministry_opening(kind: Wording) -> &'static str {
    match kind {
        Wording::Inquiry => {
            "標記について、下記のとおり調査を行うこととしたので、期限までに回答されるようお願いします。"
        }
        Wording::Request => "標記について、下記により実施するので、御協力くださるようお願いします。",
        Wording::Invitation => "標記について、下記のとおり開催するので、御案内します。",
        _ => "標記について、下記のとおり取り扱うこととしたので、通知します。",
    }
}

/// 訂正後 and 訂正前 side by side.
pub fn comparison(draft: &Draft<'_>) -> Vec<Block> {
    let row = |column: &String| {
        let rule = figures::instruction(column);
        vec![column.clone(), rule.to_owned(), format!("{}（端数処理の定めなし）", column)]
    };
    let table = Table {
        name: "新旧対照".to_owned(),
        header: ["項目", "訂正後", "訂正前"].map(str::to_owned).to_vec(),
        rows: draft.topic.columns.iter().take(2).map(row).collect(),
    };
    vec![
        Block::Title(format!("{}　新旧対照表", draft.topic.title)),
        Block::Right(wareki(draft.issued_on())),
        Block::Right(draft.office()),
        Block::Table(table),
        Block::Paragraph("上記以外の記載に変更はない。".to_owned()),
    ]
}

/// An empty form for one body: an example row, then rows to fill in; the codes on another sheet.
pub fn form(draft: &Draft<'_>, title: &str) -> Vec<Block> {
    let mut header = vec!["番号".to_owned(), "団体コード".to_owned(), "団体名".to_owned()];
    header.extend(draft.topic.columns.iter().cloned());
    let mut example = vec!["記入例".to_owned(), "049999".to_owned(), "○○市".to_owned()];
    example.extend(draft.topic.columns.iter().map(|column| figures::example(column)));
    let mut rows = vec![example];
    for number in 1..=10 {
        let mut row = vec![number.to_string()];
        row.resize(header.len(), String::new());
        rows.push(row);
    }
    let mut blocks = vec![
        Block::Title(title.to_owned()),
        Block::Table(Table { name: "様式".to_owned(), header, rows }),
        Block::Table(code_table(draft)),
        heading("記入に当たっての注意"),
    ];
    blocks.extend(cautions(draft));
    blocks
}

fn cautions(draft: &Draft<'_>) -> Vec<Block> {
    let mut cautions = vec![
        item("1", "団体コードは6桁（検査数字を含む。）で、文字列として入力すること。"),
        item("2", "該当がない場合は、空欄とせず「該当なし」と記載すること。"),
    ];
    let more = draft.topic.notes.iter().chain(draft.topic.faq.iter().map(|(_, answer)| answer));
    cautions.extend((3..).zip(more.take(3)).map(|(n, text)| item(n.to_string(), text)));
    cautions
}

/// An empty form with a row for every body.
pub fn form_of_all(draft: &Draft<'_>) -> Vec<Block> {
    let mut table = code_table(draft);
    "様式".clone_into(&mut table.name);
    for column in &draft.topic.columns {
        table.header.push(column.clone());
        for row in &mut table.rows {
            row.push(String::new());
        }
    }
    vec![Block::Table(table)]
}

/// Codes and names of the bodies addressed.
pub fn code_table(draft: &Draft<'_>) -> Table {
    Table {
        name: "団体コード表".to_owned(),
        header: vec!["団体コード".to_owned(), "団体名".to_owned()],
        rows: draft
            .members
            .iter()
            .filter_map(|index| draft.bodies.get(*index))
            .map(|body| vec![body.code.clone().unwrap_or_default(), body.name.clone()])
            .collect(),
    }
}

/// A table with a row of figures for every body.
pub fn list(draft: &Draft<'_>, title: &str, own: &[String], tabular: bool, dice: &mut Dice) -> Vec<Block> {
    let columns = if own.is_empty() { &draft.topic.columns } else { own };
    let mut table = code_table(draft);
    "一覧".clone_into(&mut table.name);
    table.header.extend(columns.iter().cloned());
    let members: Vec<_> = draft.members.iter().filter_map(|index| draft.bodies.get(*index)).collect();
    for (row, body) in table.rows.iter_mut().zip(members) {
        row.extend(columns.iter().map(|column| figures::figure(column, body, draft.issued_on(), dice)));
    }
    if tabular {
        return vec![Block::Table(table)];
    }
    vec![
        Block::Title(title.to_owned()),
        Block::Right(format!("{}現在", wareki(draft.issued_on()))),
        Block::Right(draft.office()),
        Block::Table(table),
    ]
}

/// Instructions.
pub fn guide(draft: &Draft<'_>, title: &str) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title(title.to_owned()),
        Block::Right(wareki(draft.issued_on())),
        Block::Right(draft.office()),
        heading("第1　趣旨"),
    ];
    blocks.push(Block::Paragraph(draft.item_text.clone()));
    blocks.extend(draft.topic.notes.iter().map(|note| Block::Paragraph(note.clone())));
    blocks.push(heading("第2　対象"));
    blocks.push(Block::Paragraph(format!("{}を対象とする。", draft.topic.audience)));
    blocks.push(heading("第3　実施内容"));
    for (number, (label, text)) in (1..).zip(&draft.points) {
        blocks.push(item(number.to_string(), format!("{label}　{text}")));
    }
    blocks.push(heading("第4　記載項目"));
    for (number, column) in (1..).zip(&draft.topic.columns) {
        blocks.push(item(format!("({number})"), format!("{column}　{}", figures::instruction(column))));
    }
    blocks.push(heading("第5　よくある質問"));
    for (question, answer) in &draft.topic.faq {
        blocks.push(item("問", question));
        blocks.push(item("答", answer));
    }
    blocks.push(heading("第6　問合せ先"));
    blocks.extend(contact(draft));
    blocks
}

/// Questions and answers.
pub fn faq(draft: &Draft<'_>, title: &str, tabular: bool) -> Vec<Block> {
    if tabular {
        let rows = (1..)
            .zip(&draft.topic.faq)
            .map(|(n, (question, answer))| vec![format!("問{n}"), question.clone(), answer.clone()])
            .collect();
        let header = ["番号", "質問", "回答"].map(str::to_owned).to_vec();
        return vec![Block::Table(Table { name: "質疑応答".to_owned(), header, rows })];
    }
    let mut blocks = vec![
        Block::Title(title.to_owned()),
        Block::Right(format!("{}更新", wareki(draft.issued_on()))),
        Block::Paragraph(format!(
            "{}に関して市町村等から寄せられた質問と回答を整理したものです。今後、必要に応じて追加します。",
            draft.topic.title
        )),
    ];
    for (number, (question, answer)) in (1..).zip(&draft.topic.faq) {
        blocks.push(item(format!("問{number}"), question));
        blocks.push(item(format!("答{number}"), answer));
    }
    blocks.push(Block::Paragraph("（留意事項）".to_owned()));
    blocks.extend(draft.topic.notes.iter().map(|note| item("・", note)));
    blocks
}

/// Slides.
pub fn slides(draft: &Draft<'_>) -> Vec<Block> {
    let mut blocks = vec![heading("1　趣旨・背景"), Block::Paragraph(draft.item_text.clone())];
    blocks.extend(draft.topic.notes.iter().map(|note| item("●", note)));
    blocks.push(heading("2　内容"));
    blocks.extend(draft.points.iter().map(|(label, text)| item("●", format!("{label}：{text}"))));
    blocks.push(heading("3　整理する項目"));
    blocks.extend(draft.topic.columns.iter().map(|c| item("●", format!("{c}…{}", figures::instruction(c)))));
    blocks.push(heading("4　よくある質問"));
    for (question, answer) in &draft.topic.faq {
        blocks.push(item("Q", question));
        blocks.push(item("A", answer));
    }
    blocks.push(heading("5　今後の予定"));
    if let Some(due) = draft.due_on() {
        blocks.push(item("●", format!("提出・申込期限　{}", wareki_with_weekday(due))));
    }
    blocks.push(item("●", format!("問合せ先　{} {}", draft.office(), draft.topic.unit)));
    blocks.push(item("●", format!("電話　{}（内線 {}）", draft.contact.phone_main, draft.contact.extension)));
    blocks
}
