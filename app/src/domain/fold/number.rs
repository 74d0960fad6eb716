//! Document numbers in every spelling: 市町村第１２３号, 市町村第123号, 「市町村 第百二十三号」 are one number.

use super::fold;

/// The key under which a document number finds all its spellings: folded, kanji numerals as digits, without 第 and 号,
/// blanks and brackets; a separator between two numbers (の, -, ・) is kept as `-`.
pub fn number_key(number: &str) -> String {
    let mut key = String::new();
    for part in parts(&fold(number)) {
        match part {
            Part::Number(digits) => {
                if key.ends_with(|last: char| last.is_ascii_digit()) {
                    key.push('-');
                }
                key.push_str(&digits);
            }
            Part::Letter(letter) => key.push(letter),
        }
    }
    key
}

/// All keys that should find a document number: the whole, and the part from the last number on (第123号 alone).
pub fn number_keys(number: &str) -> Vec<String> {
    let whole = number_key(number);
    let tail_at = whole
        .rfind(|ch: char| !ch.is_ascii_digit() && ch != '-')
        .map(|at| at + whole.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    match tail_at.and_then(|at| whole.get(at..)) {
        Some(tail) if !tail.is_empty() => vec![tail.to_owned(), whole],
        _ if whole.is_empty() => Vec::new(),
        _ => vec![whole],
    }
}

enum Part {
    Number(String),
    Letter(char),
}

fn parts(folded: &str) -> Vec<Part> {
    let chars: Vec<char> = folded.chars().collect();
    let mut parts = Vec::new();
    let mut rest = chars.as_slice();
    while let Some((&first, after)) = rest.split_first() {
        let length = rest.iter().take_while(|ch| ch.is_ascii_digit()).count();
        let kanji = rest.iter().take_while(|&&ch| kanji_value(ch).is_some()).count();
        if length > 0 {
            let (digits, after) = rest.split_at(length);
            parts.push(Part::Number(without_leading_zeros(digits)));
            rest = after;
        } else if kanji > 0 {
            let (numerals, after) = rest.split_at(kanji);
            parts.push(Part::Number(kanji_number(numerals)));
            rest = after;
        } else {
            let joins_numbers = first == 'の' && matches!(parts.last(), Some(Part::Number(_)));
            if first.is_alphanumeric() && !matches!(first, '第' | '号') && !joins_numbers {
                parts.push(Part::Letter(first));
            }
            rest = after;
        }
    }
    parts
}

fn without_leading_zeros(digits: &[char]) -> String {
    let text: String = digits.iter().collect();
    let trimmed = text.trim_start_matches('0');
    if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() }
}

/// The value of a kanji numeral; 元 as in 元年 is left to dates.
const fn kanji_value(ch: char) -> Option<u64> {
    Some(match ch {
        '〇' => 0,
        '一' | '壱' => 1,
        '二' | '弐' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        _ => return None,
    })
}

/// 百二十三 → 123; without 十百千万 the numerals are digits: 一二三 → 123.
fn kanji_number(numerals: &[char]) -> String {
    let values: Vec<u64> = numerals.iter().filter_map(|&ch| kanji_value(ch)).collect();
    if values.iter().all(|&value| value < 10) {
        let digits: Vec<char> = values.iter().filter_map(|&v| char::from_digit(u32::try_from(v).ok()?, 10)).collect();
        return without_leading_zeros(&digits);
    }
    let (mut total, mut section, mut digit) = (0_u64, 0_u64, 0_u64);
    for value in values {
        match value {
            0..=9 => digit = digit.saturating_mul(10).saturating_add(value),
            10_000 => {
                total = total.saturating_add(section.saturating_add(digit).max(1)).saturating_mul(value);
                (section, digit) = (0, 0);
            }
            unit => {
                section = section.saturating_add(digit.max(1).saturating_mul(unit));
                digit = 0;
            }
        }
    }
    total.saturating_add(section).saturating_add(digit).to_string()
}
