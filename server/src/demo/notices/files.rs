//! The files of a notice, written from its topic so that they belong to it.

use app::domain::notice::AttachmentRole;
use chrono::NaiveDate;

use super::super::dice::Dice;
use super::super::model::{Attachment, FileContent};
use super::super::office::{Block, Document, Format};
use super::contents;
use super::template::{FileKind, FileSpec};
use super::write::Draft;

/// Makes the files in the order of the specification.
pub fn attachments(draft: &Draft<'_>, specs: &[FileSpec], dice: &mut Dice) -> Vec<Attachment> {
    let mut numbers = Numbers::default();
    specs.iter().map(|spec| attachment(draft, spec, &mut numbers, dice)).collect()
}

/// 様式1, 様式2, 別紙1 … within a notice.
#[derive(Default)]
struct Numbers {
    forms: u32,
    annexes: u32,
}

fn attachment(draft: &Draft<'_>, spec: &FileSpec, numbers: &mut Numbers, dice: &mut Dice) -> Attachment {
    let Some(format) = spec.format else {
        return bundle(draft, numbers, dice);
    };
    let (role, stem, description) = label(draft, spec, numbers);
    let document = Document {
        title: title(draft, spec),
        date: draft.issued_on(),
        author: draft.office(),
        blocks: blocks(draft, spec, format, dice),
    };
    Attachment {
        name: format!("{}.{}", safe(&stem), format.extension()),
        role,
        description,
        content: FileContent::Single(format, document),
    }
}

fn label(draft: &Draft<'_>, spec: &FileSpec, numbers: &mut Numbers) -> (AttachmentRole, String, String) {
    let name = spec.name.clone();
    match spec.kind {
        FileKind::Letter => {
            let stem = format!("通知文_{}", draft.topic.title);
            (AttachmentRole::Main, stem, "通知文（鑑）".to_owned())
        }
        FileKind::Copy => {
            let ministry = draft.topic.origin.as_ref().map_or("国", |[ministry, ..]| ministry.as_str());
            let stem = format!("別添_{ministry}通知（写し）");
            (AttachmentRole::Annex, stem, format!("{ministry}からの通知の写し"))
        }
        FileKind::Form => {
            numbers.forms += 1;
            let name = name.unwrap_or_else(|| "報告様式".to_owned());
            (AttachmentRole::Form, format!("様式{}_{name}", numbers.forms), format!("{name}（記入用）"))
        }
        FileKind::List | FileKind::Guide | FileKind::Comparison => {
            numbers.annexes += 1;
            let name = name.unwrap_or_else(|| "実施要領".to_owned());
            (AttachmentRole::Annex, format!("別紙{}_{name}", numbers.annexes), name)
        }
        FileKind::Faq => {
            let stem = format!("参考_質疑応答集（{}）", draft.topic.title);
            (AttachmentRole::Reference, stem, "質疑応答集".to_owned())
        }
        FileKind::Slides => {
            let name = name.unwrap_or_else(|| "説明資料".to_owned());
            (AttachmentRole::Reference, format!("参考_{name}"), name)
        }
        FileKind::Bundle => (AttachmentRole::Reference, String::new(), String::new()),
    }
}

fn title(draft: &Draft<'_>, spec: &FileSpec) -> String {
    match (spec.kind, &spec.name) {
        (FileKind::Letter | FileKind::Copy | FileKind::Bundle, _) => draft.subject.clone(),
        (FileKind::Faq, _) => format!("{}に関する質疑応答集", draft.topic.title),
        (_, Some(name)) if name.chars().count() >= 8 => name.clone(),
        (_, Some(name)) => format!("{name}（{}）", draft.topic.title),
        (_, None) => draft.topic.title.clone(),
    }
}

fn blocks(draft: &Draft<'_>, spec: &FileSpec, format: Format, dice: &mut Dice) -> Vec<Block> {
    let tabular = matches!(format, Format::Csv | Format::CsvCp932);
    match spec.kind {
        FileKind::Letter | FileKind::Bundle => contents::letter(draft),
        FileKind::Copy => contents::ministry_letter(draft),
        FileKind::Form if tabular => contents::form_of_all(draft),
        FileKind::Form => contents::form(draft, &title(draft, spec)),
        FileKind::List => contents::list(draft, &title(draft, spec), &spec.columns, tabular, dice),
        FileKind::Comparison => contents::comparison(draft),
        FileKind::Guide => contents::guide(draft, &title(draft, spec)),
        FileKind::Faq => contents::faq(draft, &title(draft, spec), format == Format::Xlsx || tabular),
        FileKind::Slides => contents::slides(draft),
    }
}

/// The letter, the form, the instructions and the table of codes in one zip.
fn bundle(draft: &Draft<'_>, numbers: &mut Numbers, dice: &mut Dice) -> Attachment {
    let spec = |kind, format, name: &str| FileSpec {
        kind,
        format: Some(format),
        name: (!name.is_empty()).then(|| name.to_owned()),
        columns: Vec::new(),
    };
    let mut files = vec![
        attachment(draft, &spec(FileKind::Letter, Format::Docx, ""), numbers, dice),
        attachment(draft, &spec(FileKind::Form, Format::Xlsx, "入力用調査票"), numbers, dice),
        attachment(draft, &spec(FileKind::Guide, Format::Pdf, "作成要領"), numbers, dice),
    ];
    files.push(Attachment {
        name: "団体コード表.csv".to_owned(),
        role: AttachmentRole::Reference,
        description: "団体コード表".to_owned(),
        content: FileContent::Single(
            Format::CsvCp932,
            Document {
                title: "団体コード表".to_owned(),
                date: draft.issued_on(),
                author: draft.office(),
                blocks: vec![Block::Table(contents::code_table(draft))],
            },
        ),
    });
    Attachment {
        name: format!("一式_{}.zip", safe(&draft.topic.title)),
        role: AttachmentRole::Reference,
        description: "通知文、様式及び要領の一式".to_owned(),
        content: FileContent::Bundle(files),
    }
}

/// File names without the characters that Windows forbids.
fn safe(name: &str) -> String {
    name.chars()
        .map(|c| if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { '・' } else { c })
        .collect()
}

/// A file that a body answers with, for surveys.
pub fn answer_file(name: &str, title: &str, day: NaiveDate, author: &str, blocks: Vec<Block>) -> Attachment {
    Attachment {
        name: format!("{}.xlsx", safe(name)),
        role: AttachmentRole::Form,
        description: title.to_owned(),
        content: FileContent::Single(
            Format::Xlsx,
            Document { title: title.to_owned(), date: day, author: author.to_owned(), blocks },
        ),
    }
}
