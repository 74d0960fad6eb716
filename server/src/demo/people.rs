//! Invented people: names with readings, telephone numbers that no exchange serves, addresses below `.example`.

use std::collections::HashSet;

use super::DemoError;
use super::dice::Dice;
use super::model::Body;
use super::table;

const SURNAMES: &str = include_str!("content/surnames.tsv");
const GIVEN_NAMES: &str = include_str!("content/given_names.tsv");

/// Draws names, never the same twice.
#[derive(Debug)]
pub(super) struct NameBook {
    surnames: Vec<Vec<&'static str>>,
    given: Vec<Vec<&'static str>>,
    used: HashSet<String>,
}

/// A person's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// 「髙橋 翔太」
    pub written: String,
    /// 「たかはし しょうた」
    pub reading: String,
}

impl NameBook {
    /// Reads the tables.
    pub fn new() -> Result<Self, DemoError> {
        Ok(Self {
            surnames: table::rows("surnames.tsv", SURNAMES, 2)?,
            given: table::rows("given_names.tsv", GIVEN_NAMES, 2)?,
            used: HashSet::new(),
        })
    }

    /// A name that was not drawn before.
    pub fn draw(&mut self, dice: &mut Dice) -> Name {
        loop {
            let (Some([surname, surname_reading]), Some([given, given_reading])) =
                (dice.pick_early(&self.surnames).map(Vec::as_slice), dice.pick(&self.given).map(Vec::as_slice))
            else {
                return Name { written: "氏名 未定".to_owned(), reading: "しめい みてい".to_owned() };
            };
            let written = format!("{surname} {given}");
            if self.used.insert(written.clone()) {
                return Name { written, reading: format!("{surname_reading} {given_reading}") };
            }
        }
    }
}

