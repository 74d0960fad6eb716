//! One entry as the cells of a table.

use leptos::prelude::*;

use crate::{
    components::{
        load::use_lang,
        status_chip::Tag,
        table::{Cell, Column, RowHead},
    },
    domain::contact::ContactContent,
    text::directory as words,
};

/// The columns that [`cells`] fills.
pub(super) fn columns() -> Vec<Column> {
    let lang = use_lang();
    [words::PLACE, words::NAME, words::PHONES, words::MAILS, words::DUTY]
        .map(|text| Column::text(text.get(lang)))
        .into()
}

/// Place, person, numbers, mail and duties.
pub(super) fn cells(content: ContactContent) -> impl IntoView {
    let lang = use_lang();
    let place = [content.department.clone(), content.section.clone(), content.unit.clone()];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let name = if content.name.is_empty() { words::VACANT.get(lang).to_owned() } else { content.name.clone() };
    let (numbers, mails) = (numbers(&content), mails(&content));
    let (post, reading, note) = (below(content.post), below(content.reading), below(content.note));
    let duties = content.duties.into_iter().map(|label| view! { <Tag label/>" " }).collect_view();
    view! {
        <RowHead label=words::PLACE.get(lang)>{place}{post}</RowHead>
        <Cell label=words::NAME.get(lang)><div class="nowrap">{name}</div>{reading}</Cell>
        <Cell label=words::PHONES.get(lang)>{numbers}</Cell>
        <Cell label=words::MAILS.get(lang)>{mails}</Cell>
        <Cell label=words::DUTY.get(lang)>{duties}{note}</Cell>
    }
}

/// A second line, unless it is blank.
fn below(text: String) -> Option<impl IntoView> {
    (!text.is_empty()).then(|| view! { <div class="small muted keep">{text}</div> })
}

fn numbers(content: &ContactContent) -> impl IntoView + use<> {
    let lang = use_lang();
    let extension =
        (!content.extension.is_empty()).then(|| words::EXTENSION_OF.fill(lang, &[("n", &content.extension)]));
    let main = (!content.phone.is_empty() || extension.is_some()).then(|| {
        view! { <div class="nowrap">{call("", &content.phone)}" "{extension}</div> }
    });
    let other = |label: &'static str, number: &str| {
        (!number.is_empty()).then(|| view! { <div class="nowrap">{call(label, number)}</div> })
    };
    let direct = other(words::DIRECT_OF.get(lang), &content.direct_phone);
    let fax = (!content.fax.is_empty()).then(|| {
        let text = format!("{}{}", words::FAX_OF.get(lang), content.fax);
        view! { <div class="nowrap">{text}</div> }
    });
    view! { {main}{direct}{fax} }
}

/// A number to call. Only digits and `+` go into the address.
fn call(label: &'static str, number: &str) -> impl IntoView + use<> {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let text = number.to_owned();
    (!digits.is_empty()).then(|| view! { {label}<a href=format!("tel:{digits}")>{text}</a> })
}

fn mails(content: &ContactContent) -> impl IntoView + use<> {
    [&content.lgwan_mail, &content.internet_mail]
        .into_iter()
        .filter(|address| !address.is_empty())
        .map(|address| view! { <div><a href=mail_to(address)>{address.clone()}</a></div> })
        .collect_view()
}

/// `mailto:` with everything escaped that could begin a second address or a header (RFC 6068 §2).
fn mail_to(address: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"@.-_".contains(&byte);
    let escaped = address.bytes().fold(String::new(), |mut text, byte| {
        if plain(byte) {
            text.push(char::from(byte));
        } else {
            text.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
        text
    });
    format!("mailto:{escaped}")
}

/// The digit of a number below 16.
fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).map_or('0', |digit| digit.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::mail_to;

    #[test]
    fn an_address_starts_no_header() {
        assert_eq!(mail_to("kikaku-1@city.example.jp"), "mailto:kikaku-1@city.example.jp");
        assert_eq!(mail_to("a?bcc=x&y@b.jp"), "mailto:a%3Fbcc%3Dx%26y@b.jp");
    }
}
