//! Plain text in whatever encoding Japanese offices use.

use std::io::{Read, Write};

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS};

use super::wire::{Fault, MAX_TEXT, Sink};

/// Passes the text on.
pub(super) fn extract<W: Write>(file: impl Read, sink: &mut Sink<W>) -> Result<bool, Fault> {
    let mut bytes = Vec::new();
    let most = MAX_TEXT as u64 * 2;
    file.take(most).read_to_end(&mut bytes)?;
    let all = (bytes.len() as u64) < most;
    Ok(sink.text(None, &decode(&bytes))? && all)
}

/// The text of `bytes`: a byte-order mark decides; else what is valid UTF-8 is; else escape sequences mean ISO-2022-JP;
/// else EUC-JP if it is valid (`Shift_JIS` reads every EUC-JP text as half-width kana); else Windows' `Shift_JIS`.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        if !bytes.contains(&0x1b) {
            return text.to_owned();
        }
        let (decoded, _, errors) = ISO_2022_JP.decode(bytes);
        return if errors { text.to_owned() } else { decoded.into_owned() };
    }
    let (euc, _, wrong) = EUC_JP.decode(bytes);
    if !wrong {
        return euc.into_owned();
    }
    SHIFT_JIS.decode(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "通知文 髙﨑 ①㈱ ｶﾅ\r\n";

    #[test]
    fn every_encoding_of_an_office_is_read() {
        let utf16 = |swap: bool| -> Vec<u8> {
            let units = std::iter::once(0xFEFF).chain(TEXT.encode_utf16());
            units.flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        assert_eq!(decode(TEXT.as_bytes()), TEXT);
        assert_eq!(decode(format!("\u{FEFF}{TEXT}").as_bytes()), TEXT);
        assert_eq!(decode(&utf16(false)), TEXT);
        assert_eq!(decode(&utf16(true)), TEXT);
        assert_eq!(decode(&SHIFT_JIS.encode(TEXT).0), TEXT);
        let plain = "通知文と別紙の一覧";
        assert_eq!(decode(&EUC_JP.encode(plain).0), plain);
        assert_eq!(decode(&ISO_2022_JP.encode(plain).0), plain);
        assert_eq!(decode(b""), "");
    }

    #[test]
    fn any_bytes_give_some_text() {
        let bytes: Vec<u8> = (0..=255).cycle().take(1000).collect();
        assert!(!decode(&bytes).is_empty());
    }
}
