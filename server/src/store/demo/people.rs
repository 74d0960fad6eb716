//! Bodies, groups, accounts, REST tokens and the directory.

use app::domain::{contact::ContactDraft, error::AppError};
use entity::{body_group, body_group_member};

use super::{Ids, Material, insert_all, missing};
use crate::{
    demo::model::{Contact, DemoWorld},
    store::{
        Tx, contacts,
        provision::{self, NewAccount, NewBody},
        sessions,
    },
};

pub(super) async fn load(tx: &Tx, material: &Material) -> Result<Ids, AppError> {
    let world = &material.world;
    let mut ids = Ids { bodies: Vec::new(), groups: Vec::new(), accounts: Vec::new(), contacts: Vec::new() };
    for body in &world.bodies {
        let new = NewBody {
            code: body.code.clone(),
            kind: body.kind.code().to_owned(),
            name: body.name.clone(),
            reading: body.reading.clone(),
            name_en: body.name_en.clone(),
            sort_key: body.sort_key.clone(),
        };
        ids.bodies.push(provision::body(tx, new).await?);
    }
    groups(tx, world, &mut ids).await?;
    accounts(tx, material, &mut ids).await?;
    directory(tx, world, &mut ids).await?;
    Ok(ids)
}

async fn groups(tx: &Tx, world: &DemoWorld, ids: &mut Ids) -> Result<(), AppError> {
    let (mut groups, mut members) = (Vec::new(), Vec::new());
    for (position, group) in (1..).zip(&world.groups) {
        let id = tx.new_id();
        groups.push(body_group::Model { id, name: group.name.clone(), position });
        for body in &group.members {
            members.push(body_group_member::Model { group_id: id, body_id: ids.body(*body)?.0 });
        }
        ids.groups.push(id.into());
    }
    insert_all(tx, groups).await?;
    insert_all(tx, members).await
}

async fn accounts(tx: &Tx, material: &Material, ids: &mut Ids) -> Result<(), AppError> {
    let world = &material.world;
    for (index, account) in world.accounts.iter().enumerate() {
        let log_in = world.log_ins.iter().position(|log_in| log_in.account == index);
        let secret = log_in.and_then(|position| material.secrets.get(position));
        let body = ids.body(account.body)?;
        let new = NewAccount {
            email: account.email.clone(),
            name: account.name.clone(),
            reading: account.reading.clone(),
            password_hash: secret.map(|(password, _)| password.clone()),
            body,
            role: account.role,
        };
        let id = provision::account(tx, new).await?;
        if let Some((_, token)) = secret {
            sessions::add_api_token(tx, token, id, body, "demo", None).await?;
        }
        ids.accounts.push(id);
    }
    Ok(())
}

async fn directory(tx: &Tx, world: &DemoWorld, ids: &mut Ids) -> Result<(), AppError> {
    for contact in &world.contacts {
        let content = entry(world, contact)?.check().map_err(|errors| AppError::Invalid { errors })?;
        let id = contacts::insert(tx, ids.body(contact.body)?, None, &content).await?;
        ids.contacts.push((id, content.one_line()));
    }
    Ok(())
}

fn entry(world: &DemoWorld, contact: &Contact) -> Result<ContactDraft, AppError> {
    let section = world.sections.get(contact.section).ok_or_else(missing)?;
    Ok(ContactDraft {
        department: section.department.clone().unwrap_or_default(),
        section: section.name.clone(),
        unit: contact.unit.clone(),
        post: contact.title.clone(),
        name: contact.name.clone(),
        reading: contact.reading.clone(),
        phone: contact.phone_main.clone(),
        extension: contact.extension.clone(),
        direct_phone: contact.phone_direct.clone().unwrap_or_default(),
        fax: contact.fax.clone(),
        lgwan_mail: contact.mail_lgwan.clone(),
        internet_mail: contact.mail_internet.clone().unwrap_or_default(),
        duties: contact.duties.clone(),
        note: String::new(),
    })
}
