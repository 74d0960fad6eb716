//! The survey templates, read from the text files under `content/surveys`.
//!
//! `# title` begins a survey and `== title` a section of its form. A question is
//! `kind[*] key | label | what it offers | how bodies answer`, with `*` where it is required.

use super::super::DemoError;

const SOURCES: [(&str, &str); 5] = [
    ("personnel", include_str!("../content/surveys/personnel.txt")),
    ("disaster", include_str!("../content/surveys/disaster.txt")),
    ("facilities", include_str!("../content/surveys/facilities.txt")),
    ("digital", include_str!("../content/surveys/digital.txt")),
    ("finance", include_str!("../content/surveys/finance.txt")),
];

/// A survey that may be repeated.
#[derive(Debug, Clone, Default)]
pub struct Template {
    /// 件名, with words in braces.
    pub title: String,
    pub series: String,
    pub section: String,
    pub unit: String,
    pub audience: String,
    pub approval: bool,
    pub editions: Vec<Edition>,
    pub texts: Vec<String>,
    pub points: Vec<(String, String)>,
    /// Reasons for sending answers back.
    pub returns: Vec<String>,
    /// Questions and answers about the survey.
    pub faq: Vec<(String, String)>,
    /// Percentage of bodies with nothing to report.
    pub not_applicable: usize,
    pub sections: Vec<Section>,
}

/// When it was or will be asked. Days are counted from today, `days` from the opening to the deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// In an earlier fiscal year; all accepted.
    Year { back: i32, month: u32, day: u32, days: i64 },
    /// All accepted.
    Accepted { opened: i64, deadline: i64 },
    /// Closed, and the answers are being checked.
    Closed { opened: i64, deadline: i64 },
    /// Open; the deadline may be over.
    Open { opened: i64, deadline: i64 },
    /// Not yet published.
    Draft { deadline: i64 },
}

/// A section of a form.
#[derive(Debug, Clone, Default)]
pub struct Section {
    pub title: String,
    pub note: String,
    pub questions: Vec<Question>,
}

/// A question and how bodies answer it.
#[derive(Debug, Clone)]
pub struct Question {
    pub key: String,
    pub label: String,
    pub required: bool,
    pub input: Input,
}

/// What can be entered, with the material for answers.
#[derive(Debug, Clone)]
pub enum Input {
    Text { long: bool, samples: Vec<String> },
    Number { unit: String, decimals: u32, hint: Hint },
    Choice { options: Vec<String>, multiple: bool, weights: Vec<usize> },
    Date { hint: Hint },
    File { stem: String },
    Table { columns: Vec<Column>, rows: Rows },
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    pub key: String,
    pub label: String,
    pub input: ColumnInput,
}

/// What a cell can hold.
#[derive(Debug, Clone)]
pub enum ColumnInput {
    Text { samples: Vec<String> },
    Number { hint: Hint },
    Choice { options: Vec<String>, weights: Vec<usize> },
    Date,
}

/// Rows of a table answer.
#[derive(Debug, Clone)]
pub enum Rows {
    /// These, one each, in the first text column, with their weights when a total is split over them.
    Fixed(Vec<(String, usize)>),
    /// So many, with names from the list where there is one.
    Some { low: i64, high: i64, names: Vec<String> },
    /// So many invented people.
    People { low: i64, high: i64 },
}

/// Where a number or a date comes from: a word and its operands, such as `share staff_total 56`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hint {
    pub word: String,
    pub operands: Vec<String>,
}

impl Hint {
    /// An operand as text.
    pub fn text(&self, place: usize) -> &str {
        self.operands.get(place).map_or("", String::as_str)
    }

    /// An operand as a number; 0 where there is none.
    pub fn number(&self, place: usize) -> f64 {
        self.text(place).parse().unwrap_or(0.0)
    }
}

/// All templates in the order of the sources.
pub fn templates() -> Result<Vec<Template>, DemoError> {
    let mut templates: Vec<Template> = Vec::new();
    for (source, text) in SOURCES {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            read_line(&mut templates, line)
                .ok_or_else(|| DemoError::content(&format!("surveys/{source}.txt"), line))?;
        }
    }
    Ok(templates)
}

fn read_line(templates: &mut Vec<Template>, line: &str) -> Option<()> {
    if let Some(title) = line.strip_prefix("# ") {
        templates.push(Template { title: title.to_owned(), ..Template::default() });
        return Some(());
    }
    let template = templates.last_mut()?;
    if let Some(title) = line.strip_prefix("== ") {
        template.sections.push(Section { title: title.to_owned(), ..Section::default() });
        return Some(());
    }
    match template.sections.last_mut() {
        Some(section) => section_line(section, line),
        None => head_line(template, line),
    }
}

fn head_line(template: &mut Template, line: &str) -> Option<()> {
    let (word, value) = line.split_once(": ")?;
    match word {
        "series" => value.clone_into(&mut template.series),
        "section" => value.clone_into(&mut template.section),
        "unit" => value.clone_into(&mut template.unit),
        "audience" => value.clone_into(&mut template.audience),
        "approval" => template.approval = value == "yes",
        "edition" => template.editions.push(edition(value)?),
        "text" => template.texts.push(value.to_owned()),
        "point" => {
            let (label, content) = value.split_once(" | ")?;
            template.points.push((label.to_owned(), content.to_owned()));
        }
        "return" => template.returns.push(value.to_owned()),
        "q" => template.faq.push((value.to_owned(), String::new())),
        "a" => value.clone_into(&mut template.faq.last_mut()?.1),
        "na" => template.not_applicable = value.parse().ok()?,
        _ => return None,
    }
    Some(())
}

