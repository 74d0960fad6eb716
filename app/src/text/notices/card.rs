//! Writing a notice and looking at it before it goes out.

use super::super::Text;

/// A new notice.
pub const NEW: Text = Text { ja: "通知を作る", en: "Write a notice" };
/// Changing a draft.
pub const EDIT: Text = Text { ja: "通知の下書き", en: "Draft of a notice" };
/// What the page of a draft is for.
pub const EDIT_LEAD: Text = Text {
    ja: "下書きは、発出するまで県の発出担当だけが見られます。",
    en: "Until it is published, only the publishers of the prefecture see the draft.",
};
/// 件名.
pub const TITLE: Text = Text { ja: "件名", en: "Subject" };
/// 文書番号.
pub const NUMBER: Text = Text { ja: "文書番号", en: "Document number" };
/// What to type as number.
pub const NUMBER_HINT: Text = Text {
    ja: "例：市町村第123号。事務連絡など、番号がないときは空けてください。",
    en: "Such as 市町村第123号. Leave it blank where the document has none.",
};
/// 種別.
pub const KIND: Text = Text { ja: "種別", en: "Kind" };
/// 発出日.
pub const ISSUED: Text = Text { ja: "発出日", en: "Date of issue" };
/// 施行日.
pub const EFFECTIVE: Text = Text { ja: "施行日", en: "Effective from" };
/// What to type as the day from which it applies.
pub const EFFECTIVE_HINT: Text = Text {
    ja: "取扱いを始める日があるときに入力します。例：令和9年4月1日",
    en: "Where something applies from a day on, such as 2027-04-01.",
};
/// 受領日.
pub const RECEIVED: Text = Text { ja: "受領日", en: "Received on" };
/// What to type as the day of receipt.
pub const RECEIVED_HINT: Text = Text {
    ja: "国などから受けた文書を送るときに、受け取った日を入力します。",
    en: "The day on which the document that is passed on was received.",
};
/// 公印.
pub const SEAL: Text = Text { ja: "公印", en: "Seal" };
/// 根拠法令.
pub const LAWS: Text = Text { ja: "根拠法令", en: "Laws and articles" };
/// What to type as laws.
pub const LAWS_HINT: Text = Text {
    ja: "1行に一つずつ入力します。例：地方自治法（昭和22年法律第67号）第245条の4第1項",
    en: "One a line, such as 地方自治法（昭和22年法律第67号）第245条の4第1項.",
};
/// Issuing ministry.
pub const MINISTRY: Text = Text { ja: "元の発出府省庁", en: "Issuing ministry" };
/// What to type as ministry.
pub const MINISTRY_HINT: Text = Text {
    ja: "国の通知を送るときに入力します。例：総務省自治財政局",
    en: "For notices of the state, such as 総務省自治財政局.",
};
/// Section.
pub const SECTION: Text = Text { ja: "担当課", en: "Section in charge" };
/// Contact.
pub const CONTACT: Text = Text { ja: "問合せ先", en: "Contact" };
/// The contact, from the directory.
pub const CONTACT_ENTRY: Text = Text { ja: "問合せ先（名簿から選ぶ）", en: "Contact, from the directory" };
/// What becomes of it.
pub const CONTACT_ENTRY_HINT: Text = Text {
    ja: "発出したときの所属、氏名、電話番号、メールアドレスを通知に載せます。後で名簿が変わっても、通知は変わりません。",
    en: "The notice carries what the directory says when it is published, and keeps it when the directory changes.",
};
/// Nobody of the directory.
pub const CONTACT_NOBODY: Text = Text { ja: "名簿から選ばない", en: "Nobody of the directory" };
/// The entry has been taken out of the directory.
pub const CONTACT_GONE: Text = Text { ja: "（名簿から外れた担当者）", en: "(no longer in the directory)" };
/// The contact, in words.
pub const CONTACT_WORDS: Text = Text { ja: "問合せ先（入力する）", en: "Contact, in words" };
/// What to type as contact.
pub const CONTACT_HINT: Text = Text {
    ja: "名簿にない連絡先や補足を入力します。例：財政係　電話022-211-0000（内線1234）",
    en: "What the directory does not say, such as the name of a unit and its telephone number.",
};
/// Whether it is to be confirmed.
pub const ASKS: Text = Text { ja: "送付先の確認", en: "Confirmation" };
/// It is.
pub const ASKS_YES: Text = Text { ja: "確認を求める", en: "Ask every receiver to confirm" };
/// What that means.
pub const ASKS_YES_HINT: Text = Text {
    ja: "団体ごとに「確認する」を押すまで、未確認として数えます。",
    en: "It counts as not confirmed until a body presses \"Confirm\".",
};
/// It is not.
pub const ASKS_NO: Text = Text { ja: "確認を求めない", en: "Ask for no confirmation" };
/// What that means.
pub const ASKS_NO_HINT: Text = Text {
    ja: "読んでもらうだけの通知です。未確認には数えません。",
    en: "It is only to be read and never counts as not confirmed.",
};
/// 確認期限.
pub const CONFIRM_BY: Text = Text { ja: "確認期限", en: "Confirm by" };
/// What to type as the day to confirm by.
pub const CONFIRM_BY_HINT: Text = Text {
    ja: "その日の終わりまでに確認してもらう日です。例：令和8年11月24日",
    en: "Confirmations are asked for until the end of this day, such as 2026-11-24.",
};
/// A day to confirm by.
pub const UNTIL_DAY: Text = Text { ja: "{day}まで", en: "By {day}" };
/// Nothing is to be confirmed.
pub const ASKS_NOTHING: Text = Text { ja: "求めない", en: "Not asked for" };
/// 保存期間.
pub const RETENTION: Text = Text { ja: "保存期間", en: "Kept for" };
/// From when it counts.
pub const RETENTION_HINT: Text = Text {
    ja: "発出日の年度の翌年度4月1日から数えます。送付先には見えません。",
    en: "Counted from the April after the fiscal year of issue. Receivers do not see it.",
};
/// A term and its last day.
pub const KEPT_UNTIL: Text = Text { ja: "{term}（{day}まで）", en: "{term}, until {day}" };
/// Body text.
pub const BODY: Text = Text { ja: "本文", en: "Text" };
/// What to type as text.
pub const BODY_HINT: Text = Text {
    ja: "行頭に「## 」で見出し、「1. 」で番号、「- 」で箇条書きになります。添付ファイルだけを送るときは空けてください。",
    en: "Begin a line with \"## \" for a heading, \"1. \" for a number, \"- \" for a list. May be blank where files say it all.",
};
/// Tags.
pub const TAGS: Text = Text { ja: "タグ", en: "Tags" };
/// What to type as tags.
pub const TAGS_HINT: Text =
    Text { ja: "「、」で区切ります。例：地方交付税、決算", en: "Separated by commas." };
