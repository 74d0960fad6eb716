//! Words of the home page 「今日やること」.

use super::Text;

/// Notices that nobody of the body has opened.
pub const UNREAD: Text = Text { ja: "未読の通知", en: "Unread notices" };
/// Notices that the body has not confirmed.
pub const UNCONFIRMED: Text = Text { ja: "確認していない通知", en: "Notices to confirm" };
/// Surveys to answer.
pub const TO_ANSWER: Text = Text { ja: "回答する調査", en: "Surveys to answer" };
/// Answers that wait for approval.
pub const TO_APPROVE: Text = Text { ja: "決裁待ちの回答", en: "Answers to approve" };
/// Answers that came back.
pub const RETURNED: Text = Text { ja: "差戻しの回答", en: "Answers sent back" };
/// The log-in before this one.
pub const LAST_LOG_IN: Text = Text { ja: "前回のログイン：{at}（{ip}）", en: "Last signed in: {at} ({ip})" };
/// Unit of notices and surveys.
pub const UNIT: Text = Text { ja: "件", en: "" };
/// Heading of the surveys by deadline.
pub const BY_DEADLINE: Text = Text { ja: "期限の近い調査", en: "Surveys by deadline" };
/// Heading of the newest notices.
pub const NEWEST: Text = Text { ja: "確認していない新しい通知", en: "Newest notices to confirm" };
/// Nothing to do.
pub const NO_SURVEYS: Text =
    Text { ja: "回答を待っている調査はありません。", en: "No survey waits for an answer." };
/// Nothing to read.
pub const NO_NOTICES: Text =
    Text { ja: "確認していない通知はありません。", en: "Every notice is confirmed." };
/// Surveys that a collector has open.
pub const OPEN_SURVEYS: Text = Text { ja: "受付中の調査", en: "Open surveys" };
/// Surveys being designed.
pub const DRAFT_SURVEYS: Text = Text { ja: "下書きの調査", en: "Draft surveys" };
/// Notices being written.
pub const DRAFT_NOTICES: Text = Text { ja: "下書きの通知", en: "Draft notices" };
/// No open survey.
pub const NO_OPEN: Text = Text { ja: "受付中の調査はありません。", en: "No survey is open." };
/// Heading of the notices that went out last.
pub const LATEST: Text = Text { ja: "最近発出した通知", en: "Notices sent last" };
/// No notice went out.
pub const NO_SENT: Text = Text { ja: "発出した通知はまだありません。", en: "No notice was sent yet." };
/// How many bodies have sent their answers.
pub const SENT_RATE: Text = Text { ja: "提出 {n}／{all}団体", en: "{n} of {all} bodies sent" };
/// How many bodies have opened what need not be confirmed.
pub const OPEN_RATE: Text = Text { ja: "閲覧 {n}／{all}団体", en: "{n} of {all} bodies opened it" };
/// How many bodies have confirmed.
pub const CONFIRM_RATE: Text = Text { ja: "確認 {n}／{all}団体", en: "{n} of {all} bodies confirmed" };
