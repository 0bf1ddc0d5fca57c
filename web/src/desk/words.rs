//! Roles, purposes, classes and people of the access log in the reader's words.

use crate::lang::Lang;
use crate::page::Shown;
use domain::access::{Purpose, Viewer};
use domain::class::Period;
use domain::organisation::Law;
use domain::{Class, Role};

/// A role.
pub fn role(lang: Lang, role: Role) -> String {
    let said = match role {
        Role::Owner => lang.say("role-owner"),
        Role::Administrator => lang.say("role-administrator"),
        Role::Member => lang.say("role-member"),
        Role::ComplianceOfficer => lang.say("role-compliance-officer"),
        Role::Auditor => lang.say("role-auditor"),
    };
    said.to_string()
}

/// What an opening was for.
pub fn purpose(lang: Lang, purpose: Purpose) -> String {
    let said = match purpose {
        Purpose::WaitingList => lang.say("purpose-waiting-list"),
        Purpose::Call => lang.say("purpose-call"),
        Purpose::Summary => lang.say("purpose-summary"),
        Purpose::History => lang.say("purpose-history"),
        Purpose::OwnVisit => lang.say("purpose-own-visit"),
        Purpose::OwnCopy => lang.say("purpose-own-copy"),
        Purpose::PublicPage => lang.say("purpose-public-page"),
        Purpose::OwnAccount => lang.say("purpose-own-account"),
        Purpose::SignIn => lang.say("purpose-sign-in"),
        Purpose::Team => lang.say("purpose-team"),
        Purpose::Settings => lang.say("purpose-settings"),
        Purpose::Bill => lang.say("purpose-bill"),
        Purpose::Counting => lang.say("purpose-counting"),
        Purpose::Mail => lang.say("purpose-mail"),
        Purpose::Appointments => lang.say("purpose-appointments"),
        Purpose::ErasureSearch => lang.say("purpose-erasure-search"),
        Purpose::Statement => lang.say("purpose-statement"),
        Purpose::LegalHold => lang.say("purpose-legal-hold"),
        Purpose::Identification => lang.say("purpose-identification"),
        Purpose::IdentityNumber => lang.say("purpose-identity-number"),
        Purpose::Audit => lang.say("purpose-audit"),
    };
    said.to_string()
}

/// A class of data.
pub fn class(lang: Lang, class: Class) -> String {
    let said = match class {
        Class::Visit => lang.say("class-visit"),
        Class::Identity => lang.say("class-identity"),
        Class::Account => lang.say("class-account"),
        Class::Contact => lang.say("class-contact"),
        Class::Audit => lang.say("class-audit"),
    };
    said.to_string()
}

/// What stands behind keeping a class: its ground under this law, and where its period comes from.
pub fn grounds(law: Law, class: Class) -> String {
    format!("{}; {}", law.ground(class), class.policy().source)
}

/// How long a class is kept.
pub fn period(lang: Lang, class: Class) -> String {
    let said = match class.policy().period {
        Period::Chosen => lang.say("period-chosen"),
        Period::Days(days) => lang.say("period-days").with("count", days),
        Period::Years(years) => lang.say("period-years").with("count", years),
    };
    said.to_string()
}

/// Who opened. `name` is that of a member; without it, it was erased.
pub fn who(lang: Lang, viewer: &Viewer, name: Option<&str>) -> Shown {
    match viewer {
        Viewer::Member { .. } | Viewer::SigningIn { .. } => name.map_or(Shown::Erased, Shown::value),
        Viewer::Visitor => Shown::value(lang.say("who-visitor").to_string()),
        Viewer::VisitorByCode => Shown::value(lang.say("who-code").to_string()),
        Viewer::Guest => Shown::value(lang.say("who-guest").to_string()),
        Viewer::Public => Shown::value(lang.say("who-public").to_string()),
        Viewer::System { part } => Shown::value(lang.say("who-system").with("name", part).to_string()),
        Viewer::Operator { person } => Shown::value(person.as_str()),
    }
}

/// Under which role somebody opened, or what stands in its place.
pub fn authority(lang: Lang, viewer: &Viewer) -> String {
    match viewer {
        Viewer::Member { role: held, .. } => role(lang, *held),
        Viewer::Visitor => lang.say("as-visitor").to_string(),
        Viewer::VisitorByCode => lang.say("as-code").to_string(),
        Viewer::Guest => lang.say("as-guest").to_string(),
        Viewer::SigningIn { .. } => lang.say("as-signing-in").to_string(),
        Viewer::Public => lang.say("as-public").to_string(),
        Viewer::System { .. } => lang.say("as-system").to_string(),
        Viewer::Operator { .. } => lang.say("as-operator").to_string(),
    }
}