fn edition(value: &str) -> Option<Edition> {
    let words: Vec<&str> = value.split_whitespace().collect();
    Some(match words.as_slice() {
        ["year", back, day, days] => {
            let (month, day) = day.split_once('-')?;
            Edition::Year {
                back: back.parse().ok()?,
                month: month.parse().ok()?,
                day: day.parse().ok()?,
                days: days.parse().ok()?,
            }
        }
        ["draft", deadline] => Edition::Draft { deadline: deadline.parse().ok()? },
        [word, opened, deadline] => {
            let (opened, deadline) = (opened.parse().ok()?, deadline.parse().ok()?);
            match *word {
                "accepted" => Edition::Accepted { opened, deadline },
                "closed" => Edition::Closed { opened, deadline },
                "open" => Edition::Open { opened, deadline },
                _ => return None,
            }
        }
        _ => return None,
    })
}

fn section_line(section: &mut Section, line: &str) -> Option<()> {
    if let Some(note) = line.strip_prefix("note: ") {
        note.clone_into(&mut section.note);
        return Some(());
    }
    let (head, rest) = line.split_once(" | ")?;
    let (kind, key) = head.split_once(' ')?;
    let required = kind.ends_with('*');
    let fields: Vec<&str> = rest.split('|').map(str::trim).collect();
    let label = (*fields.first()?).to_owned();
    let offer = fields.get(1).copied().unwrap_or_default();
    let hint = fields.get(2).copied().unwrap_or_default();
    let extra = fields.get(3).copied().unwrap_or_default();
    let input = input(kind.trim_end_matches('*'), offer, hint, extra)?;
    section.questions.push(Question { key: key.to_owned(), label, required, input });
    Some(())
}

fn input(kind: &str, offer: &str, hint: &str, extra: &str) -> Option<Input> {
    Some(match kind {
        "text" => Input::Text { long: false, samples: parts(hint, ';') },
        "long" => Input::Text { long: true, samples: parts(hint, ';') },
        "number" => {
            let (unit, decimals) = offer.split_once(':').unwrap_or((offer, "0"));
            Input::Number { unit: unit.to_owned(), decimals: decimals.parse().ok()?, hint: read_hint(hint) }
        }
        "choice" | "multi" => Input::Choice {
            options: parts(offer, ';'),
            multiple: kind == "multi",
            weights: parts(hint, ';').iter().map(|weight| weight.parse().ok()).collect::<Option<_>>()?,
        },
        "date" => Input::Date { hint: read_hint(hint) },
        "file" => Input::File { stem: hint.to_owned() },
        "table" => Input::Table { columns: columns(offer, extra)?, rows: rows(hint)? },
        _ => return None,
    })
}

fn read_hint(text: &str) -> Hint {
    let mut words = text.split_whitespace().map(str::to_owned);
    Hint { word: words.next().unwrap_or_default(), operands: words.collect() }
}

/// `key kind label options / …` with the material `key=… / …` beside it.
fn columns(offer: &str, material: &str) -> Option<Vec<Column>> {
    let material: Vec<(&str, &str)> =
        material.split(" / ").filter_map(|part| part.split_once('=')).map(|(k, v)| (k.trim(), v.trim())).collect();
    offer
        .split(" / ")
        .map(|column| {
            let mut words = column.split_whitespace();
            let (key, kind, label) = (words.next()?, words.next()?, words.next()?);
            let options = words.next().unwrap_or_default();
            let source = material.iter().find(|(name, _)| *name == key).map_or("", |(_, source)| source);
            let input = match kind {
                // A leading comma offers the blank cell as well.
                "text" => ColumnInput::Text { samples: source.split(',').map(|s| s.trim().to_owned()).collect() },
                "number" => ColumnInput::Number { hint: read_hint(source) },
                "choice" => ColumnInput::Choice {
                    options: parts(options, ','),
                    weights: source.split_whitespace().filter_map(|word| word.parse().ok()).collect(),
                },
                "date" => ColumnInput::Date,
                _ => return None,
            };
            Some(Column { key: key.to_owned(), label: label.to_owned(), input })
        })
        .collect()
}

fn rows(hint: &str) -> Option<Rows> {
    let words: Vec<&str> = hint.split_whitespace().collect();
    Some(match words.as_slice() {
        ["people", low, high] => Rows::People { low: low.parse().ok()?, high: high.parse().ok()? },
        ["n", low, high, rest @ ..] => {
            Rows::Some { low: low.parse().ok()?, high: high.parse().ok()?, names: parts(&rest.join(" "), ',') }
        }
        _ => Rows::Fixed(parts(hint, ';').iter().map(|part| weighted(part)).collect()),
    })
}

/// `総務・企画:22`; without a number the weight is 10.
fn weighted(part: &str) -> (String, usize) {
    match part.rsplit_once(':').and_then(|(name, weight)| Some((name, weight.parse().ok()?))) {
        Some((name, weight)) => (name.to_owned(), weight),
        None => (part.to_owned(), 10),
    }
}

fn parts(value: &str, separator: char) -> Vec<String> {
    value.split(separator).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}
