//! From a mail of the outbox to a message (RFC 5322): one recipient, plain text in UTF-8, no control characters.

use lettre::{
    Address, Message,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
};

use crate::store::mails::Taken;

/// Length of a token: 256 bits in base64url.
const TOKEN_LENGTH: usize = 43;
/// What stands before a token in a link.
const TOKEN_FIELD: &str = "token=";

/// The message. Its Message-ID follows from the mail, so that a second copy is known for what it is.
///
/// # Errors
/// Why the mail can never be sent: the address is none.
pub(super) fn build(from: &Mailbox, mail: &Taken) -> Result<Message, String> {
    let address: Address = mail.recipient.parse().map_err(|error| format!("recipient: {error}"))?;
    let name = Some(plain(&mail.recipient_name)).filter(|name| !name.is_empty());
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(name, address))
        .subject(plain(&mail.subject))
        .date(mail.created_at.into())
        .message_id(Some(format!("<{}@{}>", mail.id, from.email.domain())))
        .raw_header(automatic())
        .header(ContentType::TEXT_PLAIN)
        .body(mail.text.clone())
        .map_err(|error| error.to_string())
}

/// Keeps out-of-office replies away (RFC 3834 §5).
fn automatic() -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned())
}

/// One line without control characters: lettre panics at a line break in a name (C-52).
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

/// The text with the tokens of its links blacked out. What a link opens is only for the person that it was sent to.
pub fn hide_secrets(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(TOKEN_FIELD) {
        shown.push_str(before);
        shown.push_str(TOKEN_FIELD);
        let length = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(after.len());
        let (token, tail) = after.split_at(length);
        shown.push_str(if token.len() >= TOKEN_LENGTH { "••••••••" } else { token });
        rest = tail;
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use app::domain::ids::MailId;
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;

    fn taken(recipient: &str, name: &str, subject: &str) -> Taken {
        Taken {
            id: MailId(Uuid::from_u128(7)),
            recipient: recipient.to_owned(),
            recipient_name: name.to_owned(),
            subject: subject.to_owned(),
            text: "本文です。\nhttps://kairan.example/notices\n".to_owned(),
            created_at: DateTime::from_timestamp(1_767_225_600, 0).unwrap(),
            attempts: 1,
            until: DateTime::from_timestamp(1_767_225_900, 0).unwrap(),
        }
    }

    fn from() -> Mailbox {
        "回覧 <kairan@pref.example.jp>".parse().unwrap()
    }

    #[test]
    fn a_line_break_in_a_name_or_subject_starts_no_header() {
        let evil = taken("a@city.example.jp", "佐藤\r\nBcc: x@evil.example", "件名\nBcc: y@evil.example");
        let message = String::from_utf8(build(&from(), &evil).unwrap().formatted()).unwrap();
        assert!(!message.lines().any(|line| line.starts_with("Bcc")), "{message}");
        assert_eq!(message.lines().filter(|line| line.starts_with("To: ")).count(), 1, "{message}");
    }

    #[test]
    fn the_message_id_and_date_follow_from_the_mail() {
        let first = build(&from(), &taken("a@city.example.jp", "佐藤", "通知")).unwrap().formatted();
        let second = build(&from(), &taken("a@city.example.jp", "佐藤", "通知")).unwrap().formatted();
        assert_eq!(first, second);
        let message = String::from_utf8(first).unwrap();
        assert!(message.contains("Message-ID: <00000000-0000-0000-0000-000000000007@pref.example.jp>"), "{message}");
        assert!(message.contains("Date: Thu, 01 Jan 2026 00:00:00 +0000"), "{message}");
        assert!(message.contains("Auto-Submitted: auto-generated"), "{message}");
        assert!(message.contains("charset=utf-8"), "{message}");
        assert!(message.is_ascii(), "every server takes seven bits");
    }

    #[test]
    fn what_is_no_address_can_never_be_sent() {
        for wrong in ["", "a", "a@", "a@b\r\nRCPT TO:<c@d>", "a@b c"] {
            assert!(build(&from(), &taken(wrong, "", "")).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn tokens_are_blacked_out_and_nothing_else() {
        let token = "A".repeat(TOKEN_LENGTH);
        let text = format!("開く\nhttps://k.example/link?token={token}\n以上");
        assert_eq!(hide_secrets(&text), "開く\nhttps://k.example/link?token=••••••••\n以上");
        assert_eq!(hide_secrets("token=短い"), "token=短い");
        assert_eq!(hide_secrets(&format!("token={token}")), "token=••••••••");
    }
}