/// Family name of a full name.
pub(super) fn surname(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// A telephone number of the body's area. Local exchanges never begin with 1, so nobody's telephone rings.
pub(super) fn telephone(dice: &mut Dice, area_code: &str) -> String {
    let exchange = exchange(dice, area_code);
    format!("{area_code}-{exchange}-{:04}", dice.between(1000, 9999))
}

/// 市内局番 for an area; six digits are left for it and the subscriber after a three-digit area code's seven.
fn exchange(dice: &mut Dice, area_code: &str) -> String {
    if area_code.len() <= 3 { format!("1{:02}", dice.between(10, 99)) } else { format!("1{}", dice.between(1, 9)) }
}

/// Another number of the same exchange as `main`.
pub(super) fn sibling_number(dice: &mut Dice, main: &str) -> String {
    let stem = main.rsplit_once('-').map_or(main, |(stem, _)| stem);
    format!("{stem}-{:04}", dice.between(1000, 9999))
}

/// Address on the internet side.
pub(super) fn internet_mail(local: &str, body: &Body) -> String {
    format!("{local}@{}.example", body.mail_stem)
}

/// Address on the LGWAN side.
pub(super) fn lgwan_mail(local: &str, body: &Body) -> String {
    format!("{local}@{}.lgwan.example", body.mail_stem)
}

/// Local part for a section: its reading in Latin letters, without 課.
pub(super) fn local_part(reading: &str) -> String {
    let mut latin = String::new();
    let mut rest = reading.trim_end_matches('か');
    while let Some(first) = rest.chars().next() {
        let (kana, sound) = SYLLABLES
            .iter()
            .find(|(kana, _)| rest.starts_with(kana))
            .copied()
            .unwrap_or((rest.get(..first.len_utf8()).unwrap_or(rest), ""));
        if kana == "っ" {
            double_next(&mut latin, rest);
        } else {
            latin.push_str(sound);
        }
        rest = rest.strip_prefix(kana).unwrap_or("");
    }
    latin
}

fn double_next(latin: &mut String, rest: &str) {
    let next = rest.strip_prefix('っ').unwrap_or("");
    let sound = SYLLABLES.iter().find(|(kana, _)| next.starts_with(kana)).map_or("", |(_, s)| s);
    latin.extend(sound.chars().next());
}

/// Longest first.
const SYLLABLES: &[(&str, &str)] = &[
    ("きょ", "kyo"),
    ("きゅ", "kyu"),
    ("きゃ", "kya"),
    ("しょ", "sho"),
    ("しゅ", "shu"),
    ("しゃ", "sha"),
    ("ちょ", "cho"),
    ("ちゅ", "chu"),
    ("ちゃ", "cha"),
    ("じょ", "jo"),
    ("じゅ", "ju"),
    ("じゃ", "ja"),
    ("ぎょ", "gyo"),
    ("りょ", "ryo"),
    ("りゅ", "ryu"),
    ("にゅ", "nyu"),
    ("ひょ", "hyo"),
    ("びょ", "byo"),
    ("あ", "a"),
    ("い", "i"),
    ("う", "u"),
    ("え", "e"),
    ("お", "o"),
    ("か", "ka"),
    ("き", "ki"),
    ("く", "ku"),
    ("け", "ke"),
    ("こ", "ko"),
    ("さ", "sa"),
    ("し", "shi"),
    ("す", "su"),
    ("せ", "se"),
    ("そ", "so"),
    ("た", "ta"),
    ("ち", "chi"),
    ("つ", "tsu"),
    ("て", "te"),
    ("と", "to"),
    ("な", "na"),
    ("に", "ni"),
    ("ぬ", "nu"),
    ("ね", "ne"),
    ("の", "no"),
    ("は", "ha"),
    ("ひ", "hi"),
    ("ふ", "fu"),
    ("へ", "he"),
    ("ほ", "ho"),
    ("ま", "ma"),
    ("み", "mi"),
    ("む", "mu"),
    ("め", "me"),
    ("も", "mo"),
    ("や", "ya"),
    ("ゆ", "yu"),
    ("よ", "yo"),
    ("ら", "ra"),
    ("り", "ri"),
    ("る", "ru"),
    ("れ", "re"),
    ("ろ", "ro"),
    ("わ", "wa"),
    ("を", "o"),
    ("ん", "n"),
    ("が", "ga"),
    ("ぎ", "gi"),
    ("ぐ", "gu"),
    ("げ", "ge"),
    ("ご", "go"),
    ("ざ", "za"),
    ("じ", "ji"),
    ("ず", "zu"),
    ("ぜ", "ze"),
    ("ぞ", "zo"),
    ("だ", "da"),
    ("ぢ", "ji"),
    ("づ", "zu"),
    ("で", "de"),
    ("ど", "do"),
    ("ば", "ba"),
    ("び", "bi"),
    ("ぶ", "bu"),
    ("べ", "be"),
    ("ぼ", "bo"),
    ("ぱ", "pa"),
    ("ぴ", "pi"),
    ("ぷ", "pu"),
    ("ぺ", "pe"),
    ("ぽ", "po"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_become_local_parts() {
        assert_eq!(local_part("そうむか"), "soumu");
        assert_eq!(local_part("じょうげすいどうか"), "jougesuidou");
        assert_eq!(local_part("けっさんか"), "kessan");
    }

    #[test]
    fn names_do_not_repeat() -> Result<(), DemoError> {
        let (mut book, mut dice) = (NameBook::new()?, Dice::new(1, "names"));
        let names: HashSet<_> = (0..800).map(|_| book.draw(&mut dice).written).collect();
        assert_eq!(names.len(), 800);
        Ok(())
    }

    #[test]
    fn telephones_ring_nowhere() {
        let mut dice = Dice::new(1, "phones");
        for area in ["022", "0225"] {
            let number = telephone(&mut dice, area);
            assert_eq!(number.replace('-', "").len(), 10);
            assert!(number.starts_with(&format!("{area}-1")), "{number}");
        }
    }
}
