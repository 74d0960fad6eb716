//! What is written about a person: reading, mail addresses, telephone numbers.

use unicode_normalization::UnicodeNormalization;

use super::{problem::FieldProblem, text_rules::fold_width};

/// Longest mail address (RFC 5321 with the correction of RFC 3696).
pub const EMAIL_MAX: usize = 254;

/// Longest telephone number as it is typed.
pub const PHONE_MAX: usize = 60;

/// ふりがな in hiragana; katakana of any width is folded. Blanks between the parts become one full-width blank.
/// `None` when blank.
///
/// # Errors
/// [`FieldProblem::Reading`] for anything but kana, [`FieldProblem::TooLong`].
pub fn reading(input: &str, max: usize) -> Result<Option<String>, FieldProblem> {
    let kana: String = input.nfkc().map(to_hiragana).collect();
    let text = kana.split_whitespace().collect::<Vec<_>>().join("　");
    if text.chars().count() > max {
        return Err(FieldProblem::TooLong { max });
    }
    if !text.chars().all(is_reading) {
        return Err(FieldProblem::Reading);
    }
    Ok((!text.is_empty()).then_some(text))
}

/// Katakana as hiragana; everything else as it is.
pub fn to_hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

const fn is_reading(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ' | 'ー' | '・' | '　')
}

/// A mail address, its domain in lower case. `None` when blank.
///
/// Takes what mail servers deliver: a dot-atom (RFC 5322 §3.2.3), `@`, a domain name with a dot. Quoted local parts and
/// address literals are refused; nobody uses them.
///
/// # Errors
/// [`FieldProblem::Email`].
pub fn email(input: &str) -> Result<Option<String>, FieldProblem> {
    let text = fold_width(input);
    if text.is_empty() {
        return Ok(None);
    }
    let (local, domain) = text.rsplit_once('@').ok_or(FieldProblem::Email)?;
    if text.len() > EMAIL_MAX || !is_local_part(local) || !is_domain(domain) {
        return Err(FieldProblem::Email);
    }
    Ok(Some(format!("{local}@{}", domain.to_ascii_lowercase())))
}

fn is_local_part(local: &str) -> bool {
    let is_atom = |atom: &str| {
        !atom.is_empty() && atom.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    };
    local.len() <= 64 && local.split('.').all(is_atom)
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let all_digits = domain.rsplit('.').next().is_none_or(|top| top.bytes().all(|b| b.is_ascii_digit()));
    domain.contains('.') && !all_digits && domain.split('.').all(is_label)
}

/// A telephone number, with an extension where there is one: `022-211-2222`, `022-211-2222 内線1234`, `内線1234`.
/// `None` when blank.
///
/// # Errors
/// [`FieldProblem::Phone`], [`FieldProblem::TooLong`].
pub fn phone(input: &str) -> Result<Option<String>, FieldProblem> {
    let text: String = fold_width(input).chars().map(plain_hyphen).filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        return Ok(None);
    }
    if text.chars().count() > PHONE_MAX {
        return Err(FieldProblem::TooLong { max: PHONE_MAX });
    }
    let bare = text.strip_suffix(')').and_then(|t| t.split_once("(内線").map(|(n, e)| format!("{n}内線{e}")));
    let text =
        bare.unwrap_or(text).to_lowercase().replace("ext.", "内線").replace("ext", "内線").replace("内線:", "内線");
    let (number, extension) = match text.split_once("内線") {
        Some((number, extension)) => (number, Some(extension)),
        None => (text.as_str(), None),
    };
    let number_fits = if number.is_empty() { extension.is_some() } else { is_number(number) };
    if !number_fits || !extension.is_none_or(is_extension) {
        return Err(FieldProblem::Phone);
    }
    Ok(Some(match extension {
        Some(extension) if number.is_empty() => format!("内線{extension}"),
        Some(extension) => format!("{number} 内線{extension}"),
        None => number.to_owned(),
    }))
}

/// An extension: `1234`, `内線１２３４`, `1234・1235`. `None` when blank.
///
/// # Errors
/// [`FieldProblem::Extension`].
pub fn extension(input: &str) -> Result<Option<String>, FieldProblem> {
    let text: String = fold_width(input).chars().map(plain_hyphen).filter(|c| !c.is_whitespace()).collect();
    let bare = text.strip_prefix("内線").unwrap_or(&text).trim_start_matches(':');
    match bare {
        "" if text.is_empty() => Ok(None),
        _ if bare.len() <= PHONE_MAX && is_extension(bare) => Ok(Some(bare.to_owned())),
        _ => Err(FieldProblem::Extension),
    }
}

/// Hyphens, dashes and the 長音 that Japanese keyboards give for one.
const fn plain_hyphen(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' | 'ｰ' => '-',
        _ => c,
    }
}

/// Three digits (110) to fifteen (E.164), grouped by hyphens or brackets, `+` in front for abroad.
fn is_number(number: &str) -> bool {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let national = number.strip_prefix('+').unwrap_or(number);
    let shaped = national.bytes().all(|b| b.is_ascii_digit() || b"-()".contains(&b));
    let ends_well = national.ends_with(|c: char| c.is_ascii_digit()) && !national.starts_with(['-', ')']);
    let paired = national.matches('(').count() == national.matches(')').count();
    (3..=15).contains(&digits) && shaped && ends_well && paired && !national.contains("--")
}

