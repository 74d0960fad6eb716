//! The archive of notices.

mod card;
mod contents;
mod deliveries;
mod figures;
pub(super) mod files;
mod follow_up;
mod phrases;
pub(super) mod placeholders;
mod plan;
pub(super) mod template;
mod write;

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::DemoError;
use super::accounts::{collector_for, find_section};
use super::calendar::{in_fiscal_year, instant};
use super::dice::{Dice, SEED};
use super::model::{Account, Audience, BodyIndex, Contact, Notice, NoticeIndex, SectionIndex};
use super::office::Format;
use super::places::{Places, members};
use card::Facts;
use placeholders::{Occasion, fill};
use plan::{FollowUp, Planned};
use template::{FileKind, FileSpec, Item, Topic, Wording};
use write::Draft;

/// What the archive is made from.
pub(super) struct Setting<'a> {
    pub places: &'a Places,
    pub accounts: &'a [Account],
    pub contacts: &'a [Contact],
    pub today: NaiveDate,
}

/// The archive and what threads need to know of it.
pub(super) struct Archive {
    pub notices: Vec<Notice>,
    pub topics: Vec<Topic>,
    /// Topic and item of each notice, by their places.
    pub sources: Vec<(usize, usize)>,
    pub tags: Vec<String>,
}

/// Writes the archive.
pub(super) fn archive(setting: &Setting<'_>) -> Result<Archive, DemoError> {
    let topics = template::topics()?;
    let planned = plan::plan(&topics, setting.today);
    let mut dice = Dice::new(SEED, "notices");
    let readers = deliveries::Readers::new(setting.places, setting.accounts, setting.today, &mut dice);
    let mut press = Press { setting, readers, dice, numbers: HashMap::new(), parents: HashMap::new() };
    let mut notices: Vec<Notice> = Vec::with_capacity(planned.len());
    for plan in &planned {
        let topic = topics.get(plan.topic).ok_or_else(|| DemoError::content("plan", "topic"))?;
        let item = topic.items.get(plan.item).ok_or_else(|| DemoError::content("plan", "item"))?;
        let notice = press.notice(plan, topic, item, &notices)?;
        if plan.follow_up.is_none() {
            press.parents.insert((plan.topic, plan.item, plan.fiscal_year), notices.len());
        }
        notices.push(notice);
    }
    let tags: BTreeSet<String> = topics.iter().flat_map(|topic| topic.tags.iter().cloned()).collect();
    Ok(Archive {
        sources: planned.iter().map(|plan| (plan.topic, plan.item)).collect(),
        tags: tags.into_iter().collect(),
        notices,
        topics,
    })
}

/// State that runs through the archive in the order of issue.
struct Press<'a> {
    setting: &'a Setting<'a>,
    readers: deliveries::Readers<'a>,
    dice: Dice,
    /// Last document number of a section in a fiscal year.
    numbers: HashMap<(SectionIndex, i32), i64>,
    /// Regular notices by topic, item and fiscal year.
    parents: HashMap<(usize, usize, i32), NoticeIndex>,
}

impl<'a> Press<'a> {
    fn notice(&mut self, plan: &Planned, topic: &Topic, item: &Item, earlier: &[Notice]) -> Result<Notice, DemoError> {
        let places = self.setting.places;
        let section = find_section(places, 0, &[&topic.section])
            .ok_or_else(|| DemoError::content(topic.theme, &topic.section))?;
        let author = collector_for(places, self.setting.accounts, section)
            .ok_or_else(|| DemoError::content("accounts", "collector"))?;
        let follows =
            plan.follow_up.and_then(|_| self.parents.get(&(plan.topic, plan.item, plan.fiscal_year)).copied());
        let audience = self.audience(plan, topic)?;
        let kind = kind(plan, item);
        let draft = Draft {
            number: self.number(plan, section, kind),
            members: members(&audience, &places.bodies, &places.groups),
            ..self.draft(plan, topic, item, kind, follows.and_then(|index| earlier.get(index)))?
        };
        let attachments = files::attachments(&draft, &file_specs(plan, item), &mut self.dice);
        let published_at = instant(plan.issued_on, self.dice.between(9 * 60, 16 * 60 + 50));
        let mut deliveries = self.readers.deliveries(&draft.members, published_at, &mut self.dice);
        let suffix = plan.follow_up.map(|follow_up| format!("/{follow_up:?}").to_lowercase());
        let key = format!("{}/{}@{}{}", topic.theme, item.key, plan.fiscal_year, suffix.unwrap_or_default());
        let origin = draft.origin.as_ref();
        let card = card::card(&Facts {
            key: &key,
            planned: plan,
            topic,
            kind,
            origin,
            contact: draft.contact_index,
            published_at,
        });
        if !card.needs_confirm {
            deliveries.iter_mut().for_each(deliveries::only_opened);
        }
        Ok(Notice {
            key,
            title: draft.title(),
            body: draft.markdown(),
            number: draft.number,
            kind: kind.kind(),
            section,
            author,
            fiscal_year: plan.fiscal_year,
            issued_on: plan.issued_on,
            published_at,
            due_on: plan.due_on,
            origin: draft.origin,
            card,
            tags: topic.tags.clone(),
            audience,
            attachments,
            deliveries,
            follows,
        })
    }

