//! Name of the product and the ways through it.

use super::Text;

/// Name of the product.
pub const PRODUCT: Text = Text { ja: "回覧", en: "Kairan" };
/// Home page.
pub const HOME: Text = Text { ja: "今日やること", en: "Today" };
/// Notice archive.
pub const NOTICES: Text = Text { ja: "通知", en: "Notices" };
/// Surveys.
pub const SURVEYS: Text = Text { ja: "調査", en: "Surveys" };
/// Directory.
pub const DIRECTORY: Text = Text { ja: "担当者名簿", en: "Directory" };
/// Search.
pub const SEARCH: Text = Text { ja: "検索", en: "Search" };
/// Administration.
pub const ADMIN: Text = Text { ja: "管理", en: "Administration" };
