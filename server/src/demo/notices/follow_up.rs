//! Words of the second notice on a matter: answers to questions, a corrected form, a reminder, a check, a correction.

use super::super::calendar::wareki;
use super::super::model::Notice;
use super::placeholders::{Occasion, fill};
use super::plan::FollowUp;
use super::template::{Item, Topic};

/// Subject, paragraphs and 記書き.
pub type Words = (String, Vec<String>, Vec<(String, String)>);

/// What all of them are made from.
struct Matter<'a> {
    topic: &'a Topic,
    /// The subject of the first notice without 「について」.
    name: String,
    /// 「令和8年4月20日付け市町村第44号」
    reference: String,
    /// The deadline in words.
    due: String,
}

/// Words of a follow-up to `parent`.
pub fn words(follow_up: FollowUp, topic: &Topic, item: &Item, parent: &Notice, occasion: &Occasion) -> Words {
    let subject = fill(&item.subject, occasion);
    let number = parent.number.as_deref().unwrap_or("事務連絡");
    let matter = Matter {
        topic,
        name: subject.strip_suffix("について").unwrap_or(&subject).to_owned(),
        reference: format!("{}付け{number}", wareki(parent.issued_on)),
        due: fill("{期限}", occasion),
    };
    match follow_up {
        FollowUp::Answers => matter.answers(),
        FollowUp::ReplacedForm => matter.replaced_form(),
        FollowUp::Reminder => matter.reminder(),
        FollowUp::Check => matter.check(),
        FollowUp::Correction => matter.correction(),
    }
}

fn point(label: &str, text: impl Into<String>) -> (String, String) {
    (label.to_owned(), text.into())
}

impl Matter<'_> {
    fn column(&self, index: usize) -> &str {
        self.topic.columns.get(index).map_or("", String::as_str)
    }

    fn answers(&self) -> Words {
        let first = self.topic.faq.first().map_or("", |(question, _)| question);
        (
            format!("{}に係る質疑応答集の送付について", self.name),
            vec![
                format!(
                    "{}でお願いした標記の件について、各団体から多く寄せられた質問への回答を取りまとめましたので、送付します。",
                    self.reference
                ),
                "回答の作成に当たって御確認くださるようお願いします。なお、今後も必要に応じて更新します。".to_owned(),
            ],
            vec![
                point("送付資料", format!("質疑応答集（{}問）", self.topic.faq.len())),
                point("主な質問", first),
                point("提出期限", format!("{}（変更ありません。）", self.due)),
            ],
        )
    }

    fn replaced_form(&self) -> Words {
        (
            format!("{}に係る様式の差し替えについて", self.name),
            vec![
                format!("{}で送付した様式の一部に誤りがありましたので、別添のとおり差し替えます。お手数をお掛けし、申し訳ありません。", self.reference),
                "既に旧様式で作成済みの場合は、変更箇所のみ転記してください。変更のない欄を改めて入力していただく必要はありません。".to_owned(),
            ],
            vec![
                point("変更箇所", format!("「{}」欄の計算式及び「{}」欄の入力規則", self.column(1), self.column(2))),
                point("旧様式", "本日以降は使用しないでください。"),
                point("提出期限", format!("{}（変更ありません。）", self.due)),
            ],
        )
    }

    fn reminder(&self) -> Words {
        (
            format!("{}の提出期限について（再周知）", self.name),
            vec![
                format!(
                    "{}でお願いした標記の件について、提出期限が近づいてまいりましたので、改めてお知らせします。",
                    self.reference
                ),
                "行き違いで既に提出いただいている場合は、御容赦ください。".to_owned(),
            ],
            vec![
                point("提出期限", self.due.clone()),
                point("提出方法", "本システムにより提出してください。メールでの提出は受け付けていません。"),
                point("誤りの多い事項", self.topic.notes.first().cloned().unwrap_or_default()),
            ],
        )
    }

    fn check(&self) -> Words {
        (
            format!("{}に係る報告内容の確認について", self.name),
            vec![format!(
                "{}により報告のあった標記の件について、下記のとおり確認を要する事項がありますので、貴団体の状況を御確認の上、回答してください。",
                self.reference
            )],
            vec![
                point(
                    "確認事項",
                    format!(
                        "「{}」の数値が前年度から大きく変動しています。増減の理由を具体的に記載してください。",
                        self.column(1)
                    ),
                ),
                point("併せて確認する事項", format!("「{}」との整合", self.column(2))),
                point("回答期限", self.due.clone()),
            ],
        )
    }

    fn correction(&self) -> Words {
        (
            format!("{}に係る資料の正誤について", self.name),
            vec![
                format!("{}で送付した資料の一部に誤りがありましたので、下記のとおり訂正します。", self.reference),
                "お手数ですが、関係課への周知と併せて、資料の差し替えをお願いします。".to_owned(),
            ],
            vec![
                point("訂正箇所", format!("「{}」に関する記載", self.column(0))),
                point("訂正内容", "別添の新旧対照表のとおり"),
                point("影響", "提出済みの資料の作り直しは必要ありません。"),
            ],
        )
    }
}
