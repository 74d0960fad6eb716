//! What may stand in a text: the rules that every typed text passes, whatever field it is for.
//!
//! Texts are trimmed and composed (NFC), never changed in their characters: NFKC would turn the 神 of a name into
//! another 神, and so would plain NFC for compatibility ideographs, which are therefore left alone.

use unicode_normalization::UnicodeNormalization;

use super::problem::FieldProblem;

/// A text of one line, at most `max` characters. `None` when blank.
///
/// # Errors
/// [`FieldProblem::ControlCharacter`], [`FieldProblem::PrivateUse`], [`FieldProblem::BidiControl`] or
/// [`FieldProblem::TooLong`].
pub fn single_line(input: &str, max: usize) -> Result<Option<String>, FieldProblem> {
    refuse_huge(input, max)?;
    let text = composed(input);
    check_characters(&text, |c| !c.is_control() && !is_line_separator(c))?;
    finish(&text, max)
}

/// A text of several lines, at most `max` characters; line ends become `\n`. `None` when blank.
///
/// # Errors
/// As [`single_line`], but line breaks and tabs are fine.
pub fn multi_line(input: &str, max: usize) -> Result<Option<String>, FieldProblem> {
    refuse_huge(input, max)?;
    let text = composed(&input.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n"));
    check_characters(&text, |c| !c.is_control() || matches!(c, '\n' | '\t'))?;
    finish(&text, max)
}

/// Whether a character comes from the private use areas (外字 of one machine).
pub const fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Whether a character is machine-dependent by the government's rules for readable data (L1-08): it has a plain
/// equivalent that every machine shows and every program reads, such as ① for 1, ㈱ for (株) and ｱ for ア.
pub fn is_machine_dependent(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24FF}' | '\u{2160}'..='\u{217F}' | '\u{3200}'..='\u{33FF}' | '\u{FF66}'..='\u{FF9F}')
}

/// Digits, Latin letters and marks of any width as ASCII, outer blanks removed. For fields that hold only such.
pub fn fold_width(input: &str) -> String {
    input.trim().nfkc().collect()
}

const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

const fn is_line_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Left behind by copying from web pages and files; shows nothing and means nothing.
const fn is_paste_residue(c: char) -> bool {
    matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{2060}')
}

/// Ideographs that NFC would replace although they are other shapes of a name.
const fn is_compatibility_ideograph(c: char) -> bool {
    matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

/// NFC for everything but compatibility ideographs, without paste residue.
fn composed(input: &str) -> String {
    let clean: String = input.chars().filter(|c| !is_paste_residue(*c)).collect();
    if clean.is_ascii() {
        return clean;
    }
    let mut out = String::with_capacity(clean.len());
    for piece in clean.split_inclusive(is_compatibility_ideograph) {
        let kept = piece.chars().next_back().filter(|c| is_compatibility_ideograph(*c));
        out.extend(piece.strip_suffix(is_compatibility_ideograph).unwrap_or(piece).nfc());
        out.extend(kept);
    }
    out
}

/// Refuses a paste of megabytes before any work is done on it. Composing and trimming never bring so much down to `max`.
fn refuse_huge(input: &str, max: usize) -> Result<(), FieldProblem> {
    let limit = max.saturating_mul(8).saturating_add(1000);
    if input.chars().nth(limit).is_some() { Err(FieldProblem::TooLong { max }) } else { Ok(()) }
}

fn check_characters(text: &str, is_plain: impl Fn(char) -> bool) -> Result<(), FieldProblem> {
    let text = text.trim();
    for (index, c) in text.chars().enumerate() {
        if is_private_use(c) {
            return Err(FieldProblem::PrivateUse { position: index + 1 });
        }
        if is_bidi_control(c) {
            return Err(FieldProblem::BidiControl);
        }
        if !is_plain(c) {
            return Err(FieldProblem::ControlCharacter);
        }
    }
    Ok(())
}

fn finish(text: &str, max: usize) -> Result<Option<String>, FieldProblem> {
    let text = text.trim();
    if text.chars().count() > max {
        return Err(FieldProblem::TooLong { max });
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("通知", "通知")]
    #[case::trimmed("　通知 \t", "通知")]
    #[case::trailing_line_break("通知\r\n", "通知")]
    #[case::inner_space("山田　太郎", "山田　太郎")]
    #[case::decomposed_kana("か\u{3099}っこう", "がっこう")]
    #[case::compatibility_ideograph_kept("\u{FA19}戸", "\u{FA19}戸")]
    #[case::both("\u{FA19}か\u{3099}\u{FA11}", "\u{FA19}が\u{FA11}")]
    #[case::variation_selector_kept("葛\u{E0100}城", "葛\u{E0100}城")]
    #[case::outside_bmp("𠮷野家", "𠮷野家")]
    #[case::half_width_kept("ｱｲｳ①㈱", "ｱｲｳ①㈱")]
    #[case::byte_order_mark("\u{FEFF}通\u{200B}知", "通知")]
    fn keeps_what_is_written(#[case] typed: &str, #[case] kept: &str) {
        assert_eq!(single_line(typed, 50), Ok(Some(kept.to_owned())));
    }

    #[rstest]
    #[case("通知\n別紙", FieldProblem::ControlCharacter)]
    #[case("通知\t別紙", FieldProblem::ControlCharacter)]
    #[case("通知\u{2028}別紙", FieldProblem::ControlCharacter)]
    #[case("a\u{0}b", FieldProblem::ControlCharacter)]
    #[case("a\u{7f}b", FieldProblem::ControlCharacter)]
    #[case("　\u{E000}田", FieldProblem::PrivateUse { position: 1 })]
    #[case("山\u{F8FF}", FieldProblem::PrivateUse { position: 2 })]
    #[case("山\u{F0001}", FieldProblem::PrivateUse { position: 2 })]
    #[case("invoice\u{202E}fdp.exe", FieldProblem::BidiControl)]
    #[case("a\u{2066}b", FieldProblem::BidiControl)]
    #[case("一二三四五六", FieldProblem::TooLong { max: 5 })]
    fn refuses_with_a_reason(#[case] typed: &str, #[case] problem: FieldProblem) {
        assert_eq!(single_line(typed, 5), Err(problem));
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert_eq!(single_line("𠮷野家五字", 5), Ok(Some("𠮷野家五字".to_owned())));
        assert_eq!(single_line(" 　 ", 5), Ok(None));
    }

    #[test]
    fn several_lines_keep_their_breaks() {
        assert_eq!(multi_line("一\r\n二\r三\n\t四\n", 50), Ok(Some("一\n二\n三\n\t四".to_owned())));
        assert_eq!(multi_line("一\u{0b}二", 50), Err(FieldProblem::ControlCharacter));
        assert_eq!(multi_line("\r\n", 50), Ok(None));
    }

    #[test]
    fn machine_dependent_characters() {
        assert!("①Ⅲ㈱㍻ｱ".chars().all(is_machine_dependent));
        assert!(!"1ア髙﨑株ー々".chars().any(is_machine_dependent));
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(input in "\\PC{0,40}|[か\u{3099}\u{FA19} 　a\u{200B}]{0,12}") {
            if let Ok(Some(once)) = single_line(&input, 40) {
                prop_assert_eq!(single_line(&once, 40), Ok(Some(once.clone())));
            }
            if let Ok(Some(once)) = multi_line(&input, 40) {
                prop_assert_eq!(multi_line(&once, 40), Ok(Some(once.clone())));
            }
        }
    }
}
