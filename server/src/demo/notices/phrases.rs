//! Set phrases of 公用文.

use super::super::calendar::wareki;
use super::super::dice::Dice;
use super::super::model::Origin;
use super::template::Wording;

/// The opening sentence of a notice.
pub fn opening(dice: &mut Dice, kind: Wording, origin: Option<&Origin>, copied: bool, field: &str) -> String {
    match origin {
        Some(origin) if copied => passed_on(dice, kind, origin),
        Some(origin) if matches!(kind, Wording::Inquiry | Wording::Request) => {
            format!("このことについて、{}から依頼がありましたので、下記により実施します。", origin.ministry)
        }
        _ if matches!(kind, Wording::Notification | Wording::Memo | Wording::Sending) => dice
            .pick(&[
                "このことについて、下記のとおりですので、お知らせします。",
                "標記の件について、下記のとおり通知します。",
                "このことについて、下記により取り扱われるようお願いします。",
            ])
            .copied()
            .unwrap_or_default()
            .to_owned(),
        _ => match dice.below(3) {
            0 => format!("日頃から本県の{field}の推進に御理解と御協力をいただき、厚くお礼申し上げます。"),
            1 => format!("{field}の推進につきましては、日頃から格別の御配慮をいただき感謝申し上げます。"),
            _ => format!("本県の{field}につきましては、日頃から御協力を賜り、厚くお礼申し上げます。"),
        },
    }
}

fn passed_on(dice: &mut Dice, kind: Wording, origin: &Origin) -> String {
    let what = match kind {
        Wording::Inquiry => "照会",
        Wording::Request => "依頼",
        Wording::Invitation => "案内",
        _ => "通知",
    };
    let sender = format!("{}{}", origin.ministry, origin.section);
    match (dice.below(3), &origin.number) {
        (0, Some(number)) => format!(
            "このことについて、{}付け{number}により{sender}から別添のとおり{what}がありました。",
            wareki(origin.issued_on)
        ),
        (1, _) => {
            format!("標記の件について、別添写しのとおり{sender}から{what}がありましたので、送付します。")
        }
        (0, None) => format!(
            "このことについて、{}付け事務連絡により{sender}から別添のとおり{what}がありました。",
            wareki(origin.issued_on)
        ),
        _ => format!("このことについて、{sender}から別添のとおり{what}がありましたので、お知らせします。"),
    }
}

/// A closing sentence; often none.
pub fn closing(dice: &mut Dice, kind: Wording) -> Option<&'static str> {
    let choices: &[&str] = match kind {
        Wording::Inquiry | Wording::Request => &[
            "御多忙のところ恐れ入りますが、御協力をお願いします。",
            "なお、期限までの提出が困難な場合は、事前に担当まで御連絡ください。",
            "なお、該当がない場合も、その旨を回答してください。",
            "",
        ],
        Wording::Invitation => {
            &["業務御多忙の折とは存じますが、出席について御配慮願います。", "なお、関係課にも周知願います。", ""]
        }
        _ => &[
            "なお、関係課及び関係機関への周知についても併せてお願いします。",
            "貴団体におかれましては、御承知の上、適切に対応されるようお願いします。",
            "",
            "",
        ],
    };
    dice.pick(choices).copied().filter(|sentence| !sentence.is_empty())
}

/// How an audience is addressed in a letter.
pub fn addressee(audience: &str, unit: &str) -> String {
    let matter = if unit.contains("財政") { "財政" } else { "事務" };
    match audience {
        "全団体" => format!("各市町村{matter}担当課長　殿\n各一部事務組合等{matter}担当課長　殿"),
        "一部事務組合・広域連合" => "各一部事務組合管理者・広域連合長　殿".to_owned(),
        name if name.contains('、') => format!("関係市町{matter}担当課長　殿"),
        name => format!("各{}{matter}担当課長　殿", name.trim_start_matches('全')),
    }
}
