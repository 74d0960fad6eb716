//! Words around a form: what it is for, how to fill it in, whom to ask.

use app::domain::form::{FormDefinition, QuestionKind};
use app::domain::notice::AttachmentRole;

use super::super::calendar::wareki;
use super::super::model::{Attachment, FileContent, SectionIndex};
use super::super::notices::Setting;
use super::super::notices::placeholders::{Occasion, fill};
use super::super::office::{Block, Document, Format, Table};
use super::template::Template;

/// Section, unit, name and telephone of whom to ask, in one line.
pub fn contact(setting: &Setting<'_>, section: SectionIndex, unit: &str) -> String {
    let office = setting
        .places
        .sections
        .get(section)
        .map(|section| format!("宮城県{}{}", section.department.as_deref().unwrap_or_default(), section.name))
        .unwrap_or_default();
    let person = setting
        .contacts
        .iter()
        .filter(|contact| contact.body == 0 && contact.section == section)
        .min_by_key(|contact| contact.unit != unit);
    match person {
        Some(c) => format!("{office} {unit} {}　電話 {}（内線 {}）", c.name, c.phone_main, c.extension),
        None => format!("{office} {unit}"),
    }
}

/// The description in Markdown.
pub fn description(template: &Template, occasion: &Occasion) -> String {
    let mut paragraphs: Vec<String> = template.texts.iter().map(|text| fill(text, occasion)).collect();
    let points: Vec<String> =
        template.points.iter().map(|(label, text)| format!("- **{label}**　{}", fill(text, occasion))).collect();
    if !points.is_empty() {
        paragraphs.push("### 調査の概要".to_owned());
        paragraphs.push(points.join("\n"));
    }
    if !template.faq.is_empty() {
        paragraphs.push("### よくある質問".to_owned());
        paragraphs.extend(template.faq.iter().map(|(question, answer)| format!("**{question}**  \n{answer}")));
    }
    paragraphs.join("\n\n") + "\n"
}

/// Instructions, and for the longer forms the questions as a sheet to hand round.
pub fn attachments(template: &Template, form: &FormDefinition, occasion: &Occasion, contact: &str) -> Vec<Attachment> {
    let title = fill(&template.title, occasion);
    let document = |blocks| Document {
        title: title.clone(),
        date: occasion.issued_on,
        author: format!("宮城県{}", template.section),
        blocks,
    };
    let mut files = vec![Attachment {
        name: "別紙1_記入要領.docx".to_owned(),
        role: AttachmentRole::Annex,
        description: "設問ごとの記入要領".to_owned(),
        content: FileContent::Single(Format::Docx, document(instructions(template, form, occasion, contact))),
    }];
    if form.questions().count() >= 12 {
        files.push(Attachment {
            name: "参考_設問一覧（庁内照会用）.xlsx".to_owned(),
            role: AttachmentRole::Reference,
            description: "庁内の関係課に確認するための設問一覧".to_owned(),
            content: FileContent::Single(Format::Xlsx, document(vec![Block::Table(question_table(form))])),
        });
    }
    files
}

fn instructions(template: &Template, form: &FormDefinition, occasion: &Occasion, contact: &str) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title(format!("{}　記入要領", fill(&template.title, occasion))),
        Block::Right(wareki(occasion.issued_on)),
        Block::Right(format!("宮城県{}", template.section)),
    ];
    blocks.extend(template.texts.iter().map(|text| Block::Paragraph(fill(text, occasion))));
    for section in &form.sections {
        blocks.push(Block::Heading(section.title.clone()));
        if !section.description.is_empty() {
            blocks.push(Block::Paragraph(section.description.clone()));
        }
        for (number, question) in (1..).zip(&section.questions) {
            let text = format!("{}（{}）{}", question.label, how(&question.kind), question.help);
            blocks.push(Block::Item { mark: format!("({number})"), text });
        }
    }
    blocks.push(Block::Heading("よくある質問".to_owned()));
    for (question, answer) in &template.faq {
        blocks.push(Block::Item { mark: "問".to_owned(), text: question.clone() });
        blocks.push(Block::Item { mark: "答".to_owned(), text: answer.clone() });
    }
    blocks.push(Block::Left(format!("問合せ先：{contact}")));
    blocks
}

fn question_table(form: &FormDefinition) -> Table {
    let mut rows = Vec::new();
    for section in &form.sections {
        for question in &section.questions {
            rows.push(vec![
                (rows.len() + 1).to_string(),
                section.title.clone(),
                question.label.clone(),
                how(&question.kind),
                if question.required { "必須" } else { "任意" }.to_owned(),
                String::new(),
            ]);
        }
    }
    let header = ["番号", "節", "設問", "回答の形式", "必須", "担当課"].map(str::to_owned).to_vec();
    Table { name: "設問一覧".to_owned(), header, rows }
}

fn how(kind: &QuestionKind) -> String {
    match kind {
        QuestionKind::Number(rule) if rule.unit.is_empty() => "数値".to_owned(),
        QuestionKind::Number(rule) => format!("数値・{}", rule.unit),
        QuestionKind::Choice(rule) if rule.multiple => "複数選択".to_owned(),
        kind => kind.code().text().ja.to_owned(),
    }
}