/// Audience.
pub const AUDIENCE: Text = Text { ja: "送付先", en: "Receivers" };
/// All bodies.
pub const AUDIENCE_ALL: Text = Text { ja: "全ての団体", en: "Every body" };
/// Some bodies.
pub const AUDIENCE_CHOSEN: Text =
    Text { ja: "次で選んだグループと団体", en: "The groups and bodies ticked below" };
/// Saved lists.
pub const GROUPS: Text = Text { ja: "グループ", en: "Groups" };
/// Cities.
pub const CITIES: Text = Text { ja: "市・区", en: "Cities and wards" };
/// Towns and villages.
pub const TOWNS: Text = Text { ja: "町村", en: "Towns and villages" };
/// Unions and others.
pub const UNIONS: Text = Text { ja: "一部事務組合・広域連合・その他", en: "Unions and others" };
/// Saves.
pub const SAVE: Text = Text { ja: "下書きを保存", en: "Save the draft" };
/// On to the last look.
pub const GO_CHECK: Text = Text { ja: "確認と発出へ進む", en: "On to check and publish" };
/// The last look before it goes out.
pub const CHECK: Text = Text { ja: "発出前の確認", en: "Check before publishing" };
/// What it is for.
pub const CHECK_LEAD: Text = Text {
    ja: "送付先の団体には、次のように見えます。まだ発出していません。",
    en: "This is what the receivers will see. It has not been published yet.",
};
/// How many bodies.
pub const RECEIVERS: Text = Text { ja: "{n}団体に届きます", en: "It goes to {n} bodies" };
/// Publishes.
pub const PUBLISH: Text = Text { ja: "発出する", en: "Publish" };
/// What that does.
pub const PUBLISH_TEXT: Text = Text {
    ja: "発出すると、送付先の団体の担当者にメールで知らせます。発出した後は直せません。",
    en: "The people of the receivers are told by mail. What is published cannot be changed.",
};
/// Publishes to so many bodies.
pub const PUBLISH_TO: Text = Text { ja: "{n}団体に発出する", en: "Publish to {n} bodies" };
/// Back from the last look.
pub const BACK_TO_DRAFT: Text = Text { ja: "下書きに戻る", en: "Back to the draft" };
/// Throws away.
pub const DISCARD: Text = Text { ja: "下書きを破棄する", en: "Throw the draft away" };
/// What happens then.
pub const DISCARD_TEXT: Text = Text {
    ja: "下書きと添付ファイルを破棄します。元に戻せません。",
    en: "The draft and its files are thrown away for good.",
};
/// Files.
pub const FILES: Text = Text { ja: "添付ファイル", en: "Files" };
/// Files come after the first save.
pub const FILES_LATER: Text = Text {
    ja: "添付ファイルは、下書きを保存すると付けられます。",
    en: "Files can be attached once the draft is saved.",
};
/// Files to attach.
pub const FILES_ADD: Text = Text { ja: "添付するファイル", en: "Files to attach" };
/// Kinds and sizes.
pub const FILES_HINT: Text = Text {
    ja: "Word、Excel、PowerPoint、PDF、テキスト、CSV、画像、zip。1件{mb}MBまで。まとめて選べます。",
    en: "Word, Excel, PowerPoint, PDF, text, CSV, images, zip. Up to {mb} MB each; several at once.",
};
/// Role of a file.
pub const ROLE: Text = Text { ja: "種類", en: "Role" };
/// Description of a file.
pub const DESCRIPTION: Text = Text { ja: "説明", en: "Description" };
/// Attaches.
pub const ATTACH: Text = Text { ja: "添付する", en: "Attach" };
/// Moves up.
pub const UP: Text = Text { ja: "上へ", en: "Up" };
/// Moves down.
pub const DOWN: Text = Text { ja: "下へ", en: "Down" };
/// Removes.
pub const REMOVE: Text = Text { ja: "外す", en: "Remove" };
