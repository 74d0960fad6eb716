//! 担当者: the entry of a body in the directory. The post outlives the person, so everything about the person may be
//! blank for a while, but not the section.

use serde::{Deserialize, Serialize};

use super::{
    checker::Checker,
    error::FieldError,
    person::{email, extension, phone, reading},
    problem::FieldProblem,
};

/// Longest department, section, unit, post, name, reading.
pub const LINE_MAX: usize = 100;
/// Most duties of one contact.
pub const DUTIES_MAX: usize = 30;
/// Longest duty.
pub const DUTY_MAX: usize = 60;
/// Longest note.
pub const NOTE_MAX: usize = 2000;

/// A contact as it was typed or posted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ContactDraft {
    /// 部.
    pub department: String,
    /// 課・室.
    pub section: String,
    /// 係.
    pub unit: String,
    /// 職名.
    pub post: String,
    /// 氏名; blank while the post is vacant.
    pub name: String,
    /// ふりがな.
    pub reading: String,
    /// 代表電話; an extension typed behind it goes to `extension`.
    pub phone: String,
    /// 内線.
    pub extension: String,
    /// 直通.
    pub direct_phone: String,
    /// FAX.
    pub fax: String,
    /// LGWANメール.
    pub lgwan_mail: String,
    /// インターネットメール.
    pub internet_mail: String,
    /// 担当業務.
    pub duties: Vec<String>,
    /// 備考.
    pub note: String,
}

/// A contact whose fields are right. What is not known is blank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ContactContent {
    /// 部.
    pub department: String,
    /// 課・室.
    pub section: String,
    /// 係.
    pub unit: String,
    /// 職名.
    pub post: String,
    /// 氏名; blank while the post is vacant.
    pub name: String,
    /// ふりがな in hiragana.
    pub reading: String,
    /// 代表電話.
    pub phone: String,
    /// 内線.
    pub extension: String,
    /// 直通.
    pub direct_phone: String,
    /// FAX.
    pub fax: String,
    /// LGWANメール.
    pub lgwan_mail: String,
    /// インターネットメール.
    pub internet_mail: String,
    /// 担当業務, each once.
    pub duties: Vec<String>,
    /// 備考.
    pub note: String,
}

impl ContactDraft {
    /// The contact, if every field is right. A post or a name is needed, so that people know whom to ask for.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(self) -> Result<ContactContent, Vec<FieldError>> {
        let mut checker = Checker::default();
        let mut content = ContactContent {
            department: checker.line("department", &self.department, LINE_MAX).unwrap_or_default(),
            section: checker.required_line("section", &self.section, LINE_MAX),
            unit: checker.line("unit", &self.unit, LINE_MAX).unwrap_or_default(),
            post: checker.line("post", &self.post, LINE_MAX).unwrap_or_default(),
            name: checker.line("name", &self.name, LINE_MAX).unwrap_or_default(),
            reading: checker.take("reading", reading(&self.reading, LINE_MAX)).unwrap_or_default(),
            phone: checker.take("phone", phone(&self.phone)).unwrap_or_default(),
            extension: checker.take("extension", extension(&self.extension)).unwrap_or_default(),
            direct_phone: checker.take("direct_phone", phone(&self.direct_phone)).unwrap_or_default(),
            fax: checker.take("fax", phone(&self.fax)).unwrap_or_default(),
            lgwan_mail: checker.take("lgwan_mail", email(&self.lgwan_mail)).unwrap_or_default(),
            internet_mail: checker.take("internet_mail", email(&self.internet_mail)).unwrap_or_default(),
            duties: checker.list("duties", &self.duties, DUTIES_MAX, DUTY_MAX),
            note: checker.text("note", &self.note, NOTE_MAX),
        };
        if self.post.trim().is_empty() && self.name.trim().is_empty() {
            checker.problem("name", FieldProblem::Required);
        }
        content.split_extension();
        checker.finish(content)
    }
}

impl ContactContent {
    /// Where and who, to choose it from a list: 「市町村課　財政第一班　佐藤 健一」.
    pub fn place_and_name(&self) -> String {
        spaced(&[&self.section, &self.unit, if self.name.is_empty() { &self.post } else { &self.name }])
    }

