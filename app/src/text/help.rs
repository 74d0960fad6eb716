//! Words of the help: what each role does, how the main work goes, and the glossary.

use super::Text;
use crate::domain::actor::Role;

/// What Kairan is.
pub const LEAD: Text = Text {
    ja: "回覧は、県と市町村の間で通知を送り、調査に答え、担当者の連絡先を保つための仕組みです。",
    en: "With Kairan a prefecture and its municipalities circulate notices, answer surveys and keep one directory.",
};
/// Heading of the roles.
pub const ROLES: Text = Text { ja: "役割とできること", en: "Roles and what they do" };
/// Column.
pub const ROLE: Text = Text { ja: "役割", en: "Role" };
/// Column.
pub const DOES: Text = Text { ja: "できること", en: "What one can do" };
/// Heading of the glossary.
pub const GLOSSARY: Text = Text { ja: "用語", en: "Glossary" };
/// Column.
pub const WORD: Text = Text { ja: "用語", en: "Word" };
/// Column.
pub const OTHER_LANGUAGE: Text = Text { ja: "英語", en: "Japanese" };
/// Column.
pub const MEANING: Text = Text { ja: "意味", en: "Meaning" };

/// What a role does.
pub const fn role(role: Role) -> Text {
    match role {
        Role::Administrator => Text {
            ja: "自分の団体の利用者と役割を管理します。県の管理者は、全ての団体の利用者、送信したメール及び操作の記録を扱います。",
            en: "Keeps the accounts and roles of the body. Administrators of the prefecture keep those of every body, the mails and the audit log.",
        },
        Role::Collector => Text {
            ja: "県の職員です。通知を書いて送り、団体ごとの確認の状況を見ます。調査を作って依頼し、回答を集計し、差し戻し又は受理をします。",
            en: "In the prefecture: writes and publishes notices and sees who has confirmed them; makes surveys, sees the answers in one table, and sends them back or accepts them.",
        },
        Role::Editor => Text {
            ja: "団体の取りまとめ担当です。通知を確認し、調査に記入して提出します。団体の担当者名簿も更新します。",
            en: "Confirms notices, fills in and submits the answers of the body, and keeps its contacts.",
        },
        Role::Approver => Text {
            ja: "決裁の要る調査で、記入された回答を確かめて提出し、又は取りまとめ担当に戻します。",
            en: "Where a survey needs approval: looks at the answers and submits them, or returns them to the editor.",
        },
        Role::Reader => Text {
            ja: "自分の団体に届いた通知を読んで確認し、調査と回答を見ます。書き込みはできません。",
            en: "Reads and confirms the notices of the body and sees its surveys and answers, without changing them.",
        },
    }
}

/// A part of the help: heading and steps.
pub struct Guide {
    /// Its heading.
    pub title: Text,
    /// What to do, in order.
    pub steps: &'static [Text],
}

/// How the main work goes.
pub const GUIDES: &[Guide] = &[
    Guide {
        title: Text { ja: "届いた通知を確認する", en: "Confirm a notice" },
        steps: &[
            Text {
                ja: "「通知」を開くと、自分の団体に届いた通知が並びます。未読のものには印が付きます。",
                en: "\"Notices\" lists what was sent to your body. What is unread is marked.",
            },
            Text {
                ja: "件名を押して本文と添付を読みます。添付は「保存」で端末に保存できます。",
                en: "Choose a title to read the text and its files. \"Save\" downloads a file.",
            },
            Text {
                ja: "内容を確かめたら「確認」を押します。送った側に、団体名と日時が伝わります。",
                en: "Press \"Confirm\" when you have read it. The sender sees your body and the time.",
            },
        ],
    },
    Guide {
        title: Text { ja: "調査に答える", en: "Answer a survey" },
        steps: &[
            Text {
                ja: "「調査・照会」で、期限の近いものから順に開きます。",
                en: "Open it from \"Surveys\"; the nearest deadline comes first.",
            },
            Text {
                ja: "設問に記入します。欄を離れるたびに下書きとして保存されるので、途中でやめても続きから記入できます。",
                en: "Fill in the questions. Each field is saved as you leave it, so you can stop and go on later.",
            },
            Text {
                ja: "「確認して提出」で全ての回答を見直してから、「提出する」を押します。決裁の要る調査では、決裁に回します。",
                en: "Look at all answers under \"Check and submit\", then submit them, or ask for approval where the survey needs it.",
            },
            Text {
                ja: "差し戻されたときは、理由を読んで直し、もう一度提出します。",
                en: "When it is sent back, read the reason, correct the answers and submit again.",
            },
        ],
    },
    Guide {
        title: Text { ja: "通知を送る（県）", en: "Publish a notice (prefecture)" },
        steps: &[
            Text {
                ja: "「通知」から新しい通知を作り、件名、文書番号、種類、発出日、本文及び送付先を記入します。",
                en: "Make a new notice under \"Notices\" with title, number, kind, date, text and the bodies it is for.",
            },
            Text {
                ja: "添付を加えます。差し替えるときも、前の版は残ります。",
                en: "Attach files. When one is replaced, the earlier version is kept.",
            },
            Text {
                ja: "公開すると各団体に届き、知らせのメールが送られます。団体ごとの未読、閲覧、確認の状況は、その通知の画面で見られます。",
                en: "Publishing delivers it and sends mails. The page of the notice then shows who has opened and confirmed it.",
            },
        ],
    },
    Guide {
        title: Text { ja: "困ったとき", en: "When something goes wrong" },
        steps: &[
            Text {
                ja: "ログインできないときは、「パスワードを忘れたとき」から再設定します。続けて間違えると、しばらくログインできなくなります。",
                en: "If you cannot sign in, reset your password. After several wrong tries you have to wait for a while.",
            },
            Text {
                ja: "通知や調査が見当たらないときは、画面の右上で操作中の団体を確かめてください。",
                en: "If a notice or survey is missing, look at the upper right whether you act for the right body.",
            },
            Text {
                ja: "エラーの画面に番号が出たときは、その番号を添えて県の管理者に連絡してください。",
                en: "If an error shows a number, tell it to the administrator of the prefecture.",
            },
        ],
    },
];

