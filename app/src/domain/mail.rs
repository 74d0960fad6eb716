//! 送信箱: how far a mail has come.

use super::coded::coded;

coded! {
    /// How far a mail has come.
    MailState {
        /// Waits, or is tried again.
        Queued = "queued", "送信待ち", "Waiting";
        /// The mail server took it.
        Sent = "sent", "送信済み", "Sent";
        /// No mail server is configured.
        Kept = "kept", "保管（送信先の設定なし）", "Kept (no mail server)";
        /// Given up.
        Failed = "failed", "送信できず", "Failed";
    }
}
