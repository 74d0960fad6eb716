//! What can be wrong with one field, and the sentence that tells how to put it right.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    calendar::format_date,
    lang::{Lang, Text},
    problem_texts as texts,
};

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum FieldProblem {
    /// Empty where something is needed.
    Required,
    /// More characters than `max`.
    TooLong {
        /// Characters allowed.
        max: usize,
    },
    /// Fewer characters than `min`.
    TooShort {
        /// Characters needed.
        min: usize,
    },
    /// Not in the form that is expected.
    Format,
    /// A choice that is not offered.
    UnknownChoice,
    /// Something with this value exists.
    Duplicate,
    /// A password that is known or easy to guess.
    WeakPassword,
    /// Two entries that should be the same are not.
    Mismatch,
    /// It is not the own password.
    WrongPassword,
    /// A line break or an invisible control character where only plain text fits.
    ControlCharacter,
    /// A character of the private use area (外字), which other machines cannot show.
    PrivateUse {
        /// Which character, counted from 1.
        position: usize,
    },
    /// A character that turns the direction of writing and can disguise text.
    BidiControl,
    /// No mail address.
    Email,
    /// No telephone number.
    Phone,
    /// No extension.
    Extension,
    /// A reading with anything but kana.
    Reading,
    /// No 団体コード.
    BodyCode,
    /// The last digit of the 団体コード does not fit the others.
    BodyCodeCheckDigit,
    /// Five digits that could be two bodies.
    BodyCodeAmbiguous,
    /// No date, or one that does not exist.
    Date,
    /// A date outside its era, such as 平成31年5月1日.
    EraBoundary,
    /// Before 25 January 1868, which no 和暦 of the system covers.
    BeforeMeiji,
    /// No time of day.
    Time,
    /// A deadline that is over already.
    DatePast,
    /// A day to confirm by, of a notice that asks for no confirmation.
    ConfirmNotAsked,
    /// A date years ahead, as a slip of the finger makes it.
    DateFar {
        /// The last day that is taken.
        until: NaiveDate,
    },
    /// Not a number.
    Number,
    /// A number with a unit that is not the unit of the question.
    NumberUnit {
        /// What to leave out.
        unit: String,
    },
    /// More digits than can be kept.
    NumberDigits {
        /// Digits allowed before the decimal point.
        max: u32,
    },
    /// A fraction where whole numbers are asked.
    NotWhole,
    /// More digits after the decimal point than `max`.
    TooPrecise {
        /// Digits allowed after the decimal point.
        max: u32,
    },
    /// Below the smallest number.
    TooSmall {
        /// The smallest number.
        min: String,
    },
    /// Above the largest number.
    TooLarge {
        /// The largest number.
        max: String,
    },
    /// More of them than `max`.
    TooMany {
        /// How many are allowed.
        max: usize,
    },
    /// Fewer of them than `min`.
    TooFew {
        /// How many are needed.
        min: usize,
    },
    /// Several choices where one is asked.
    OneChoice,
    /// 「その他」 chosen without saying what, or said without choosing it.
    OtherText,
    /// A file that was not uploaded here, or was removed.
    UnknownFile,
    /// An answer to a question or column that the form does not have.
    UnknownQuestion,
    /// A value of another kind than the question asks.
    WrongKind,
    /// A form without questions.
    NoQuestions,
    /// Nobody chosen as receiver.
    NoAudience,
    /// Everybody, and some by name as well.
    AudienceBoth,
    /// Nothing ticked in a list before the button below it.
    NothingTicked,
    /// A notice with neither text nor file.
    NoContent,
    /// A key with other characters than `a-z`, `0-9` and `_`.
    Key,
    /// The smallest is above the largest.
    RangeReversed,
    /// A table with more columns than a workbook takes.
    TooWide {
        /// Columns that fit.
        max: usize,
    },
    /// A setting outside what the engine takes.
    OutOfRange {
        /// The smallest setting.
        min: usize,
        /// The largest setting.
        max: usize,
    },
}

