//! The sentences of [`super::problem::FieldProblem`], each saying what to do next.

use super::lang::Text;

pub(super) const REQUIRED: Text = Text { ja: "入力してください。", en: "Please fill this in." };
pub(super) const TOO_LONG: Text =
    Text { ja: "{max}文字以内にしてください。", en: "Please use at most {max} characters." };
pub(super) const TOO_SHORT: Text =
    Text { ja: "{min}文字以上にしてください。", en: "Please use at least {min} characters." };
pub(super) const FORMAT: Text = Text {
    ja: "書き方を確かめて、入力し直してください。",
    en: "Please check the form of the entry and type it again.",
};
pub(super) const UNKNOWN_CHOICE: Text =
    Text { ja: "一覧の中から選んでください。", en: "Please choose from the list." };
pub(super) const DUPLICATE: Text = Text {
    ja: "既に使われています。別の値にしてください。",
    en: "This is in use already. Please choose another.",
};
pub(super) const WEAK_PASSWORD: Text = Text {
    ja: "推測されやすいパスワードです。別のものにしてください。",
    en: "This password is easy to guess. Please choose another.",
};
pub(super) const MISMATCH: Text = Text {
    ja: "二つの入力が一致しません。もう一度入力してください。",
    en: "The two entries differ. Please type them again.",
};
pub(super) const WRONG_PASSWORD: Text = Text {
    ja: "パスワードが違います。確かめて、もう一度入力してください。",
    en: "This is not your password. Please check and type it again.",
};
pub(super) const CONTROL_CHARACTER: Text = Text {
    ja: "改行又は目に見えない制御文字が入っています。消して、入力し直してください。",
    en: "This holds a line break or an invisible control character. Please remove it and type again.",
};
pub(super) const PRIVATE_USE: Text = Text {
    ja: "{position}文字目は外字のため、ほかの端末では表示できません。常用の字体に替え、必要なら備考に正しい字を説明してください。",
    en: "Character {position} is a private-use character that other machines cannot show. Please use a standard character and describe the right one in a note.",
};
pub(super) const BIDI_CONTROL: Text = Text {
    ja: "文字の向きを変える特殊な文字が入っています。消して、入力し直してください。",
    en: "This holds a character that changes the direction of writing. Please remove it and type again.",
};
pub(super) const EMAIL: Text = Text {
    ja: "「名前@city.example.lg.jp」の形で入力してください。",
    en: "Please type it like name@city.example.lg.jp.",
};
pub(super) const PHONE: Text = Text {
    ja: "「022-211-2222」又は「022-211-2222 内線1234」の形で入力してください。",
    en: "Please type it like 022-211-2222 or 022-211-2222 ext. 1234.",
};
pub(super) const EXTENSION: Text = Text {
    ja: "「1234」のように内線番号だけを数字で入力してください。",
    en: "Please type only the digits of the extension, like 1234.",
};
pub(super) const READING: Text = Text {
    ja: "ひらがな又はカタカナで入力してください。",
    en: "Please type the reading in hiragana or katakana.",
};
pub(super) const BODY_CODE: Text = Text {
    ja: "団体コードは「042021」のような6桁の数字で入力してください。",
    en: "Please type the body code as six digits, like 042021.",
};
pub(super) const BODY_CODE_CHECK_DIGIT: Text = Text {
    ja: "団体コードの検査数字が合いません。6桁を一つずつ確かめて、入力し直してください。",
    en: "The check digit does not fit. Please compare all six digits and type them again.",
};
pub(super) const BODY_CODE_AMBIGUOUS: Text = Text {
    ja: "5桁では団体を一つに決められません。検査数字を含む6桁で入力してください。",
    en: "Five digits could mean two bodies. Please type all six, with the check digit.",
};
pub(super) const DATE: Text = Text {
    ja: "「令和8年4月1日」「R8.4.1」又は「2026/4/1」の形で、暦にある日付を入力してください。",
    en: "Please type a date of the calendar, like 2026-04-01, 2026/4/1 or R8.4.1.",
};
pub(super) const ERA_BOUNDARY: Text = Text {
    ja: "その元号にはない日付です。正しい元号又は西暦で入力してください。",
    en: "This date is not in that era. Please use the right era or the western year.",
};
pub(super) const BEFORE_MEIJI: Text = Text {
    ja: "明治元年1月25日（1868年）以後の日付を入力してください。",
    en: "Please type a date on or after 25 January 1868.",
};
pub(super) const TIME: Text = Text {
    ja: "「17:15」又は「17時15分」の形で入力してください。",
    en: "Please type a time like 17:15.",
};
pub(super) const DATE_PAST: Text = Text {
    ja: "既に過ぎた日時です。これからの日時にしてください。",
    en: "This is in the past. Please choose a later date or time.",
};
pub(super) const CONFIRM_NOT_ASKED: Text = Text {
    ja: "確認を求めない通知に、確認期限は付けられません。空けるか、確認を求めてください。",
    en: "A notice that asks for no confirmation has no date for it. Leave it blank or ask for the confirmation.",
};
pub(super) const DATE_FAR: Text = Text {
    ja: "{until}までの日付にしてください。年を確かめて、入力し直してください。",
    en: "Please choose a date up to {until}. Please check the year and type it again.",
};
pub(super) const NUMBER: Text = Text {
    ja: "「1200」のように数字で入力してください。ないときは空欄、零のときは0とします。",
    en: "Please type a number like 1200. Leave it blank when there is none, type 0 for zero.",
};
pub(super) const NUMBER_UNIT: Text = Text {
    ja: "「{unit}」を除き、欄の単位に合わせた数字だけを入力してください。",
    en: "Please leave out “{unit}” and type only digits, in the unit of the field.",
};
pub(super) const NUMBER_DIGITS: Text = Text {
    ja: "整数部分を{max}桁以内にしてください。",
    en: "Please use at most {max} digits before the decimal point.",
};
pub(super) const NOT_WHOLE: Text =
    Text { ja: "小数のない数にしてください。", en: "Please type a whole number." };
