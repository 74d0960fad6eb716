//! What a commit says about itself: how far the outbox was read, and by which version for which database.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Cursor, schema};

/// The payload of a commit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    /// [`schema::VERSION`] at the time.
    pub version: u32,
    /// The database that was read ([`super::DocumentSource::identity`]).
    pub source: String,
    /// The last change that is in the index.
    pub cursor: i64,
}

impl Checkpoint {
    /// The checkpoint of this version.
    pub fn new(source: String, cursor: Cursor) -> Self {
        Self { version: schema::VERSION, source, cursor: cursor.0 }
    }

    /// The position in the outbox.
    pub fn cursor(&self) -> Cursor {
        Cursor(self.cursor)
    }

    /// As text, with a checksum: the engine keeps it in a file that has none.
    pub fn to_payload(&self) -> Result<String, serde_json::Error> {
        let json = serde_json::to_string(self)?;
        Ok(format!("{} {json}", checksum(&json)))
    }

    /// Reads the text; none if it is damaged or of another version.
    pub fn from_payload(payload: &str) -> Option<Self> {
        let (sum, json) = payload.split_once(' ')?;
        let read: Self = serde_json::from_str(json).ok()?;
        (sum == checksum(json) && read.version == schema::VERSION).then_some(read)
    }
}

fn checksum(text: &str) -> String {
    let mut sum = hex::encode(Sha256::digest(text));
    sum.truncate(16);
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_is_read_back_and_a_flipped_digit_is_noticed() {
        let written = Checkpoint::new("db".to_owned(), Cursor(4711));
        let payload = written.to_payload().unwrap();
        assert_eq!(Checkpoint::from_payload(&payload), Some(written));
        assert_eq!(Checkpoint::from_payload(&payload.replace("4711", "9711")), None);
        assert_eq!(Checkpoint::from_payload(""), None);
    }
}
