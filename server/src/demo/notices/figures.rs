//! Figures for tables, chosen by what a column is called and how large the body is.

use chrono::NaiveDate;

use super::super::calendar::{fiscal_year, fiscal_year_name, shift, wareki, working_day_from, year_name};
use super::super::dice::Dice;
use super::super::model::Body;
use super::super::people::telephone;
use chrono::Datelike;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Thousands,
    Yen,
    Share,
    Index,
    Count,
    Day,
    Month,
    Year,
    Time,
    YesNo,
    State,
    Place,
    Office,
    Phone,
    Remark,
    Name,
    Words,
}

fn column(label: &str) -> Column {
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    if has(&["備考", "理由", "内容", "課題", "効果", "氏名"]) {
        return Column::Remark;
    }
    if label.ends_with('名') || has(&["名称"]) {
        return Column::Name;
    }
    if has(&["千円", "百万円", "億円"]) {
        return Column::Thousands;
    }
    if has(&["円"]) {
        return Column::Yen;
    }
    if has(&["指数"]) {
        return Column::Index;
    }
    if has(&["%", "‰", "率"]) {
        return Column::Share;
    }
    if has(&["時刻"]) {
        return Column::Time;
    }
    if has(&["年月日", "月日", "日時", "開催日", "設置年月日", "実施日", "議決日", "更新希望日"])
    {
        return Column::Day;
    }
    if has(&["年月", "時期"]) {
        return Column::Month;
    }
    if has(&["年度"]) {
        return Column::Year;
    }
    if has(&["有無", "対象の"]) {
        return Column::YesNo;
    }
    if has(&["状況", "結果"]) {
        return Column::State;
    }
    if has(&["会場", "場所", "所在地"]) {
        return Column::Place;
    }
    if has(&["担当部局"]) {
        return Column::Office;
    }
    if has(&["連絡先", "電話"]) {
        return Column::Phone;
    }
    if has(&["人", "件", "戸", "棟", "台", "数", "量", "面積", "延長", "（t）", "頭", "回", "点", "隻"])
    {
        return Column::Count;
    }
    Column::Words
}

/// A value for a body.
pub fn figure(label: &str, body: &Body, day: NaiveDate, dice: &mut Dice) -> String {
    let residents = i64::from(body.population);
    match column(label) {
        Column::Thousands => (residents * dice.between(20, 60) / 3 + dice.between(0, 997)).to_string(),
        Column::Yen => (dice.between(1800, 4200) * 100).to_string(),
        Column::Share => format!("{}.{}", dice.between(52, 99), dice.below(10)),
        Column::Index => format!("0.{:02}", dice.between(28, 92)),
        Column::Count => (residents * dice.between(3, 40) / 1000 + dice.between(1, 9)).to_string(),
        Column::Day => wareki(working_day_from(shift(day, dice.between(14, 60)))),
        Column::Month => {
            let month = shift(day, dice.between(30, 400));
            format!("{}{}月", year_name(month), month.month())
        }
        Column::Year => fiscal_year_name(fiscal_year(day) + i32::from(dice.chance(60))),
        Column::Time => pick(dice, &["9時30分", "10時30分", "13時00分", "14時00分", "15時00分"]),
        Column::YesNo => pick(dice, &["有", "有", "無"]),
        Column::State => pick(dice, &["実施済", "実施済", "実施中", "検討中", "未実施"]),
        Column::Place => {
            pick(dice, &["県庁1202会議室", "県庁1001会議室", "大河原合同庁舎", "大崎合同庁舎", "石巻合同庁舎"])
        }
        Column::Office => pick(dice, &["総務課", "危機管理課", "防災課", "総務課防災係"]),
        Column::Phone => telephone(dice, &body.area_code),
        Column::Remark | Column::Name => String::new(),
        Column::Words => pick(dice, &["区分Ａ", "区分Ｂ", "区分Ｃ", "－"]),
    }
}

/// What an example row shows.
pub fn example(label: &str) -> String {
    match column(label) {
        Column::Thousands => "12345",
        Column::Yen => "298500",
        Column::Share => "96.5",
        Column::Index => "0.55",
        Column::Count => "120",
        Column::Day => "令和8年4月1日",
        Column::Month => "令和8年10月",
        Column::Year => "令和9年度",
        Column::Time => "13時30分",
        Column::YesNo => "有",
        Column::State => "実施済",
        Column::Place => "本庁舎",
        Column::Office => "総務課",
        Column::Phone => "022-000-0000",
        Column::Remark => "制度改正により増加したため。",
        Column::Name => "○○事業",
        Column::Words => "１",
    }
    .to_owned()
}

/// How a column is to be filled in.
pub fn instruction(label: &str) -> &'static str {
    match column(label) {
        Column::Thousands => "千円未満を四捨五入し、整数で記入すること。",
        Column::Yen => "円単位の整数で記入すること。",
        Column::Share => "小数点以下第2位を四捨五入し、第1位まで記入すること。",
        Column::Index => "小数点以下第2位まで記入すること。",
        Column::Count => "調査時点の数値を整数で記入すること（該当がない場合は0）。",
        Column::Day | Column::Month | Column::Year | Column::Time => "和暦で記入すること。",
        Column::YesNo => "「有」又は「無」を記入すること。",
        Column::State => "選択肢から該当するものを選ぶこと。",
        Column::Place => "施設名が特定できるように記入すること。",
        Column::Office | Column::Phone => "緊急時に連絡がとれるものを記入すること。",
        Column::Name => "正式名称を記入すること。",
        Column::Remark => "具体的に記入すること。",
        Column::Words => "別に定める区分により記入すること。",
    }
}

fn pick(dice: &mut Dice, words: &[&str]) -> String {
    dice.pick(words).copied().unwrap_or_default().to_owned()
}
