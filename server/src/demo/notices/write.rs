//! Words of a notice: title, Markdown and what its files need to know.

use chrono::NaiveDate;

use super::super::calendar::{shift, wareki, working_day_until};
use super::super::dice::Dice;
use super::super::model::{Body, BodyIndex, Contact, Notice, Origin};
use super::phrases::{closing, opening};
use super::placeholders::{Occasion, fill};
use super::plan::{FollowUp, Planned};
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

/// Subject, paragraphs and 記書き of a follow-up to `parent`.
pub fn follow_up_words(
    follow_up: FollowUp,
    topic: &Topic,
    item: &Item,
    parent: &Notice,
    occasion: &Occasion,
) -> (String, Vec<String>, Vec<(String, String)>) {
    let subject = fill(&item.subject, occasion);
    let matter = subject.strip_suffix("について").unwrap_or(&subject).to_owned();
    let reference = match &parent.number {
        Some(number) => format!("{}付け{number}", wareki(parent.issued_on)),
        None => format!("{}付け事務連絡", wareki(parent.issued_on)),
    };
    let due = fill("{期限}", occasion);
    let point = |label: &str, text: String| (label.to_owned(), text);
    let column = |index: usize| topic.columns.get(index).cloned().unwrap_or_default();
    match follow_up {
        FollowUp::Answers => (
            format!("{matter}に係る質疑応答集の送付について"),
            vec![
                format!("{reference}でお願いした標記の件について、各団体から多く寄せられた質問への回答を取りまとめましたので、送付します。"),
                "回答の作成に当たって御確認くださるようお願いします。なお、今後も必要に応じて更新します。".to_owned(),
            ],
            vec![
                point("送付資料", format!("質疑応答集（{}問）", topic.faq.len())),
                point("主な質問", topic.faq.first().map(|(q, _)| q.clone()).unwrap_or_default()),
                point("提出期限", format!("{due}（変更ありません。）")),
            ],
        ),
        FollowUp::ReplacedForm => (
            format!("{matter}に係る様式の差し替えについて"),
            vec![
                format!("{reference}で送付した様式の一部に誤りがありましたので、別添のとおり差し替えます。お手数をお掛けし、申し訳ありません。"),
                "既に旧様式で作成済みの場合は、変更箇所のみ転記してください。変更のない欄を改めて入力していただく必要はありません。".to_owned(),
            ],
            vec![
                point("変更箇所", format!("「{}」欄の計算式及び「{}」欄の入力規則", column(1), column(2))),
                point("旧様式", "本日以降は使用しないでください。".to_owned()),
                point("提出期限", format!("{due}（変更ありません。）")),
            ],
        ),
        FollowUp::Reminder => (
            format!("{matter}の提出期限について（再周知）"),
            vec![
                format!("{reference}でお願いした標記の件について、提出期限が近づいてまいりましたので、改めてお知らせします。"),
                "行き違いで既に提出いただいている場合は、御容赦ください。".to_owned(),
            ],
            vec![
                point("提出期限", due),
                point("提出方法", "本システムにより提出してください。メールでの提出は受け付けていません。".to_owned()),
                point("誤りの多い事項", topic.notes.first().cloned().unwrap_or_default()),
            ],
        ),
        FollowUp::Check => (
            format!("{matter}に係る報告内容の確認について"),
            vec![
                format!("{reference}により報告のあった標記の件について、下記のとおり確認を要する事項がありますので、貴団体の状況を御確認の上、回答してください。"),
            ],
            vec![
                point("確認事項", format!("「{}」の数値が前年度から大きく変動しています。増減の理由を具体的に記載してください。", column(1))),
                point("併せて確認する事項", format!("「{}」との整合", column(2))),
                point("回答期限", due),
            ],
        ),
        FollowUp::Correction => (
            format!("{matter}に係る資料の正誤について"),
            vec![
                format!("{reference}で送付した資料の一部に誤りがありましたので、下記のとおり訂正します。"),
                "お手数ですが、関係課への周知と併せて、資料の差し替えをお願いします。".to_owned(),
            ],
            vec![
                point("訂正箇所", format!("「{}」に関する記載", column(0))),
                point("訂正内容", "別添の新旧対照のとおり（下線部が訂正箇所）".to_owned()),
                point("影響", "提出済みの資料の作り直しは必要ありません。".to_owned()),
            ],
        ),
    }
}
