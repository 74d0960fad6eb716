//! The demo prefecture as plain data: no ids, no database. Everything refers to everything else by its
//! index in the vectors of [`DemoWorld`], so that a loader can insert in the order of the fields.

mod survey;

use app::domain::actor::Role;
use app::domain::body::BodyKind;
use app::domain::notice::{AttachmentRole, DeliveryState, NoticeKind, Retention, SealNote};
use chrono::{DateTime, NaiveDate, Utc};

use super::office::{Document, Format, OfficeError};

pub use survey::{AnswerFile, Assignment, Step, Survey};

/// Index into [`DemoWorld::bodies`].
pub type BodyIndex = usize;
/// Index into [`DemoWorld::sections`].
pub type SectionIndex = usize;
/// Index into [`DemoWorld::accounts`].
pub type AccountIndex = usize;
/// Index into [`DemoWorld::groups`].
pub type GroupIndex = usize;
/// Index into [`DemoWorld::contacts`].
pub type ContactIndex = usize;
/// Index into [`DemoWorld::notices`].
pub type NoticeIndex = usize;

/// Everything the demo consists of.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoWorld {
    /// The day the world was made for (JST). Nothing in it happened on this day or later.
    pub today: NaiveDate,
    /// The prefecture first, then its municipalities in the order of their codes, then the unions by reading.
    pub bodies: Vec<Body>,
    /// Sections (課・室) of the prefecture and of the bodies.
    pub sections: Vec<Section>,
    /// Named groups of bodies, for audiences.
    pub groups: Vec<Group>,
    /// Managed tags of notices.
    pub tags: Vec<String>,
    /// People who sign in.
    pub accounts: Vec<Account>,
    /// The directory.
    pub contacts: Vec<Contact>,
    /// The archive, oldest first.
    pub notices: Vec<Notice>,
    /// Surveys, by the day they were opened; drafts last.
    pub surveys: Vec<Survey>,
    /// Questions and answers.
    pub threads: Vec<Thread>,
    /// The log-ins that `demo-accounts.json` lists.
    pub log_ins: Vec<LogIn>,
}

/// A body (団体).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// 団体コード, six digits with the check digit. `None` where no public table lists one (unions).
    pub code: Option<String>,
    /// Orders all bodies, as [`app::domain::body::BodyContent::sort_key`] has it.
    pub sort_key: String,
    /// What it is.
    pub kind: BodyKind,
    /// 「石巻市」
    pub name: String,
    /// 「いしのまきし」
    pub reading: String,
    /// "Ishinomaki City"
    pub name_en: String,
    /// 郡 of a town or village.
    pub county: Option<String>,
    /// Residents (census of 2020, rounded to the person), of a union: of its members' area as far as it matters.
    pub population: u32,
    /// First half of every mail domain of the body: `city.ishinomaki.miyagi`.
    pub mail_stem: String,
    /// 市外局番 of its offices.
    pub area_code: String,
}

/// A section (課・室) of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Whose.
    pub body: BodyIndex,
    /// 部局, where there is one.
    pub department: Option<String>,
    /// 「市町村課」
    pub name: String,
    /// 「しちょうそんか」
    pub reading: String,
    /// Prefix of its document numbers (`市町村` of 市町村第123号); only the prefecture's sections have one.
    pub number_prefix: Option<String>,
}

/// A named group of bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// 「仙南圏域」
    pub name: String,
    /// Its members, in code order.
    pub members: Vec<BodyIndex>,
}

/// A person who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Acts for this body.
    pub body: BodyIndex,
    /// Belongs to this section.
    pub section: SectionIndex,
    /// What it may do there.
    pub role: Role,
    /// 「佐藤 健一」
    pub name: String,
    /// 「さとう けんいち」
    pub reading: String,
    /// 職名: 「主査」
    pub title: String,
    /// Log-in name; unique, always below `.example`.
    pub email: String,
    /// Last time signed in, if ever.
    pub last_seen: Option<DateTime<Utc>>,
}

/// A log-in that the demo tells its visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogIn {
    /// Who.
    pub account: AccountIndex,
    /// Its role.
    pub role: Role,
    /// In clear, because the demo is public.
    pub password: String,
    /// `krn_` and 43 characters of the URL-safe alphabet.
    pub api_token: String,
}

