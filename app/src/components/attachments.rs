//! Files of a notice, a survey or an answer.

use leptos::prelude::*;

use super::{
    icon::{Icon, IconName},
    load::use_lang,
    status_chip::Tag,
};
use crate::text::common;

/// A file as it is listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// 本文, 別紙, 様式 or 参考.
    pub role: String,
    /// Its name.
    pub name: String,
    /// Where it is downloaded.
    pub href: String,
    /// Bytes.
    pub size: u64,
    /// More about it, such as 「第2版（11月25日差し替え）」.
    pub note: String,
    /// It was replaced by a newer version.
    pub replaced: bool,
}

/// A list of files to save.
#[component]
pub fn Attachments(
    /// The files, each old version after the one that replaced it.
    files: Vec<Attachment>,
) -> impl IntoView {
    view! { <ul class="attachments" role="list">{files.into_iter().map(file_view).collect_view()}</ul> }
}

fn file_view(file: Attachment) -> impl IntoView {
    let lang = use_lang();
    let extension = file.name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    let icon = match extension.as_str() {
        "xlsx" | "xls" | "csv" | "ods" => IconName::Table,
        "pdf" | "docx" | "doc" | "txt" | "pptx" | "odt" => IconName::FileText,
        _ => IconName::File,
    };
    let class = if file.replaced { "attachments__item attachments__item--old" } else { "attachments__item" };
    let role = if file.replaced { common::OLD_VERSION.get(lang).to_owned() } else { file.role };
    let mut about = vec![extension.to_uppercase(), size_text(file.size), file.note];
    about.retain(|part| !part.is_empty());
    view! {
        <li class=class>
            <Icon name=icon/>
            <div class="attachments__main">
                <Tag label=role/>
                <a href=file.href.clone()>{file.name.clone()}</a>
                <span class="attachments__meta">{about.join("・")}</span>
            </div>
            {(!file.replaced).then(|| view! {
                <div class="attachments__act">
                    <a class="button button--s" href=file.href download="">
                        <Icon name=IconName::Download/>
                        {common::SAVE_FILE.get(lang)}
                        <span class="visually-hidden">{format!(": {}", file.name)}</span>
                    </a>
                </div>
            })}
        </li>
    }
}

/// A number of bytes as people read it, in steps of 1,024.
pub fn size_text(bytes: u64) -> String {
    const KIB: u64 = 1 << 10;
    const MIB: u64 = 1 << 20;
    const GIB: u64 = 1 << 30;
    let tenths = |unit: u64| {
        let tenths = bytes.saturating_mul(10) / unit;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    match bytes {
        0..KIB => format!("{bytes} B"),
        KIB..MIB => format!("{} KB", bytes.div_ceil(KIB)),
        MIB..GIB => format!("{} MB", tenths(MIB)),
        _ => format!("{} GB", tenths(GIB)),
    }
}

#[cfg(test)]
mod tests {
    use super::size_text;

    #[test]
    fn sizes_are_short_and_never_zero_for_something() {
        assert_eq!(size_text(0), "0 B");
        assert_eq!(size_text(1023), "1023 B");
        assert_eq!(size_text(1025), "2 KB");
        assert_eq!(size_text(5 * 1024 * 1024 + 512 * 1024), "5.5 MB");
        assert_eq!(size_text(u64::MAX), "1717986918.3 GB");
    }
}