/// One extension, or several: `1234`, `1234・1235`, `1234-5`.
fn is_extension(extension: &str) -> bool {
    extension.split(['・', ',', '、', '-']).all(|e| (1..=8).contains(&e.len()) && e.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("やまだ たろう", "やまだ　たろう")]
    #[case("ヤマダ　タロウ", "やまだ　たろう")]
    #[case("ﾔﾏﾀﾞ ﾀﾛｳ", "やまだ　たろう")]
    #[case("ヴァイオレット", "ゔぁいおれっと")]
    #[case(" さいとー ", "さいとー")]
    #[case("マリア・ルイス", "まりあ・るいす")]
    fn readings_become_hiragana(#[case] typed: &str, #[case] kept: &str) {
        assert_eq!(reading(typed, 20), Ok(Some(kept.to_owned())));
    }

    #[test]
    fn readings_are_kana() {
        assert_eq!(reading("山田 たろう", 20), Err(FieldProblem::Reading));
        assert_eq!(reading("yamada", 20), Err(FieldProblem::Reading));
        assert_eq!(reading("やまだ\u{0}", 20), Err(FieldProblem::Reading));
        assert_eq!(reading("ああああ", 3), Err(FieldProblem::TooLong { max: 3 }));
        assert_eq!(reading(" ", 3), Ok(None));
    }

    #[rstest]
    #[case("kikaku@city.ishinomaki.lg.jp", "kikaku@city.ishinomaki.lg.jp")]
    #[case("ｋｉｋａｋｕ＠ｃｉｔｙ．ｌｇ．ｊｐ", "kikaku@city.lg.jp")]
    #[case(" A.b+c_d@Example.LG.JP\n", "A.b+c_d@example.lg.jp")]
    fn addresses(#[case] typed: &str, #[case] kept: &str) {
        assert_eq!(email(typed), Ok(Some(kept.to_owned())));
    }

    #[rstest]
    #[case("kikaku")]
    #[case("kikaku@localhost")]
    #[case("@city.lg.jp")]
    #[case("a@b@c.jp")]
    #[case("a..b@c.jp")]
    #[case(".a@c.jp")]
    #[case("a.@c.jp")]
    #[case("a b@c.jp")]
    #[case("a@c..jp")]
    #[case("a@-c.jp")]
    #[case("a@c-.jp")]
    #[case("a@192.168.0.1")]
    #[case("企画@city.lg.jp")]
    #[case("a@市.jp")]
    #[case("a@c.jp\nBcc: x@y.jp")]
    #[case("a\u{0}@c.jp")]
    #[case("<a@c.jp>")]
    #[case("a@c.jp,b@c.jp")]
    fn no_addresses(#[case] typed: &str) {
        assert_eq!(email(typed), Err(FieldProblem::Email), "{typed}");
    }

    #[test]
    fn address_lengths() {
        let address = |local: usize, label: usize| format!("{}@{}.jp", "a".repeat(local), "b".repeat(label));
        assert!(email(&address(64, 63)).is_ok());
        assert_eq!(email(&address(65, 63)), Err(FieldProblem::Email));
        assert_eq!(email(&address(64, 64)), Err(FieldProblem::Email));
        let long = format!("a@{}.jp", vec!["b".repeat(60); 5].join("."));
        assert_eq!(email(&long), Err(FieldProblem::Email));
        assert_eq!(email(" "), Ok(None));
    }

    #[rstest]
    #[case("022-211-2222", "022-211-2222")]
    #[case("０２２−２１１−２２２２", "022-211-2222")]
    #[case("０２２ー２１１ー２２２２", "022-211-2222")]
    #[case("0222112222", "0222112222")]
    #[case("(022)211-2222", "(022)211-2222")]
    #[case("022(211)2222", "022(211)2222")]
    #[case("+81-22-211-2222", "+81-22-211-2222")]
    #[case("022-211-2222（内線1234）", "022-211-2222 内線1234")]
    #[case("022-211-2222 内線 １２３４", "022-211-2222 内線1234")]
    #[case("022-211-2222 内線：1234・1235", "022-211-2222 内線1234・1235")]
    #[case("022-211-2222 ext. 1234", "022-211-2222 内線1234")]
    #[case("内線1234", "内線1234")]
    #[case("119", "119")]
    fn numbers(#[case] typed: &str, #[case] kept: &str) {
        assert_eq!(phone(typed), Ok(Some(kept.to_owned())));
        assert_eq!(phone(kept), Ok(Some(kept.to_owned())), "what is kept can be saved again");
    }

    #[rstest]
    #[case("代表")]
    #[case("12")]
    #[case("022-211-2222-")]
    #[case("022--211-2222")]
    #[case("022-211-2222 内線")]
    #[case("022-211-2222 内線あ")]
    #[case("1234567890123456")]
    #[case("(022-211-2222")]
    #[case("022-211-2222; 022-211-3333")]
    fn no_numbers(#[case] typed: &str) {
        assert_eq!(phone(typed), Err(FieldProblem::Phone), "{typed}");
    }

    #[rstest]
    #[case("1234", Ok(Some("1234")))]
    #[case("内線：１２３４・１２３５", Ok(Some("1234・1235")))]
    #[case(" ", Ok(None))]
    #[case("内線", Err(FieldProblem::Extension))]
    #[case("なし", Err(FieldProblem::Extension))]
    fn extensions(#[case] typed: &str, #[case] kept: Result<Option<&str>, FieldProblem>) {
        assert_eq!(extension(typed), kept.map(|k| k.map(str::to_owned)));
    }

    proptest! {
        #[test]
        fn never_panics(input in "[0-9()+内線・ -]{0,20}|[a-z@.]{0,20}|\\PC{0,30}") {
            let _ = (phone(&input), extension(&input), email(&input), reading(&input, 10));
        }
    }
}
