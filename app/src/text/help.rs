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
            ja: "県の職員です。通知を書いて送り、団体ごとの確認の状況を見ます。調査を作って依頼し、回答を集計し、差戻し又は受理をします。",
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
            ja: "自分の団体に届いた通知を読んで確認し、「質問と連絡」に書き込めます。調査と回答は見るだけです。",
            en: "Reads and confirms the notices of the body and writes under \"Questions and remarks\". Sees its surveys and answers without changing them.",
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
                ja: "内容を確かめたら「確認する」を押します。送った側に、団体名と日時が伝わります。",
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
                ja: "設問に記入します。「下書きを保存」を押すと、途中でやめても続きから記入できます。スクリプトが使える端末では、欄を離れるたびに自動で保存されます。",
                en: "Fill in the questions. \"Save the draft\" lets you stop and go on later; where scripts run, each field is saved as you leave it.",
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
                ja: "「通知」の「通知を作る」で、件名、文書番号、種別、発出日、本文及び送付先を記入し、「下書きを保存」を押します。",
                en: "\"Write a notice\" under \"Notices\": title, number, kind, date, text and receivers; then save the draft.",
            },
            Text {
                ja: "施行日、受領日、公印、根拠法令、問合せ先及び保存期間は、あれば記入します。問合せ先を名簿から選ぶと、発出したときの連絡先が載ります。読んでもらうだけの通知は「確認を求めない」を選びます。確認を求めるときは、確認期限を付けられます。",
                en: "Add dates, seal, laws, contact and retention where there are any. A contact of the directory is shown as it is when the notice goes out. Choose \"Ask for no confirmation\" for what is only to be read; else a day to confirm by can be set.",
            },
            Text {
                ja: "添付するファイルを選んで「添付する」を押します。種類、説明及び順番は、発出するまで変えられます。",
                en: "Choose files and attach them. Their role, description and order can be changed until the notice goes out.",
            },
            Text {
                ja: "「確認と発出へ進む」で、団体からの見え方と届く団体の数を確かめ、発出します。各団体に届き、知らせのメールが送られます。団体ごとの未読、閲覧、確認の状況は、その通知の画面で見られます。",
                en: "\"On to check and publish\" shows what the bodies will see and how many they are; publishing delivers it and sends mails. The page of the notice then shows who has opened and confirmed it.",
            },
            Text {
                ja: "確認が遅れている団体には、「団体ごとの状況」の「未確認」から督促できます。確認していない団体にだけ、1日1回までメールが届きます。電話で尋ねるときは「電話連絡票」を印刷します。",
                en: "Bodies that are late can be reminded under \"State at every body\", \"Not confirmed\": only they get a mail, once a day at most. To ask by telephone, print the call sheet.",
            },
        ],
    },
    Guide {
        title: Text { ja: "調査を作って集める（県）", en: "Make a survey and collect it (prefecture)" },
        steps: &[
            Text {
                ja: "「調査・照会」の「新しい調査を作る」で、件名、回答期限、依頼先などを記入し、「保存して設問を作る」を押します。",
                en: "Make a survey under \"Surveys\": subject, deadline and whom it asks; then go on to its questions.",
            },
            Text {
                ja: "節を加え、その中に設問を加えます。前の調査を基に作るときは、その調査の画面で「この調査を基に新しく作る」を押します。",
                en: "Add sections and their questions. To begin from an earlier survey, make a new one from its page.",
            },
            Text {
                ja: "「確認と公開へ進む」で、団体からの見え方と依頼先の数を確かめ、「公開して依頼する」を押します。",
                en: "Look at what the bodies will see and how many are asked, then open the survey.",
            },
            Text {
                ja: "調査の画面で団体ごとの状況を見ます。提出された回答は、内容を見て「受理する」か、理由を付けて「差し戻す」を押します。",
                en: "The page of the survey shows every body. Accept what was submitted, or send it back with a reason.",
            },
            Text {
                ja: "集計表はExcelとCSVで保存できます。ログインから5分を過ぎているときは、保存の前にパスワードを確認します。",
                en: "The merged table can be saved as a workbook or CSV. More than 5 minutes after the sign-in, your password is asked once more.",
            },
        ],
    },
    Guide {
        title: Text { ja: "担当者名簿を使う", en: "Use the directory" },
        steps: &[
            Text {
                ja: "「担当者名簿」で、氏名、課名、担当業務などから探します。結果はExcelとCSVで保存できます。",
                en: "Search the directory by name, section or duty. What is found can be saved as a workbook or CSV.",
            },
            Text {
                ja: "自分の団体の担当者は、取りまとめ担当と管理者が加え、直し、名簿から外します。異動のときは、担当業務を残して氏名を直してください。",
                en: "Editors and administrators keep the entries of their own body. When somebody moves, keep the duty and change the name.",
            },
        ],
    },
    Guide {
        title: Text { ja: "利用者を管理する（管理者）", en: "Keep the accounts (administrators)" },
        steps: &[
            Text {
                ja: "「管理」の「利用者」で団体を選び、招待します。招待された人は、メールのリンクからパスワードを設定します。",
                en: "Choose a body under \"Administration\" and invite people. They set a password by the link in the mail.",
            },
            Text {
                ja: "役割は、その人の画面で変えられます。団体を離れた人は「この団体の利用者から外す」で外します。これまでの記録は残ります。",
                en: "A role is changed on the page of the person. Whoever leaves is removed from the body; the records stay.",
            },
            Text {
                ja: "県の管理者は、団体の登録、送信したメール及び操作の記録も扱います。",
                en: "Administrators of the prefecture also keep the register of bodies, the mails and the audit log.",
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
            ja: "団体ごとの通知の状態。未読、閲覧又は確認です。",
            en: "The state of a notice at a body: unread, opened or confirmed.",
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
];
