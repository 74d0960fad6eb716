//! Words of the directory.

use super::Text;

/// What the directory is for.
pub const LEAD: Text = Text {
    ja: "県と市町村・組合の担当者を探せます。各団体が自分の名簿を管理しています。",
    en: "Find the right person in the prefecture, its municipalities and unions. Each body keeps its own entries.",
};
/// Heading of the filters.
pub const FILTER: Text = Text { ja: "絞り込み", en: "Filters" };
/// Any word.
pub const WORDS: Text = Text { ja: "キーワード", en: "Words" };
/// What can be typed there.
pub const WORDS_HINT: Text = Text {
    ja: "氏名、ふりがな、課名、電話番号、メールアドレス、担当業務など。空白で区切ると、全てを含むものを探します。",
    en: "Name, reading, section, telephone, mail address, duty. Several words must all be found.",
};
/// A body.
pub const BODY: Text = Text { ja: "団体", en: "Body" };
/// Every body.
pub const ANY_BODY: Text = Text { ja: "全ての団体", en: "All bodies" };
/// A duty.
pub const DUTY: Text = Text { ja: "担当業務", en: "Duty" };
/// Every duty.
pub const ANY_DUTY: Text = Text { ja: "全ての業務", en: "All duties" };
/// Shows what the filters leave.
pub const SHOW: Text = Text { ja: "探す", en: "Find" };
/// Takes the filters away.
pub const CLEAR: Text = Text { ja: "条件を消す", en: "Clear" };
/// Heading of the list of bodies.
pub const BODIES: Text = Text { ja: "団体から探す", en: "By body" };
/// Caption of the entries.
pub const ENTRIES: Text = Text { ja: "担当者", en: "Contacts" };
/// Nothing found.
pub const NONE_FOUND: Text = Text {
    ja: "該当する担当者はいません（0件）。条件を減らすか、団体の一覧から探してください。",
    en: "Nobody found (0). Please use fewer words or look at the list of bodies.",
};
/// A body without entries.
pub const NONE_YET: Text = Text {
    ja: "この団体の担当者はまだ登録されていません。",
    en: "This body has no contacts yet.",
};
/// Section and post.
pub const PLACE: Text = Text { ja: "所属・職名", en: "Section and post" };
/// Name.
pub const NAME: Text = Text { ja: "氏名", en: "Name" };
/// A post without a person.
pub const VACANT: Text = Text { ja: "（後任未定）", en: "(vacant)" };
/// Telephone.
pub const PHONES: Text = Text { ja: "電話・FAX", en: "Telephone, fax" };
/// Mail.
pub const MAILS: Text = Text { ja: "メール", en: "Mail" };
/// Column of buttons.
pub const ACTIONS: Text = Text { ja: "操作", en: "Actions" };
/// Extension.
pub const EXTENSION_OF: Text = Text { ja: "内線{n}", en: "ext. {n}" };
/// Before a direct number.
pub const DIRECT_OF: Text = Text { ja: "直通 ", en: "direct " };
/// Before a fax number.
pub const FAX_OF: Text = Text { ja: "FAX ", en: "fax " };
/// Entries and last change of a body.
pub const COUNT: Text = Text { ja: "{n}件", en: "{n}" };
/// Last change.
pub const UPDATED: Text = Text { ja: "最終更新", en: "Last change" };
/// Writes a new entry.
pub const ADD: Text = Text { ja: "担当者を追加", en: "Add a contact" };
/// Changes an entry.
pub const EDIT: Text = Text { ja: "変更", en: "Change" };
/// Heading of the form.
pub const EDIT_TITLE: Text = Text { ja: "担当者の変更", en: "Change a contact" };
/// Moves an entry up.
pub const RAISE: Text = Text { ja: "上へ", en: "Up" };
/// Takes an entry out.
pub const REMOVE: Text = Text { ja: "名簿から外す", en: "Remove from the directory" };
/// What taking out means.
pub const REMOVE_HINT: Text = Text {
    ja: "人が替わっただけのときは、外さずに氏名を書き換えてください。",
    en: "If only the person has changed, please change the name instead.",
};
/// Saves.
pub const SAVE: Text = Text { ja: "保存", en: "Save" };
/// Leaves without saving.
pub const CANCEL: Text = Text { ja: "保存せずに戻る", en: "Back without saving" };
/// The directory as a workbook.
pub const EXPORT_XLSX: Text = Text { ja: "Excelで保存", en: "Save as Excel" };
/// The directory as CSV.
pub const EXPORT_CSV: Text = Text { ja: "CSVで保存", en: "Save as CSV" };
/// 部.
pub const DEPARTMENT: Text = Text { ja: "部", en: "Department" };
/// 課・室.
pub const SECTION: Text = Text { ja: "課・室", en: "Section" };
/// 係.
pub const UNIT: Text = Text { ja: "係", en: "Unit" };
/// 職名.
pub const POST: Text = Text { ja: "職名", en: "Post" };
/// What is needed of post and name.
pub const POST_HINT: Text = Text {
    ja: "職名か氏名のどちらかは書いてください。後任が決まるまで、氏名は空欄で構いません。",
    en: "Please give a post or a name. The name may stay blank while the post is vacant.",
};
/// Reading.
pub const READING: Text = Text { ja: "ふりがな", en: "Reading" };
/// Main number.
pub const PHONE: Text = Text { ja: "代表電話", en: "Telephone" };
/// Extension.
pub const EXTENSION: Text = Text { ja: "内線", en: "Extension" };
/// Direct number.
pub const DIRECT: Text = Text { ja: "直通", en: "Direct line" };
/// Fax.
pub const FAX: Text = Text { ja: "FAX", en: "Fax" };
/// Mail inside LGWAN.
pub const LGWAN_MAIL: Text = Text { ja: "LGWANメール", en: "LGWAN mail" };
/// Mail on the internet.
pub const INTERNET_MAIL: Text = Text { ja: "インターネットメール", en: "Internet mail" };
/// How duties are typed.
pub const DUTIES_HINT: Text = Text {
    ja: "1行に1つ、又は「、」で区切って書いてください。ほかの団体と同じ言葉にすると探しやすくなります。",
    en: "One a line, or separated by commas. The words that other bodies use are found best.",
};
/// Note.
pub const NOTE: Text = Text { ja: "備考", en: "Note" };
