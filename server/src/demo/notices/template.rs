//! The notice templates: topics of the prefecture's business with the notices that recur on them, read from
//! the text files under `content/notices`.
//!
//! `# title` begins a topic and `## kind month-day +days` a notice of it (with a deadline so many days after
//! issue); every other line is `word: value`.

use app::domain::notice::NoticeKind;

use super::super::DemoError;
use super::super::office::Format;

const SOURCES: [(&str, &str); 12] = [
    ("finance", include_str!("../content/notices/finance.txt")),
    ("administration", include_str!("../content/notices/administration.txt")),
    ("residents", include_str!("../content/notices/residents.txt")),
    ("digital", include_str!("../content/notices/digital.txt")),
    ("election", include_str!("../content/notices/election.txt")),
    ("disaster", include_str!("../content/notices/disaster.txt")),
    ("fire", include_str!("../content/notices/fire.txt")),
    ("region", include_str!("../content/notices/region.txt")),
    ("environment", include_str!("../content/notices/environment.txt")),
    ("welfare", include_str!("../content/notices/welfare.txt")),
    ("industry", include_str!("../content/notices/industry.txt")),
    ("school", include_str!("../content/notices/school.txt")),
];

/// A field of business.
#[derive(Debug, Clone, Default)]
pub struct Topic {
    /// Name of the source file.
    pub theme: &'static str,
    /// 「普通交付税の算定」
    pub title: String,
    /// Section of the prefecture and its unit.
    pub section: String,
    pub unit: String,
    /// Ministry, its section, and the sign of its document numbers.
    pub origin: Option<[String; 3]>,
    pub tags: Vec<String>,
    /// 「地方財政行政」, for the greeting.
    pub field: String,
    /// Laws that its notices rest on.
    pub laws: Vec<String>,
    /// Word for the audience: 全団体, the name of a group, or names of bodies.
    pub audience: String,
    /// Columns of its forms.
    pub columns: Vec<String>,
    /// Questions and answers.
    pub faq: Vec<(String, String)>,
    /// Facts and rules of the business.
    pub notes: Vec<String>,
    pub items: Vec<Item>,
}

/// The word in brackets after a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wording {
    /// 通知
    #[default]
    Notification,
    /// 依頼
    Request,
    /// 照会
    Inquiry,
    /// 事務連絡, which bears no brackets.
    Memo,
    /// 送付 (results and material handed out)
    Sending,
    /// 案内 (trainings and meetings)
    Invitation,
}

impl Wording {
    /// The word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Notification => "通知",
            Self::Request => "依頼",
            Self::Inquiry => "照会",
            Self::Memo => "事務連絡",
            Self::Sending => "送付",
            Self::Invitation => "案内",
        }
    }

    /// The kind it counts as.
    pub fn kind(self) -> NoticeKind {
        match self {
            Self::Notification | Self::Sending | Self::Invitation => NoticeKind::Notification,
            Self::Request => NoticeKind::Request,
            Self::Inquiry => NoticeKind::Inquiry,
            Self::Memo => NoticeKind::Memo,
        }
    }
}

/// A notice that recurs.
#[derive(Debug, Clone, Default)]
pub struct Item {
    pub key: String,
    pub kind: Wording,
    pub month: u32,
    pub day: u32,
    /// Days from issue to the deadline.
    pub due_after: Option<i64>,
    pub subject: String,
    pub texts: Vec<String>,
    /// 記書き: label and content.
    pub points: Vec<(String, String)>,
    pub files: Vec<FileSpec>,
    /// Only in fiscal years with this remainder.
    pub cycle: Option<(i32, i32)>,
    /// Not before this fiscal year.
    pub since: Option<i32>,
}

impl Item {
    /// True if the notice was issued in that fiscal year.
    pub fn occurs_in(&self, fiscal_year: i32) -> bool {
        self.since.is_none_or(|first| fiscal_year >= first)
            && self.cycle.is_none_or(|(years, rest)| fiscal_year.rem_euclid(years) == rest)
    }
}

/// What a file of a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// 鑑: the notice itself as a letter.
    Letter,
    /// 写し: the ministry's letter.
    Copy,
    /// 様式: an empty form.
    Form,
    /// 一覧: a table with a row for each body.
    List,
    /// 要領: instructions.
    Guide,
    /// What a correction corrects; only made by follow-ups.
    Comparison,
    /// 問答: questions and answers.
    Faq,
    /// 説明: slides.
    Slides,
    /// 束: all of it zipped.
    Bundle,
}

/// A file of a notice.
#[derive(Debug, Clone)]
pub struct FileSpec {
    pub kind: FileKind,
    /// `None` of a bundle.
    pub format: Option<Format>,
    pub name: Option<String>,
    /// Own columns of a list.
    pub columns: Vec<String>,
}