pub(super) const TOO_PRECISE: Text = Text {
    ja: "小数点以下を{max}桁までにしてください。",
    en: "Please use at most {max} digits after the decimal point.",
};
pub(super) const TOO_SMALL: Text =
    Text { ja: "{min}以上の数にしてください。", en: "Please type {min} or more." };
pub(super) const TOO_LARGE: Text =
    Text { ja: "{max}以下の数にしてください。", en: "Please type {max} or less." };
pub(super) const TOO_MANY: Text =
    Text { ja: "{max}件以内にしてください。", en: "Please keep it to {max} at most." };
pub(super) const TOO_FEW: Text =
    Text { ja: "{min}件以上にしてください。", en: "Please give at least {min}." };
pub(super) const ONE_CHOICE: Text = Text { ja: "一つだけ選んでください。", en: "Please choose only one." };
pub(super) const OTHER_TEXT: Text = Text {
    ja: "「その他」を選び、その内容を欄に入力してください。",
    en: "Please choose “Other” and say what in the field beside it.",
};
pub(super) const UNKNOWN_FILE: Text = Text {
    ja: "このファイルは見つかりません。もう一度選んでください。",
    en: "This file is not here. Please choose it again.",
};
pub(super) const UNKNOWN_QUESTION: Text = Text {
    ja: "この設問は様式にありません。様式を開き直し、設問の記号を確かめてください。",
    en: "The form has no such question. Please reopen the form and check the key.",
};
pub(super) const WRONG_KIND: Text = Text {
    ja: "設問の種類と合わない値です。様式を開き直して、入力し直してください。",
    en: "The value is not of the kind that is asked. Please reopen the form and enter it again.",
};
pub(super) const NO_QUESTIONS: Text =
    Text { ja: "設問を一つ以上加えてください。", en: "Please add at least one question." };
pub(super) const NO_AUDIENCE: Text =
    Text { ja: "送付先を一つ以上選んでください。", en: "Please choose at least one receiver." };
pub(super) const AUDIENCE_BOTH: Text = Text {
    ja: "「全ての団体」のほかに団体やグループも選ばれています。選んだ団体だけに送るときは「全ての団体」以外を選び、全ての団体に送るときは個別の選択を外してください。",
    en: "Every body is chosen, and some bodies or groups as well. Please choose something else than \"all bodies\", or clear the boxes.",
};
pub(super) const NOTHING_TICKED: Text = Text {
    ja: "一つも選ばれていません。一覧の中から1件以上を選んでから、もう一度押してください。",
    en: "Nothing is ticked. Please tick at least one row of the list and press the button again.",
};
pub(super) const NO_CONTENT: Text = Text {
    ja: "本文を入力するか、ファイルを添付してください。",
    en: "Please write a text or attach a file.",
};
pub(super) const KEY: Text = Text {
    ja: "半角の英小文字、数字及び「_」で、40文字以内にしてください。",
    en: "Please use only a-z, 0-9 and _, at most 40 characters.",
};
pub(super) const RANGE_REVERSED: Text = Text {
    ja: "最小が最大を上回っています。どちらかを直してください。",
    en: "The minimum is above the maximum. Please correct one of them.",
};
pub(super) const TOO_WIDE: Text = Text {
    ja: "Excelの表には設問の列が{max}列までしか入りません。CSVで取り出してください。",
    en: "A workbook takes at most {max} columns of questions. Please choose CSV.",
};
pub(super) const OUT_OF_RANGE: Text =
    Text { ja: "{min}から{max}までにしてください。", en: "Please choose from {min} to {max}." };
