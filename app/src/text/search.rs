//! Words of the search.

use super::Text;
use crate::domain::search::DocKind;

/// What is searched.
pub const LEAD: Text = Text {
    ja: "通知とその添付の中の文章、調査、担当者名簿をまとめて探します。",
    en: "Searches notices and the text inside their files, surveys and the directory.",
};
/// How many.
pub const RESULTS: Text = Text { ja: "検索結果（{n}件）", en: "Results ({n})" };
/// Name of the facets.
pub const NARROW: Text = Text { ja: "絞り込み", en: "Narrow down" };
/// Facet.
pub const BY_SORT: Text = Text { ja: "探す場所", en: "Where" };
/// Facet.
pub const BY_KIND: Text = Text { ja: "通知の種類", en: "Kind of notice" };
/// Facet.
pub const BY_YEAR: Text = Text { ja: "年度", en: "Fiscal year" };
/// Facet.
pub const BY_TAG: Text = Text { ja: "タグ", en: "Tag" };
/// Order.
pub const ORDER: Text = Text { ja: "並び順", en: "Order" };
/// Order.
pub const BEST: Text = Text { ja: "関係の深い順", en: "Best first" };
/// Order.
pub const NEWEST: Text = Text { ja: "新しい順", en: "Newest first" };
/// Takes a condition away.
pub const REMOVE: Text = Text { ja: "（選択を外す）", en: " (remove)" };
/// Nothing found.
pub const NOTHING: Text = Text { ja: "見つかりませんでした", en: "Nothing was found" };
/// What to try.
pub const NOTHING_TEXT: Text = Text {
    ja: "キーワードを短くする、別の言い方にする、絞り込みを外す、のいずれかを試してください。自分の団体に送られていない通知は表示しません。",
    en: "Try shorter or other words, or take conditions away. Notices that were not sent to your body are not shown.",
};
/// Takes every condition away.
pub const WITHOUT_CONDITIONS: Text = Text { ja: "絞り込みを全て外す", en: "Take every condition away" };
/// Nothing asked yet.
pub const ADVICE: Text = Text { ja: "探し方", en: "How to search" };
/// How.
pub const ADVICE_ITEMS: [Text; 5] = [
    Text {
        ja: "キーワードを空白で区切ると、全てのキーワードを含むものを探します。",
        en: "Words apart by spaces: everything that has all of them.",
    },
    Text {
        ja: "「\"地方交付税の算定\"」のように引用符で囲むと、その並びのまま探します。",
        en: "Words in quotation marks, such as \"地方交付税の算定\", are searched as they stand.",
    },
    Text {
        ja: "「市町村第123号」のような文書番号でも探せます。",
        en: "Document numbers, such as 市町村第123号, are found as well.",
    },
    Text {
        ja: "全角と半角、大文字と小文字、新字体と旧字体の違いは区別しません。",
        en: "Width of characters, upper and lower case, and old forms of kanji make no difference.",
    },
    Text {
        ja: "キーワードの前に「-」を付けると、そのキーワードを含むものを除きます。",
        en: "A word after \"-\" leaves out everything that has it.",
    },
];
/// The index is being made.
pub const REBUILDING: Text = Text {
    ja: "検索の準備をしています。まだ見つからないものがあります。",
    en: "The index is being rebuilt. Some things cannot be found yet.",
};
/// It cannot be searched.
pub const REFUSED: Text = Text { ja: "検索できませんでした", en: "This cannot be searched" };
/// It was withdrawn.
pub const WITHDRAWN: Text = Text { ja: "取下げ", en: "Withdrawn" };

/// The sort of a hit.
pub const fn sort(kind: DocKind) -> Text {
    match kind {
        DocKind::Notice => Text { ja: "通知", en: "Notice" },
        DocKind::Attachment => Text { ja: "添付", en: "File" },
        DocKind::Survey => Text { ja: "調査", en: "Survey" },
        DocKind::Contact => Text { ja: "担当者", en: "Contact" },
    }
}