/// All topics in the order of the sources.
pub fn topics() -> Result<Vec<Topic>, DemoError> {
    let mut topics: Vec<Topic> = Vec::new();
    for (theme, text) in SOURCES {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            read_line(&mut topics, theme, line)
                .ok_or_else(|| DemoError::content(&format!("notices/{theme}.txt"), line))?;
        }
    }
    Ok(topics)
}

fn read_line(topics: &mut Vec<Topic>, theme: &'static str, line: &str) -> Option<()> {
    if let Some(title) = line.strip_prefix("# ") {
        topics.push(Topic { theme, title: title.to_owned(), ..Topic::default() });
        return Some(());
    }
    let topic = topics.last_mut()?;
    if let Some(head) = line.strip_prefix("## ") {
        topic.items.push(item_head(head)?);
        return Some(());
    }
    let (word, value) = line.split_once(": ")?;
    match topic.items.last_mut() {
        Some(item) => item_line(item, word, value),
        None => topic_line(topic, word, value),
    }
}

fn item_head(head: &str) -> Option<Item> {
    let mut words = head.split_whitespace();
    let kind = kind_of(words.next()?)?;
    let (month, day) = words.next()?.split_once('-')?;
    let due_after = match words.next() {
        Some(days) => Some(days.strip_prefix('+')?.parse().ok()?),
        None => None,
    };
    Some(Item { kind, month: month.parse().ok()?, day: day.parse().ok()?, due_after, ..Item::default() })
}

fn kind_of(word: &str) -> Option<Wording> {
    Some(match word {
        "通知" => Wording::Notification,
        "依頼" => Wording::Request,
        "照会" => Wording::Inquiry,
        "事務連絡" => Wording::Memo,
        "送付" => Wording::Sending,
        "案内" => Wording::Invitation,
        _ => return None,
    })
}

fn topic_line(topic: &mut Topic, word: &str, value: &str) -> Option<()> {
    match word {
        "section" => value.clone_into(&mut topic.section),
        "unit" => value.clone_into(&mut topic.unit),
        "origin" => topic.origin = Some(parts(value, '|').try_into().ok()?),
        "tags" => topic.tags = parts(value, ','),
        "field" => value.clone_into(&mut topic.field),
        "law" => topic.laws.push(value.to_owned()),
        "audience" => value.clone_into(&mut topic.audience),
        "columns" => topic.columns = parts(value, '|'),
        "q" => topic.faq.push((value.to_owned(), String::new())),
        "a" => value.clone_into(&mut topic.faq.last_mut()?.1),
        "note" => topic.notes.push(value.to_owned()),
        _ => return None,
    }
    Some(())
}

fn item_line(item: &mut Item, word: &str, value: &str) -> Option<()> {
    match word {
        "key" => value.clone_into(&mut item.key),
        "subject" => value.clone_into(&mut item.subject),
        "text" => item.texts.push(value.to_owned()),
        "point" => {
            let (label, content) = value.split_once(" | ")?;
            item.points.push((label.to_owned(), content.to_owned()));
        }
        "files" => item.files = value.split_whitespace().map(file_spec).collect::<Option<_>>()?,
        "cycle" => {
            let (years, rest) = value.split_once(' ')?;
            item.cycle = Some((years.parse().ok()?, rest.parse().ok()?));
        }
        "since" => item.since = Some(value.parse().ok()?),
        _ => return None,
    }
    Some(())
}

/// `様式.xlsx:基礎数値報告書[列;列]`
fn file_spec(word: &str) -> Option<FileSpec> {
    let (word, columns) = match word.split_once('[') {
        Some((word, columns)) => (word, parts(columns.strip_suffix(']')?, ';')),
        None => (word, Vec::new()),
    };
    let (file, name) = match word.split_once(':') {
        Some((file, name)) => (file, Some(name.to_owned())),
        None => (word, None),
    };
    let (kind, format) = file.split_once('.')?;
    let kind = match kind {
        "鑑" => FileKind::Letter,
        "写し" => FileKind::Copy,
        "様式" => FileKind::Form,
        "一覧" => FileKind::List,
        "要領" => FileKind::Guide,
        "問答" => FileKind::Faq,
        "説明" => FileKind::Slides,
        "束" => FileKind::Bundle,
        _ => return None,
    };
    let format = match format {
        "txt" => Some(Format::Txt),
        "txt932" => Some(Format::TxtCp932),
        "csv" => Some(Format::Csv),
        "csv932" => Some(Format::CsvCp932),
        "docx" => Some(Format::Docx),
        "xlsx" => Some(Format::Xlsx),
        "pptx" => Some(Format::Pptx),
        "pdf" => Some(Format::Pdf),
        "zip" => None,
        _ => return None,
    };
    Some(FileSpec { kind, format, name, columns })
}

fn parts(value: &str, separator: char) -> Vec<String> {
    value.split(separator).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}