    /// Whom to ask and how to reach them, in a line:
    /// 「総務部　市町村課　財政第一班　主査　佐藤 健一　電話022-211-2211（内線2311）　zaisei@pref.example.lg.jp」.
    pub fn one_line(&self) -> String {
        let number = if self.direct_phone.is_empty() { &self.phone } else { &self.direct_phone };
        let phone = match (number.is_empty(), self.extension.is_empty()) {
            (true, _) => String::new(),
            (false, true) => format!("電話{number}"),
            (false, false) => format!("電話{number}（内線{}）", self.extension),
        };
        let mail = if self.lgwan_mail.is_empty() { &self.internet_mail } else { &self.lgwan_mail };
        spaced(&[&self.department, &self.section, &self.unit, &self.post, &self.name, &phone, mail])
    }

    /// 「022-211-2222 内線1234」 in one field becomes two, unless an extension was typed as well.
    fn split_extension(&mut self) {
        if let (true, Some((number, extension))) = (self.extension.is_empty(), self.phone.split_once("内線")) {
            (self.phone, self.extension) = (number.trim().to_owned(), extension.to_owned());
        }
    }
}

/// What is not blank, in one line.
fn spaced(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("　")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> ContactDraft {
        ContactDraft {
            section: "総務部 企画課".into(),
            post: "課長補佐".into(),
            name: "髙橋　花子".into(),
            reading: "タカハシ ハナコ".into(),
            phone: "０２２−２１１−２２２２（内線1234）".into(),
            lgwan_mail: "kikaku＠city.example.lg.jp".into(),
            duties: vec!["地方交付税".into(), "統計".into()],
            ..ContactDraft::default()
        }
    }

    #[test]
    fn a_right_draft_is_tidied() {
        let contact = draft().check().unwrap();
        assert_eq!(contact.name, "髙橋　花子");
        assert_eq!(contact.reading, "たかはし　はなこ");
        assert_eq!((contact.phone.as_str(), contact.extension.as_str()), ("022-211-2222", "1234"));
        assert_eq!(contact.lgwan_mail, "kikaku@city.example.lg.jp");
        assert_eq!(contact.internet_mail, "");
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let draft = ContactDraft {
            section: String::new(),
            name: "\u{E000}田".into(),
            reading: "高橋".into(),
            phone: "代表".into(),
            extension: "なし".into(),
            direct_phone: "1".into(),
            fax: "なし".into(),
            lgwan_mail: "kikaku".into(),
            internet_mail: "a@b".into(),
            duties: vec!["一\n二".into()],
            note: "あ".repeat(NOTE_MAX + 1),
            ..draft()
        };
        let errors = draft.check().unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|e| e.field.as_str()).collect();
        let expected = "section name reading phone extension direct_phone fax lgwan_mail internet_mail duties.0 note";
        assert_eq!(fields.join(" "), expected);
        assert_eq!(errors.get(1).map(|e| &e.problem), Some(&FieldProblem::PrivateUse { position: 1 }));
    }

    #[test]
    fn whom_to_ask_stands_in_one_line() {
        let contact = draft().check().unwrap();
        assert_eq!(contact.place_and_name(), "総務部 企画課　髙橋　花子");
        let line = "総務部 企画課　課長補佐　髙橋　花子　電話022-211-2222（内線1234）　kikaku@city.example.lg.jp";
        assert_eq!(contact.one_line(), line);
        let vacant = ContactDraft { name: String::new(), reading: String::new(), phone: String::new(), ..draft() };
        let vacant = ContactDraft { direct_phone: "022-211-9999".into(), lgwan_mail: String::new(), ..vacant };
        let vacant = vacant.check().unwrap();
        assert_eq!(vacant.place_and_name(), "総務部 企画課　課長補佐");
        assert_eq!(vacant.one_line(), "総務部 企画課　課長補佐　電話022-211-9999");
    }

    #[test]
    fn a_vacant_post_keeps_its_title() {
        let vacant = ContactDraft { name: String::new(), reading: String::new(), ..draft() };
        assert_eq!(vacant.clone().check().unwrap().post, "課長補佐");
        let nobody = ContactDraft { post: " ".into(), ..vacant };
        assert_eq!(nobody.check(), Err(vec![FieldError::new("name", FieldProblem::Required)]));
    }
}