impl FieldProblem {
    /// The sentence for the user.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::TooLong { max } => texts::TOO_LONG.fill(lang, &[("max", &max.to_string())]),
            Self::TooShort { min } => texts::TOO_SHORT.fill(lang, &[("min", &min.to_string())]),
            Self::PrivateUse { position } => texts::PRIVATE_USE.fill(lang, &[("position", &position.to_string())]),
            Self::NumberUnit { unit } => texts::NUMBER_UNIT.fill(lang, &[("unit", unit)]),
            Self::NumberDigits { max } => texts::NUMBER_DIGITS.fill(lang, &[("max", &max.to_string())]),
            Self::TooPrecise { max } => texts::TOO_PRECISE.fill(lang, &[("max", &max.to_string())]),
            Self::TooSmall { min } => texts::TOO_SMALL.fill(lang, &[("min", min)]),
            Self::TooLarge { max } => texts::TOO_LARGE.fill(lang, &[("max", max)]),
            Self::TooMany { max } => texts::TOO_MANY.fill(lang, &[("max", &max.to_string())]),
            Self::TooFew { min } => texts::TOO_FEW.fill(lang, &[("min", &min.to_string())]),
            Self::TooWide { max } => texts::TOO_WIDE.fill(lang, &[("max", &max.to_string())]),
            Self::DateFar { until } => texts::DATE_FAR.fill(lang, &[("until", &format_date(*until, lang))]),
            Self::OutOfRange { min, max } => {
                texts::OUT_OF_RANGE.fill(lang, &[("min", &min.to_string()), ("max", &max.to_string())])
            }
            plain => plain.text().get(lang).to_owned(),
        }
    }

    /// The sentence before any value is put in.
    const fn text(&self) -> Text {
        match self {
            Self::Required => texts::REQUIRED,
            Self::Format => texts::FORMAT,
            Self::UnknownChoice => texts::UNKNOWN_CHOICE,
            Self::Duplicate => texts::DUPLICATE,
            Self::WeakPassword => texts::WEAK_PASSWORD,
            Self::Mismatch => texts::MISMATCH,
            Self::WrongPassword => texts::WRONG_PASSWORD,
            Self::ControlCharacter => texts::CONTROL_CHARACTER,
            Self::BidiControl => texts::BIDI_CONTROL,
            Self::Email => texts::EMAIL,
            Self::Phone => texts::PHONE,
            Self::Extension => texts::EXTENSION,
            Self::Reading => texts::READING,
            Self::BodyCode => texts::BODY_CODE,
            Self::BodyCodeCheckDigit => texts::BODY_CODE_CHECK_DIGIT,
            Self::BodyCodeAmbiguous => texts::BODY_CODE_AMBIGUOUS,
            Self::Date => texts::DATE,
            Self::EraBoundary => texts::ERA_BOUNDARY,
            Self::BeforeMeiji => texts::BEFORE_MEIJI,
            Self::Time => texts::TIME,
            Self::DatePast => texts::DATE_PAST,
            Self::ConfirmNotAsked => texts::CONFIRM_NOT_ASKED,
            Self::Number => texts::NUMBER,
            Self::NotWhole => texts::NOT_WHOLE,
            Self::OneChoice => texts::ONE_CHOICE,
            Self::OtherText => texts::OTHER_TEXT,
            Self::UnknownFile => texts::UNKNOWN_FILE,
            Self::UnknownQuestion => texts::UNKNOWN_QUESTION,
            Self::WrongKind => texts::WRONG_KIND,
            Self::NoQuestions => texts::NO_QUESTIONS,
            Self::NoAudience => texts::NO_AUDIENCE,
            Self::AudienceBoth => texts::AUDIENCE_BOTH,
            Self::NothingTicked => texts::NOTHING_TICKED,
            Self::NoContent => texts::NO_CONTENT,
            Self::Key => texts::KEY,
            Self::RangeReversed => texts::RANGE_REVERSED,
            Self::TooLong { .. } => texts::TOO_LONG,
            Self::TooShort { .. } => texts::TOO_SHORT,
            Self::PrivateUse { .. } => texts::PRIVATE_USE,
            Self::NumberUnit { .. } => texts::NUMBER_UNIT,
            Self::NumberDigits { .. } => texts::NUMBER_DIGITS,
            Self::TooPrecise { .. } => texts::TOO_PRECISE,
            Self::TooSmall { .. } => texts::TOO_SMALL,
            Self::TooLarge { .. } => texts::TOO_LARGE,
            Self::TooMany { .. } => texts::TOO_MANY,
            Self::TooFew { .. } => texts::TOO_FEW,
            Self::DateFar { .. } => texts::DATE_FAR,
            Self::TooWide { .. } => texts::TOO_WIDE,
            Self::OutOfRange { .. } => texts::OUT_OF_RANGE,
        }
    }
}

/// In English, for logs and for messages of serde. Users read [`FieldProblem::message`].
impl fmt::Display for FieldProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for FieldProblem {}