/// An entry of the directory (担当者).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Whose.
    pub body: BodyIndex,
    /// Where.
    pub section: SectionIndex,
    /// 係・班
    pub unit: String,
    /// 職名
    pub title: String,
    /// 氏名
    pub name: String,
    /// ふりがな
    pub reading: String,
    /// 代表電話
    pub phone_main: String,
    /// 内線
    pub extension: String,
    /// 直通
    pub phone_direct: Option<String>,
    /// FAX
    pub fax: String,
    /// LGWAN メール
    pub mail_lgwan: String,
    /// インターネットメール
    pub mail_internet: Option<String>,
    /// 担当業務
    pub duties: Vec<String>,
    /// 主担当 rather than 副担当 of its duties.
    pub primary: bool,
    /// The day the body last confirmed the entry.
    pub verified_on: NaiveDate,
}

/// The ministry document that a notice passes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// 「総務省」
    pub ministry: String,
    /// 「自治財政局交付税課」
    pub section: String,
    /// 「総財交第31号」; `None` of a 事務連絡.
    pub number: Option<String>,
    /// 発出日 at the ministry.
    pub issued_on: NaiveDate,
}

/// Whom a notice or survey is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// Every body below the prefecture.
    All,
    /// A named group.
    Group(GroupIndex),
    /// These, in code order.
    Bodies(Vec<BodyIndex>),
}

/// What is said of a notice besides its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// 施行日
    pub effective_on: Option<NaiveDate>,
    /// 受領日 of the ministry document behind it.
    pub received_on: Option<NaiveDate>,
    /// 公印, as its letter says.
    pub seal: SealNote,
    /// 根拠法令
    pub laws: Vec<String>,
    /// 問合せ先
    pub contact: ContactIndex,
    /// Whether the bodies are asked to confirm it.
    pub needs_confirm: bool,
    /// 確認期限
    pub confirm_by: Option<NaiveDate>,
    /// 保存期間
    pub retention: Retention,
}

/// A notice (通知).
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Name of the template it was made from and its fiscal year: `finance/koufuzei-kiso@2026`.
    pub key: String,
    /// 文書番号; `None` of a 事務連絡.
    pub number: Option<String>,
    /// 件名, with the kind in brackets where custom puts it there.
    pub title: String,
    /// 種別. 案内 and 送付 are notifications; their titles say so.
    pub kind: NoticeKind,
    /// 発出課
    pub section: SectionIndex,
    /// The collector who published it.
    pub author: AccountIndex,
    /// 年度 (year in which it begins).
    pub fiscal_year: i32,
    /// 発出日
    pub issued_on: NaiveDate,
    /// Instant of publication, in office hours.
    pub published_at: DateTime<Utc>,
    /// A day by which something is asked for, if anything is.
    pub due_on: Option<NaiveDate>,
    /// The ministry document behind it.
    pub origin: Option<Origin>,
    /// What its card says besides.
    pub card: Card,
    /// Tags, all of them in [`DemoWorld::tags`].
    pub tags: Vec<String>,
    /// Whom it is for.
    pub audience: Audience,
    /// Markdown.
    pub body: String,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// One for every body of the audience, in code order.
    pub deliveries: Vec<Delivery>,
    /// The earlier notice that this one supplements or corrects.
    pub follows: Option<NoticeIndex>,
}

/// A file, described; its bytes are made when asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// File name with its ending.
    pub name: String,
    /// What it is to the notice.
    pub role: AttachmentRole,
    /// One line for people.
    pub description: String,
    /// The content.
    pub content: FileContent,
}

/// What a file holds and how it is written.
#[derive(Debug, Clone, PartialEq)]
pub enum FileContent {
    /// One document in one format.
    Single(Format, Document),
    /// A zip of files.
    Bundle(Vec<Attachment>),
}

impl Attachment {
    /// The bytes of the file; the same each time.
    pub fn bytes(&self) -> Result<Vec<u8>, OfficeError> {
        match &self.content {
            FileContent::Single(format, document) => format.write(document),
            FileContent::Bundle(files) => {
                let mut entries = Vec::with_capacity(files.len());
                for file in files {
                    entries.push((file.name.clone(), file.bytes()?));
                }
                super::office::package::write(&entries)
            }
        }
    }

    /// Media type for the upload.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        match &self.content {
            FileContent::Single(format, _) => format.media_type(),
            FileContent::Bundle(_) => "application/zip",
        }
    }
}

/// Somebody did something then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Who.
    pub account: AccountIndex,
    /// When.
    pub at: DateTime<Utc>,
}

/// The state of a notice at a body (到達).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Where.
    pub body: BodyIndex,
    /// How far.
    pub state: DeliveryState,
    /// First opened.
    pub opened: Option<Stamp>,
    /// 確認 pressed.
    pub confirmed: Option<Stamp>,
}

/// The talk (話題) on a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// On what.
    pub notice: NoticeIndex,
    /// Oldest first; the first one asks.
    pub messages: Vec<Message>,
}

/// A message of a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Who and when.
    pub stamp: Stamp,
    /// Plain text with line breaks.
    pub text: String,
}