/// An entry of the glossary.
pub struct Entry {
    /// The word.
    pub word: Text,
    /// What it means.
    pub meaning: Text,
}

const fn entry(ja: &'static str, en: &'static str, meaning: Text) -> Entry {
    Entry { word: Text { ja, en }, meaning }
}

/// The words of the interface.
pub const WORDS: &[Entry] = &[
    entry(
        "団体",
        "Body",
        Text {
            ja: "県、市、町、村、一部事務組合、広域連合など。",
            en: "The prefecture, a city, town, village, union or wide-area union.",
        },
    ),
    entry("課・室", "Section", Text { ja: "団体の中の組織。", en: "A part of a body." }),
    entry(
        "利用者",
        "Account",
        Text {
            ja: "ログインする人。一つ又は複数の団体のために操作します。",
            en: "A person who signs in and acts for one body or several.",
        },
    ),
    entry(
        "担当者",
        "Contact",
        Text {
            ja: "名簿に載る、団体の窓口となる人。", en: "An entry of the directory: whom to reach in a body."
        },
    ),
    entry(
        "担当業務",
        "Duty",
        Text {
            ja: "担当者が受け持つ仕事。人が替わっても残り、メールの宛先になります。",
            en: "What a contact is in charge of. It outlives the person, and mail is addressed to it.",
        },
    ),
    entry(
        "通知",
        "Notice",
        Text {
            ja: "書庫に保管される文書。番号、日付、種類、送付先及び添付を持ちます。",
            en: "A document of the archive with number, date, kind, audience and files.",
        },
    ),
    entry(
        "送付先",
        "Audience",
        Text { ja: "通知や調査を送る団体。", en: "The bodies that a notice or survey is for." },
    ),
    entry(
        "到達",
        "Delivery",
        Text {
            ja: "団体ごとの通知の状態。未読、閲覧、確認又は担当割当です。",
            en: "The state of a notice at a body: unread, opened, confirmed or assigned.",
        },
    ),
    entry(
        "添付",
        "Attachment",
        Text {
            ja: "本文、別紙、様式又は参考として付けるファイル。",
            en: "A file: main text, annex, form or reference.",
        },
    ),
    entry(
        "差し替え",
        "Replacement",
        Text {
            ja: "添付の新しい版。前の版も残ります。", en: "A new version of a file. The old one is kept."
        },
    ),
    entry(
        "調査・照会",
        "Survey",
        Text {
            ja: "団体ごとに一つの回答を、期限までに集めるもの。",
            en: "Collects one answer of each body by a deadline.",
        },
    ),
    entry(
        "様式",
        "Form",
        Text {
            ja: "調査の設問のまとまり。公開した後は変わりません。",
            en: "The questions of a survey. It does not change once published.",
        },
    ),
    entry(
        "割当",
        "Assignment",
        Text {
            ja: "一つの団体にとっての調査。未着手から受理までの状態を持ちます。",
            en: "A survey at one body, with its state from not started to accepted.",
        },
    ),
    entry("回答", "Entry", Text { ja: "団体が記入した内容。", en: "What a body has filled in." }),
    entry(
        "差戻し",
        "Sending back",
        Text {
            ja: "回答を直してもらうため、理由を付けて団体に返すこと。",
            en: "Returning an answer to its body with a reason, to be corrected.",
        },
    ),
    entry(
        "受理",
        "Acceptance",
        Text {
            ja: "県が回答を確かめ、受け取りを終えること。",
            en: "The prefecture has checked an answer and takes it as final.",
        },
    ),
    entry(
        "該当なし",
        "Nothing to report",
        Text {
            ja: "報告することがないと答えること。", en: "The answer that there is nothing to report."
        },
    ),
    entry(
        "庁内照会",
        "Delegation",
        Text {
            ja: "回答の一部を、団体の中の課や人に任せること。",
            en: "Handing a part of an answer to a section or person of the body.",
        },
    ),
];
