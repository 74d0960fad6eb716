//! Words of administration.

use super::Text;

/// What administration is for.
pub const LEAD: Text = Text {
    ja: "あなたが管理できるものの一覧です。操作は全て記録されます。",
    en: "What you may administer. Everything that is done here is recorded.",
};
/// The accounts.
pub const ACCOUNTS: Text = Text { ja: "利用者", en: "Accounts" };
/// What can be done there.
pub const ACCOUNTS_TEXT: Text = Text {
    ja: "利用者の招待、役割の変更、利用の停止、パスワードの再設定",
    en: "Invite people, change roles, disable accounts, send links to set a password",
};
/// The bodies.
pub const BODIES: Text = Text { ja: "団体", en: "Bodies" };
/// What can be done there.
pub const BODIES_TEXT: Text = Text {
    ja: "市町村、組合などの登録、変更、廃止",
    en: "Add, change and close municipalities and unions",
};
/// The saved lists.
pub const GROUPS: Text = Text { ja: "送付先グループ", en: "Lists of bodies" };
/// What can be done there.
pub const GROUPS_TEXT: Text = Text {
    ja: "通知や調査の送付先としてまとめて選べる団体の組の登録、変更、削除",
    en: "Saved lists of bodies that notices and surveys can be sent to",
};
/// The audit log.
pub const AUDIT: Text = Text { ja: "操作の記録", en: "Audit log" };
/// What can be done there.
pub const AUDIT_TEXT: Text = Text {
    ja: "誰がいつ何をしたかの確認と、記録が書き換えられていないことの検証",
    en: "Who did what and when, and whether the log is unchanged",
};
/// The mails.
pub const MAILS: Text = Text { ja: "送信箱", en: "Mails" };
/// What can be done there.
pub const MAILS_TEXT: Text = Text {
    ja: "回覧から送ったメールの状態の確認と再送",
    en: "Mails that were or will be sent, and sending them once more",
};
/// A new account.
pub const INVITE: Text = Text { ja: "利用者を招待する", en: "Invite somebody" };
/// What an invitation does.
pub const INVITE_LEAD: Text = Text {
    ja: "入力したメールアドレスに、パスワードを設定するリンクを送ります。リンクは72時間、1回だけ使えます。既に登録のある人は、この団体としても操作できるようになります。",
    en: "A link to set a password is sent to the address. It works once, within 72 hours. Somebody who has an account may then act for this body as well.",
};
/// Sends the invitation.
pub const INVITE_SEND: Text = Text { ja: "招待のメールを送る", en: "Send the invitation" };
/// Caption of the accounts of a body.
pub const ACCOUNTS_OF: Text = Text { ja: "{body}の利用者", en: "Accounts of {body}" };
/// No account yet.
pub const NO_ACCOUNTS: Text = Text {
    ja: "この団体の利用者はまだいません。「利用者を招待する」から登録してください。",
    en: "This body has no accounts yet. Please invite somebody.",
};
/// Mail address.
pub const EMAIL: Text = Text { ja: "メールアドレス", en: "Mail address" };
/// Name.
pub const NAME: Text = Text { ja: "氏名", en: "Name" };
/// Reading.
pub const READING: Text = Text { ja: "ふりがな", en: "Reading" };
/// Role.
pub const ROLE: Text = Text { ja: "役割", en: "Role" };
/// State.
pub const STATE: Text = Text { ja: "状態", en: "State" };
/// Last log-in.
pub const LAST_LOGIN: Text = Text { ja: "最後のログイン", en: "Last sign-in" };
/// Never.
pub const NEVER: Text = Text { ja: "なし", en: "never" };
/// Open sessions.
pub const SESSIONS: Text = Text { ja: "ログイン中の端末", en: "Open sessions" };
/// How many.
pub const SESSIONS_COUNT: Text = Text { ja: "{n}台", en: "{n}" };
/// Other bodies of the person.
pub const OTHER_BODIES: Text = Text { ja: "ほかに操作できる団体", en: "Other bodies" };
/// What that means.
pub const OTHER_BODIES_NOTE: Text = Text {
    ja: "ほかの団体にも所属しているため、氏名の変更と利用の停止は県の管理者だけが行えます。",
    en: "This person acts for other bodies too; only the prefecture may change the name or disable the account.",
};
/// What is registered.
pub const REGISTERED: Text = Text { ja: "登録の内容", en: "Registered" };
/// Changes it.
pub const CHANGE_ACCOUNT: Text = Text { ja: "登録の変更", en: "Change" };
/// Keeps changes.
pub const SAVE: Text = Text { ja: "保存する", en: "Save" };
/// Leaves without.
pub const CANCEL: Text = Text { ja: "戻る", en: "Back" };
/// A way in.
pub const ACCESS: Text = Text { ja: "ログイン", en: "Signing in" };
/// Another invitation.
pub const SEND_INVITATION: Text = Text { ja: "招待のメールを送り直す", en: "Send another invitation" };
/// A reset link.
pub const SEND_RESET: Text =
    Text { ja: "パスワード再設定のリンクを送る", en: "Send a link to reset the password" };