    fn draft<'d>(
        &mut self,
        plan: &Planned,
        topic: &'d Topic,
        item: &Item,
        kind: Wording,
        parent: Option<&Notice>,
    ) -> Result<Draft<'d>, DemoError>
    where
        'a: 'd,
    {
        let setting = self.setting;
        let occasion = Occasion { fiscal_year: plan.fiscal_year, issued_on: plan.issued_on, due_on: plan.due_on };
        let origin = match plan.follow_up {
            None => write::origin(topic, plan, kind, &mut self.dice),
            Some(_) => None,
        };
        let (subject, paragraphs, points) = if let Some((follow_up, parent)) = plan.follow_up.zip(parent) {
            follow_up::words(follow_up, topic, item, parent, &occasion)
        } else {
            let (paragraphs, points) =
                write::regular_words(topic, item, kind, origin.as_ref(), &occasion, &mut self.dice);
            (fill(&item.subject, &occasion), paragraphs, points)
        };
        let section = find_section(setting.places, 0, &[&topic.section]);
        let (contact_index, contact) = setting
            .contacts
            .iter()
            .enumerate()
            .filter(|(_, contact)| contact.body == 0 && Some(contact.section) == section)
            .min_by_key(|(_, contact)| contact.unit != topic.unit)
            .ok_or_else(|| DemoError::content("directory", &topic.section))?;
        let office = section
            .and_then(|index| setting.places.sections.get(index))
            .map(|s| format!("宮城県{}{}", s.department.as_deref().unwrap_or_default(), s.name))
            .unwrap_or_default();
        Ok(Draft {
            topic,
            occasion,
            kind,
            subject,
            number: None,
            origin,
            paragraphs,
            points,
            item_text: item.texts.first().map(|text| fill(text, &occasion)).unwrap_or_default(),
            office,
            contact_index,
            contact,
            bodies: &setting.places.bodies,
            members: Vec::new(),
        })
    }

    /// 市町村第123号: rises through the fiscal year, section by section. A 事務連絡 has none.
    fn number(&mut self, plan: &Planned, section: SectionIndex, kind: Wording) -> Option<String> {
        if kind == Wording::Memo {
            return None;
        }
        let prefix = self.setting.places.sections.get(section)?.number_prefix.clone()?;
        let days = (plan.issued_on - in_fiscal_year(plan.fiscal_year, 4, 1)).num_days();
        // Sections write more or less: from one letter in two days to nearly three a day.
        let pace = 50 + i64::try_from((section * 67 + 180) % 230).unwrap_or(0);
        let guess = 3 + days * pace / 100 + self.dice.between(0, 4);
        let last = self.numbers.entry((section, plan.fiscal_year)).or_insert(0);
        *last = guess.max(*last + 1 + self.dice.between(0, 2));
        Some(format!("{prefix}第{last}号"))
    }

    fn audience(&mut self, plan: &Planned, topic: &Topic) -> Result<Audience, DemoError> {
        let places = self.setting.places;
        let audience =
            audience_named(places, &topic.audience).ok_or_else(|| DemoError::content(topic.theme, &topic.audience))?;
        if plan.follow_up != Some(FollowUp::Check) {
            return Ok(audience);
        }
        let mut some: Vec<BodyIndex> = members(&audience, &places.bodies, &places.groups);
        self.dice.shuffle(&mut some);
        some.truncate(1 + self.dice.below(3));
        some.sort_unstable();
        Ok(Audience::Bodies(some))
    }
}

/// An audience by its word: 全団体, a group's name, or names of bodies.
pub(super) fn audience_named(places: &Places, word: &str) -> Option<Audience> {
    if word == "全団体" {
        return Some(Audience::All);
    }
    if let Some(group) = places.groups.iter().position(|group| group.name == word) {
        return Some(Audience::Group(group));
    }
    let mut bodies = word
        .split('、')
        .map(|name| places.bodies.iter().position(|body| body.name == name))
        .collect::<Option<Vec<_>>>()?;
    bodies.sort_unstable();
    Some(Audience::Bodies(bodies))
}

fn kind(plan: &Planned, item: &Item) -> Wording {
    match plan.follow_up {
        None => item.kind,
        Some(FollowUp::Answers | FollowUp::Reminder) => Wording::Memo,
        Some(FollowUp::ReplacedForm) => Wording::Request,
        Some(FollowUp::Check) => Wording::Inquiry,
        Some(FollowUp::Correction) => Wording::Notification,
    }
}

fn file_specs(plan: &Planned, item: &Item) -> Vec<FileSpec> {
    let spec = |kind, format, name: Option<&str>| FileSpec {
        kind,
        format: Some(format),
        name: name.map(str::to_owned),
        columns: Vec::new(),
    };
    match plan.follow_up {
        None => item.files.clone(),
        Some(FollowUp::Answers) => vec![spec(FileKind::Faq, Format::Docx, None)],
        Some(FollowUp::ReplacedForm) => {
            let name = item
                .files
                .iter()
                .find(|file| file.kind == FileKind::Form)
                .and_then(|file| file.name.clone())
                .unwrap_or_else(|| "報告様式".to_owned());
            vec![spec(FileKind::Form, Format::Xlsx, Some(&format!("{name}【差替】")))]
        }
        Some(FollowUp::Check) => vec![spec(FileKind::Form, Format::Xlsx, Some("確認票"))],
        Some(FollowUp::Correction) => vec![spec(FileKind::Comparison, Format::Pdf, Some("新旧対照表"))],
        Some(FollowUp::Reminder) => Vec::new(),
    }
}
