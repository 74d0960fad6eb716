//! Notices.

use super::Text;

/// A new notice.
pub const NEW: Text = Text { ja: "通知を作る", en: "Write a notice" };
/// Changing a draft.
pub const EDIT: Text = Text { ja: "通知の下書き", en: "Draft of a notice" };
/// What the page of a draft is for.
pub const EDIT_LEAD: Text = Text {
    ja: "下書きは、発出するまで県の発出担当だけが見られます。",
    en: "Until it is published, only the publishers of the prefecture see the draft.",
};
/// Name of the tabs.
pub const LISTS: Text = Text { ja: "通知の一覧", en: "Lists of notices" };
/// Everything that came.
pub const LIST_ALL: Text = Text { ja: "全て", en: "All" };
/// What nobody of the body has opened.
pub const LIST_UNREAD: Text = Text { ja: "未読", en: "Unread" };
/// What nobody of the body has confirmed.
pub const LIST_UNCONFIRMED: Text = Text { ja: "未確認", en: "To confirm" };
/// What was published.
pub const LIST_PUBLISHED: Text = Text { ja: "発出済み", en: "Published" };
/// What is still being written.
pub const LIST_DRAFTS: Text = Text { ja: "下書き", en: "Drafts" };
/// Narrows a list.
pub const NARROW: Text = Text { ja: "絞り込む", en: "Narrow down" };
/// Shows the whole list again.
pub const NARROW_NOT: Text = Text { ja: "条件を外す", en: "Clear" };
/// No condition.
pub const ANY: Text = Text { ja: "全て", en: "Any" };
/// 年度.
pub const YEAR: Text = Text { ja: "年度", en: "Fiscal year" };
/// Tag.
pub const TAG: Text = Text { ja: "タグ", en: "Tag" };
/// An empty list.
pub const EMPTY_TITLE: Text = Text { ja: "該当する通知はありません（0件）", en: "No notices here (0)" };
/// What to do about it.
pub const EMPTY_TEXT: Text = Text {
    ja: "別の一覧を見るか、条件を変えてください。",
    en: "Please look at another list or change the conditions.",
};
/// An empty list of drafts.
pub const NO_DRAFTS: Text = Text { ja: "下書きはありません", en: "There are no drafts" };
/// How one comes to be.
pub const NO_DRAFTS_TEXT: Text = Text {
    ja: "「通知を作る」から書き始めて保存すると、発出するまでここに並びます。",
    en: "A notice that you begin to write and save stays here until it goes out.",
};
/// Ticks a notice.
pub const TICK: Text = Text { ja: "「{title}」を選ぶ", en: "Choose \"{title}\"" };
/// The same beside the box, where the title is above it.
pub const TICK_IT: Text = Text { ja: "選ぶ", en: "Choose" };
/// Confirms the ticked notices.
pub const CONFIRM_TICKED: Text =
    Text { ja: "選んだ通知を確認済みにする", en: "Confirm the chosen notices" };
/// Number of files.
pub const FILES_COUNT: Text = Text { ja: "添付{n}件", en: "{n} file(s)" };
/// How many bodies have confirmed.
pub const PROGRESS: Text = Text { ja: "確認 {n}／{all}団体", en: "{n} of {all} bodies confirmed" };
/// Progress of the bodies.
pub const PROGRESS_LABEL: Text = Text { ja: "確認した団体", en: "Bodies that have confirmed" };

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
/// What to type as contact.
pub const CONTACT_HINT: Text =
    Text { ja: "例：財政係　電話022-211-0000（内線1234）", en: "Name of the unit and telephone number." };
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

/// Confirms.
pub const CONFIRM: Text = Text { ja: "確認する", en: "Confirm" };
/// What confirming means.
pub const CONFIRM_TEXT: Text = Text {
    ja: "内容を読んだら「確認する」を押してください。{body}として確認したことが県に伝わります。",
    en: "When you have read this, press \"Confirm\". The prefecture is told that {body} has confirmed it.",
};
/// Confirmed by and when.
pub const CONFIRMED_BY: Text = Text { ja: "{at} {name}さんが確認しました", en: "Confirmed by {name}, {at}" };
/// Opened by and when.
pub const OPENED_BY: Text =
    Text { ja: "最初に開いた人：{name}さん（{at}）", en: "First opened by {name}, {at}" };
/// Where a notice is at the own body.
pub const OWN_STATE: Text = Text { ja: "この団体の状態", en: "State at your body" };
/// The table of every body.
pub const DELIVERIES: Text = Text { ja: "団体ごとの状況", en: "State at every body" };
/// Draft: back to change it.
pub const CHANGE: Text = Text { ja: "下書きを直す", en: "Change the draft" };
/// Withdrawn.
pub const WITHDRAWN: Text = Text { ja: "この通知は取り下げられました", en: "This notice was withdrawn" };
/// When and why.
pub const WITHDRAWN_TEXT: Text = Text { ja: "{at}　理由：{reason}", en: "{at}. Reason: {reason}" };
/// Withdraws.
pub const WITHDRAW: Text = Text { ja: "取り下げる", en: "Withdraw" };
/// What happens then.
pub const WITHDRAW_TEXT: Text = Text {
    ja: "取り下げても、送付先の団体には取下げの印と理由を付けて残ります。",
    en: "Those who had the notice go on seeing it, marked as withdrawn, with the reason.",
};
/// Reason.
pub const REASON: Text = Text { ja: "理由", en: "Reason" };
/// Talk.
pub const THREAD: Text = Text { ja: "質問と連絡", en: "Questions and remarks" };
/// Who sees it.
pub const THREAD_TEXT: Text = Text {
    ja: "書いた内容は、県と送付先の全ての団体に見えます。",
    en: "What is written here is seen by the prefecture and every receiver.",
};
/// Who says something.
pub const BODY_PERSON: Text = Text { ja: "{body}　{name}", en: "{name}, {body}" };
/// A message.
pub const MESSAGE: Text = Text { ja: "書き込む内容", en: "Your message" };
/// Posts it.
pub const POST: Text = Text { ja: "書き込む", en: "Post" };
/// Nobody has written yet.
pub const THREAD_EMPTY: Text = Text { ja: "まだ書き込みはありません。", en: "Nobody has written yet." };

/// Body.
pub const COL_BODY: Text = Text { ja: "団体", en: "Body" };
/// Code.
pub const COL_CODE: Text = Text { ja: "団体コード", en: "Code" };
/// State.
pub const COL_STATE: Text = Text { ja: "状態", en: "State" };
/// Opened.
pub const COL_OPENED: Text = Text { ja: "閲覧", en: "Opened" };
/// Confirmed.
pub const COL_CONFIRMED: Text = Text { ja: "確認", en: "Confirmed" };
/// Opened at, in the file.
pub const COL_OPENED_AT: Text = Text { ja: "閲覧日時", en: "Opened at" };
/// Opened by, in the file.
pub const COL_OPENED_BY: Text = Text { ja: "閲覧者", en: "Opened by" };
/// Confirmed at, in the file.
pub const COL_CONFIRMED_AT: Text = Text { ja: "確認日時", en: "Confirmed at" };
/// Confirmed by, in the file.
pub const COL_CONFIRMED_BY: Text = Text { ja: "確認者", en: "Confirmed by" };
/// Saves the table.
pub const CSV: Text = Text { ja: "CSVで保存", en: "Save as CSV" };
/// A date and a name.
pub const AT_BY: Text = Text { ja: "{at}　{name}", en: "{at}, {name}" };