/// How long they live.
pub const SEND_NOTE: Text = Text {
    ja: "招待のリンクは72時間、再設定のリンクは15分間、1回だけ使えます。",
    en: "An invitation works for 72 hours, a reset link for 15 minutes, each once.",
};
/// Ends sessions.
pub const END_SESSIONS: Text = Text {
    ja: "ログアウトさせ、API用のトークンを無効にする",
    en: "End all sessions and API tokens",
};
/// Disables.
pub const DISABLE: Text = Text { ja: "利用を停止する", en: "Disable the account" };
/// What that does.
pub const DISABLE_NOTE: Text = Text {
    ja: "停止すると、すぐにログアウトし、再開するまでログインできません。API用のトークンは無効になり、再開しても使えません。",
    en: "It is signed out at once and cannot sign in until it is enabled again. Its API tokens end for good.",
};
/// Enables.
pub const ENABLE: Text = Text { ja: "利用を再開する", en: "Let it sign in again" };
/// Removes from the body.
pub const LEAVE: Text = Text { ja: "この団体の利用者から外す", en: "Remove from this body" };
/// What that does.
pub const LEAVE_NOTE: Text = Text {
    ja: "人事異動などで団体を離れたときに使います。この団体としての操作ができなくなり、そのためのAPI用のトークンも無効になります。これまでの記録は残ります。",
    en: "For people who leave the body. They can no longer act for it, and their API tokens for it end. What they have done stays on record.",
};
/// Dangerous actions.
pub const STOP: Text = Text { ja: "停止・除外", en: "Disable or remove" };
/// What an administrator may do.
pub const ROLE_ADMINISTRATOR: Text = Text {
    ja: "団体の利用者と名簿を管理し、取りまとめ担当の操作もできます",
    en: "Keeps accounts and contacts of the body, and may do what an editor does",
};
/// What a collector may do.
pub const ROLE_COLLECTOR: Text =
    Text { ja: "通知の発出と調査の収集ができます", en: "Publishes notices and collects surveys" };
/// What an editor may do.
pub const ROLE_EDITOR: Text = Text {
    ja: "調査への回答、提出と名簿の更新ができます",
    en: "Fills in and sends answers, keeps the contacts",
};
/// What an approver may do.
pub const ROLE_APPROVER: Text =
    Text { ja: "回答を決裁して提出できます", en: "Approves answers and sends them" };
