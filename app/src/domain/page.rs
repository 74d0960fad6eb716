//! Lists in pages: what a list answers, on every screen and in REST.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::error::AppError;

/// Rows on one page of a list.
pub const PAGE_SIZE: u64 = 50;

/// Long lists are counted up to here: a `total` of this many means "this many or more". Counting a hundred thousand
/// rows for every page would cost more than the page.
pub const COUNT_CAP: u64 = 1_000;

/// A place in a list that runs from the newest to the oldest: the last row that was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyset {
    /// Its instant.
    pub at: DateTime<Utc>,
    /// Its id, for rows of the same instant.
    pub id: Uuid,
}

impl fmt::Display for Keyset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at.timestamp_micros(), self.id.simple())
    }
}

impl FromStr for Keyset {
    type Err = AppError;

    fn from_str(text: &str) -> Result<Self, AppError> {
        let read = || {
            let (at, id) = text.split_once('.')?;
            let at = DateTime::from_timestamp_micros(at.parse().ok()?)?;
            Some(Self { at, id: Uuid::try_parse(id).ok()? })
        };
        read().ok_or_else(|| AppError::Malformed { at: "cursor".to_owned() })
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows of this page.
    pub items: Vec<T>,
    /// How many rows there are in all pages, counted up to [`COUNT_CAP`] where the list is long.
    pub total: u64,
    /// Hand this back to get the next page; absent on the last.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// A page of at most [`PAGE_SIZE`] of `rows`, which may hold one more to tell that there is a next page.
    pub fn cut(mut rows: Vec<T>, total: u64, cursor: impl FnOnce(&T) -> String) -> Self {
        let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
        let more = rows.len() > size;
        rows.truncate(size);
        let next_cursor = rows.last().filter(|_| more).map(cursor);
        Self { items: rows, total, next_cursor }
    }

    /// The same page with every row converted.
    pub fn map<U>(self, convert: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(convert).collect(), total: self.total, next_cursor: self.next_cursor }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_travels_as_text() {
        let place =
            Keyset { at: DateTime::from_timestamp_micros(1_763_769_600_000_001).unwrap(), id: Uuid::from_u128(7) };
        assert_eq!(place.to_string().parse(), Ok(place));
        for broken in ["", "1", "1.", "x.00000000000000000000000000000007", "1.7", "9223372036854775807.00"] {
            assert!(broken.parse::<Keyset>().is_err(), "{broken:?}");
        }
    }
}
