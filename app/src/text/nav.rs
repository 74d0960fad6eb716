//! Name of the product and the ways through it.

use super::Text;

/// Name of the product.
pub const PRODUCT: Text = Text { ja: "回覧", en: "Kairan" };
/// What the product is, in a line.
pub const PRODUCT_LINE: Text = Text { ja: "県と市町村をつなぐ", en: "Prefecture and municipalities" };
/// Title of a page: name of the page, body, product.
pub const TITLE: Text = Text { ja: "{page} - {body} - 回覧", en: "{page} - {body} - Kairan" };
/// Title of a page before one is signed in.
pub const TITLE_GUEST: Text = Text { ja: "{page} - 回覧", en: "{page} - Kairan" };
/// Home page.
pub const HOME: Text = Text { ja: "今日やること", en: "Today" };
/// Notice archive.
pub const NOTICES: Text = Text { ja: "通知", en: "Notices" };
/// Surveys.
pub const SURVEYS: Text = Text { ja: "調査・照会", en: "Surveys" };
/// Directory.
pub const DIRECTORY: Text = Text { ja: "担当者名簿", en: "Directory" };
/// Search.
pub const SEARCH: Text = Text { ja: "検索", en: "Search" };
/// Administration.
pub const ADMIN: Text = Text { ja: "管理", en: "Administration" };
/// Help.
pub const HELP: Text = Text { ja: "使い方", en: "Help" };
/// Own account.
pub const ACCOUNT: Text = Text { ja: "利用者の設定", en: "Your account" };
/// To another body.
pub const SWITCH_BODY: Text = Text { ja: "団体を切り替える", en: "Act for another body" };
/// Signs in.
pub const LOG_IN: Text = Text { ja: "ログイン", en: "Sign in" };
/// Signs out.
pub const LOG_OUT: Text = Text { ja: "ログアウト", en: "Sign out" };
/// Who acts.
pub const ACTING: Text = Text { ja: "{name} として操作中", en: "acting as {name}" };
/// To the content, past the header.
pub const SKIP: Text = Text { ja: "本文へ移動", en: "Skip to the content" };
/// Opens the navigation on narrow screens.
pub const MENU: Text = Text { ja: "メニュー", en: "Menu" };
/// Name of the navigation.
pub const MAIN_NAV: Text = Text { ja: "主なメニュー", en: "Main menu" };
/// Name of the breadcrumbs.
pub const BREADCRUMBS: Text = Text { ja: "現在の場所", en: "You are here" };
/// Name of the search in the header.
pub const SEARCH_EVERYTHING: Text = Text { ja: "全体の検索", en: "Search everything" };
/// Label of a search box.
pub const SEARCH_LABEL: Text = Text { ja: "検索するキーワード", en: "Words to search" };
