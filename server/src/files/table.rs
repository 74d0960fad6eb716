//! Tables as CSV: UTF-8 with a byte order mark, so that Excel reads them, and no cell that it would calculate (C-46).

use app::{
    domain::{calendar::format_instant, lang::Lang},
    ports::reach::LadderRow,
    text::{notices as text, reach},
};

use crate::sheet::{csv_writer, guarded};

/// Rows as CSV.
pub fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv_writer();
    for row in rows {
        // Writing to memory cannot fail.
        drop(writer.write_record(row.iter().map(|cell| guarded(cell).into_owned())));
    }
    writer.into_inner().unwrap_or_default()
}

/// The notice at every body, in code order.
pub fn deliveries(rows: &[LadderRow], lang: Lang) -> Vec<u8> {
    let head = [
        text::COL_CODE,
        text::COL_BODY,
        text::COL_STATE,
        text::COL_OPENED_AT,
        text::COL_OPENED_BY,
        text::COL_CONFIRMED_AT,
        text::COL_CONFIRMED_BY,
        reach::COL_REMINDED,
    ];
    let head = head.into_iter().map(|name| name.get(lang).to_owned()).collect();
    let rows = rows.iter().map(|row| {
        let at = |at: Option<_>| at.map(|at| format_instant(at, lang)).unwrap_or_default();
        let delivery = &row.delivery;
        vec![
            row.code.clone().unwrap_or_default(),
            row.name.clone(),
            delivery.state.text().get(lang).to_owned(),
            at(delivery.opened_at),
            delivery.opened_by.clone().unwrap_or_default(),
            at(delivery.confirmed_at),
            delivery.confirmed_by.clone().unwrap_or_default(),
            at(row.reminded_at),
        ]
    });
    csv(std::iter::once(head).chain(rows))
}

#[cfg(test)]
mod tests {
    use super::csv;

    #[test]
    fn excel_reads_it_and_calculates_nothing() {
        let rows = [vec!["=1+1".to_owned(), "石巻市".to_owned()], vec!["a,\"b".to_owned(), "@x".to_owned()]];
        assert_eq!(csv(rows), "\u{feff}'=1+1,石巻市\r\n\"a,\"\"b\",'@x\r\n".as_bytes());
    }
}