/// What a reader may do.
pub const ROLE_READER: Text = Text { ja: "通知の閲覧と確認ができます", en: "Reads and confirms notices" };
/// A body to choose.
pub const CHOOSE_BODY: Text = Text { ja: "団体を選ぶ", en: "Choose a body" };
/// People of a body.
pub const PEOPLE: Text = Text { ja: "利用者数", en: "Accounts" };
/// How many people.
pub const PEOPLE_COUNT: Text = Text { ja: "{n}人", en: "{n}" };
/// 団体コード.
pub const CODE: Text = Text { ja: "団体コード", en: "Code" };
/// How it is typed.
pub const CODE_HINT: Text = Text {
    ja: "6桁の全国地方公共団体コード。最後の1桁（検査数字）も確かめます。コードのない組合は空欄にします。並び順もこのコードで決まります。",
    en: "Six digits; the last is a check digit and is verified. Leave it blank for unions without one. Bodies are listed in the order of their codes.",
};
/// Name of a body.
pub const BODY_NAME: Text = Text { ja: "団体名", en: "Name" };
/// Reading of a body.
pub const BODY_READING: Text = Text { ja: "団体名のふりがな", en: "Reading of the name" };
/// English name.
pub const BODY_NAME_EN: Text = Text { ja: "英語名", en: "Name in English" };
/// Kind.
pub const KIND: Text = Text { ja: "種別", en: "Kind" };
/// A new body.
pub const ADD_BODY: Text = Text { ja: "団体を追加する", en: "Add a body" };
/// Changes a body.
pub const CHANGE_BODY: Text = Text { ja: "団体の変更", en: "Change the body" };
/// Exists.
pub const OPEN: Text = Text { ja: "現存", en: "Exists" };
/// Ceased to exist.
pub const CLOSED: Text = Text { ja: "廃止", en: "Closed" };
/// Closes a body.
pub const CLOSE_BODY: Text = Text { ja: "団体を廃止する", en: "Close the body" };
/// What that does.
pub const CLOSE_NOTE: Text = Text {
    ja: "合併や解散でなくなった団体に使います。その団体としてログインできなくなり、送付先にも出なくなります。これまでの通知と回答は残ります。",
    en: "For bodies that merged or were dissolved. Nobody can act for it and it is no longer addressed. Its notices and answers stay.",
};
/// Takes that back.
pub const REOPEN_BODY: Text = Text { ja: "廃止を取り消す", en: "Let the body exist again" };
/// A new list.
pub const ADD_GROUP: Text = Text { ja: "グループを追加する", en: "Add a list" };
/// Changes a list.
pub const CHANGE_GROUP: Text = Text { ja: "グループの変更", en: "Change the list" };
/// Name of a list.
pub const GROUP_NAME: Text = Text { ja: "グループの名前", en: "Name of the list" };
/// Its bodies.
pub const MEMBERS: Text = Text { ja: "含める団体", en: "Bodies in it" };
/// How many.
pub const MEMBERS_COUNT: Text = Text { ja: "{n}団体", en: "{n}" };
/// No list yet.
pub const NO_GROUPS: Text = Text {
    ja: "送付先グループはまだありません。よく使う送付先をグループにしておくと、通知や調査を作るときに一度に選べます。",
    en: "There are no lists yet. A list lets you address the same bodies again with one tick.",
};
/// Removes a list.
pub const DELETE_GROUP: Text = Text { ja: "グループを削除する", en: "Delete the list" };
/// What that does.
pub const DELETE_GROUP_NOTE: Text = Text {
    ja: "削除しても、このグループに送った通知と調査の送付先は変わりません。",
    en: "Notices and surveys that were sent by it keep their receivers.",
};
/// A column of buttons and links.
pub const ACTIONS: Text = Text { ja: "操作", en: "Actions" };
/// To the page that changes it.
pub const EDIT: Text = Text { ja: "変更", en: "Change" };
/// The own password, where a role gives power.
pub const OWN_PASSWORD: Text = Text { ja: "あなたのパスワード", en: "Your own password" };
/// When it is needed.
pub const OWN_PASSWORD_HINT: Text = Text {
    ja: "「管理者」又は「収集・発出担当」にするときだけ入力してください。ログインやパスワードの確認から5分以内は、空欄で構いません。",
    en: "Only needed to make somebody an administrator or a collector; may be left blank within 5 minutes of signing in.",
};
