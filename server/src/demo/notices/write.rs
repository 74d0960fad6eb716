//! Words of a notice: title, Markdown and what its files need to know.

use chrono::NaiveDate;

use super::super::calendar::{shift, working_day_until};
use super::super::dice::Dice;
use super::super::model::{Body, BodyIndex, Contact, ContactIndex, Origin};
use super::phrases::{closing, opening};
use super::placeholders::{Occasion, fill};
use super::plan::Planned;
use super::template::{FileKind, Item, Topic, Wording};

/// A notice on its way from template to archive.
#[derive(Debug)]
pub struct Draft<'a> {
    pub topic: &'a Topic,
    pub occasion: Occasion,
    pub kind: Wording,
    /// 件名 without the kind.
    pub subject: String,
    pub number: Option<String>,
    pub origin: Option<Origin>,
    pub paragraphs: Vec<String>,
    /// 記書き
    pub points: Vec<(String, String)>,
    /// The gist of the item, for files.
    pub item_text: String,
    /// 「宮城県総務部市町村課」
    pub office: String,
    pub contact_index: ContactIndex,
    pub contact: &'a Contact,
    pub bodies: &'a [Body],
    pub members: Vec<BodyIndex>,
}

impl Draft<'_> {
    pub fn issued_on(&self) -> NaiveDate {
        self.occasion.issued_on
    }

    pub fn due_on(&self) -> Option<NaiveDate> {
        self.occasion.due_on
    }

    pub fn office(&self) -> String {
        self.office.clone()
    }

    /// 件名 with the kind in brackets; a 事務連絡 bears none.
    pub fn title(&self) -> String {
        match self.kind {
            Wording::Memo => self.subject.clone(),
            kind => format!("{}（{}）", self.subject, kind.label()),
        }
    }

    /// The notice as Markdown.
    pub fn markdown(&self) -> String {
        let mut out = self.paragraphs.join("\n\n");
        out.push_str("\n\n### 記\n\n");
        for (number, (label, text)) in (1..).zip(&self.points) {
            out.push_str(&format_point(number, label, text));
        }
        let c = self.contact;
        out.push_str("\n---\n\n");
        out.push_str(
            &[
                format!("- 担当：{} {} {}", self.office, self.topic.unit, c.name),
                format!("- 電話：{}（内線 {}）", c.phone_main, c.extension),
                format!("- ＦＡＸ：{}", c.fax),
                format!("- メール：{}", c.mail_lgwan),
            ]
            .join("\n"),
        );
        out.push('\n');
        out
    }
}

fn format_point(number: usize, label: &str, text: &str) -> String {
    format!("{number}. **{label}**　{text}\n")
}

/// The ministry document behind a notice: issued a few working days before.
pub fn origin(topic: &Topic, planned: &Planned, kind: Wording, dice: &mut Dice) -> Option<Origin> {
    let [ministry, section, sign] = topic.origin.as_ref()?;
    // Serial numbers start in January at ministries.
    let serial = i64::from(chrono::Datelike::ordinal(&planned.issued_on)) / 2 + dice.between(1, 40);
    let numbered = kind != Wording::Memo && dice.chance(75);
    Some(Origin {
        ministry: ministry.clone(),
        section: section.clone(),
        number: numbered.then(|| format!("{sign}第{serial}号")),
        issued_on: working_day_until(shift(planned.issued_on, -dice.between(1, 6))),
    })
}

/// Paragraphs and 記書き of a regular notice.
pub fn regular_words(
    topic: &Topic,
    item: &Item,
    kind: Wording,
    origin: Option<&Origin>,
    occasion: &Occasion,
    dice: &mut Dice,
) -> (Vec<String>, Vec<(String, String)>) {
    let copied = item.files.iter().any(|file| file.kind == FileKind::Copy);
    let mut paragraphs = vec![opening(dice, kind, origin, copied, &topic.field)];
    paragraphs.extend(item.texts.iter().map(|text| fill(text, occasion)));
    paragraphs.extend(closing(dice, kind).map(str::to_owned));
    let points = item.points.iter().map(|(label, text)| (label.clone(), fill(text, occasion))).collect();
    (paragraphs, points)
}
