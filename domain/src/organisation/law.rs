//! Which law an organisation handles personal data under, and what follows from it: the grounds of each class, and which agreement is signed. It follows from the country
//! and, in the United States, from what the organisation does.

use super::Country;
use crate::class::Class;
use serde::{Deserialize, Serialize};

/// What an organisation does, as it says itself (A6). Asked where the law depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sector {
    /// Health care: a covered entity under HIPAA, where it is in the United States.
    HealthCare,
    /// Anything else.
    Other,
}

impl Sector {
    /// Both.
    pub const ALL: [Sector; 2] = [Sector::HealthCare, Sector::Other];

    /// Its stored name.
    pub fn name(self) -> &'static str {
        match self {
            Sector::HealthCare => "health-care",
            Sector::Other => "other",
        }
    }

    /// The sector of this name.
    pub fn named(name: &str) -> Option<Sector> {
        Self::ALL.into_iter().find(|sector| sector.name() == name)
    }

    /// Whether an organisation there is asked for it.
    pub fn asked_in(country: Country) -> bool {
        country == Country::UnitedStates
    }
}

/// A law on personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Law {
    /// The General Data Protection Regulation: the European Economic Area.
    Gdpr,
    /// The same as the United Kingdom kept it.
    UkGdpr,
    /// Switzerland's Federal Act on Data Protection.
    Fadp,
    /// The Health Insurance Portability and Accountability Act: health care in the United States.
    Hipaa,
    /// Outside of health care the United States have no single one: what was agreed holds.
    Agreed,
}

impl Law {
    /// All of them.
    pub const ALL: [Law; 5] = [Law::Gdpr, Law::UkGdpr, Law::Fadp, Law::Hipaa, Law::Agreed];

    /// The one that an organisation is under. Whoever was never asked what they do is taken at the stricter of the two.
    pub fn of(country: Country, sector: Option<Sector>) -> Law {
        match (country, sector) {
            (
                Country::Norway
                | Country::Germany
                | Country::Netherlands
                | Country::France
                | Country::Austria,
                _,
            ) => Law::Gdpr,
            (Country::UnitedKingdom, _) => Law::UkGdpr,
            (Country::Switzerland, _) => Law::Fadp,
            (Country::UnitedStates, None | Some(Sector::HealthCare)) => Law::Hipaa,
            (Country::UnitedStates, Some(Sector::Other)) => Law::Agreed,
        }
    }

    /// What its own texts call it; empty where there is no single one.
    pub fn name(self) -> &'static str {
        match self {
            Law::Gdpr => "GDPR",
            Law::UkGdpr => "UK GDPR",
            Law::Fadp => "FADP",
            Law::Hipaa => "HIPAA",
            Law::Agreed => "",
        }
    }

    /// On which ground it lets an organisation keep an invitation, before anybody has come and consented: the appointment that was made. Empty where there is no single law.
    pub fn appointment(self) -> &'static str {
        match self {
            Law::Gdpr => "GDPR Art. 6(1)(b)",
            Law::UkGdpr => "UK GDPR Art. 6(1)(b)",
            Law::Fadp => "FADP Art. 31(2)(a)",
            Law::Hipaa => "HIPAA, 45 CFR 164.506",
            Law::Agreed => "",
        }
    }

    /// On which ground it lets an organisation handle this class of data.
    pub fn ground(self, class: Class) -> &'static str {
        match (class, self) {
            (Class::Visit, Law::Gdpr) => "GDPR Art. 6(1)(a)",
            (Class::Visit, Law::UkGdpr) => "UK GDPR Art. 6(1)(a)",
            (Class::Visit, Law::Fadp) => "FADP Art. 6(6) and 31(1): consent",
            (Class::Visit, Law::Hipaa) => "consent; HIPAA, 45 CFR 164.506",
            (Class::Visit, Law::Agreed) => "consent",
            (Class::Identity, Law::Gdpr) => {
                "GDPR Art. 6(1)(a) and 87, with the ground that the organisation confirmed"
            }
            (Class::Identity, Law::UkGdpr) => {
                "UK GDPR Art. 6(1)(a), with the ground that the organisation confirmed"
            }
            (Class::Identity, Law::Fadp) => {
                "FADP Art. 6(6) and 31(1): consent, with the ground that the organisation confirmed"
            }
            (Class::Identity, Law::Hipaa | Law::Agreed) => {
                "consent, with the ground that the organisation confirmed"
            }
            (Class::Account, Law::Gdpr) => "GDPR Art. 6(1)(b)",
            (Class::Account, Law::UkGdpr) => "UK GDPR Art. 6(1)(b)",
            (Class::Account, Law::Fadp) => "FADP Art. 31(2)(a): contract",
            (Class::Account, Law::Hipaa | Law::Agreed) => "contract",
            (Class::Contact, Law::Gdpr) => "GDPR Art. 6(1)(c)",
            (Class::Contact, Law::UkGdpr) => "UK GDPR Art. 6(1)(c)",
            (Class::Contact, Law::Fadp) => "FADP Art. 31(1): legal duty",
            (Class::Contact, Law::Hipaa | Law::Agreed) => "legal duty",
            (Class::Audit, Law::Gdpr) => "GDPR Art. 6(1)(c)",
            (Class::Audit, Law::UkGdpr) => "UK GDPR Art. 6(1)(c)",
            (Class::Audit, Law::Fadp) => "FADP Art. 8 and 31(1): legal duty",
            (Class::Audit, Law::Hipaa) => "HIPAA, 45 CFR 164.312(b)",
            (Class::Audit, Law::Agreed) => "contract: the record of access",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gdpr_is_named_where_it_holds_and_nowhere_else() {
        for country in Country::ALL {
            for sector in [None, Some(Sector::HealthCare), Some(Sector::Other)] {
                let law = Law::of(country, sector);
                for class in Class::ALL {
                    let ground = law.ground(class);
                    assert_eq!(ground.starts_with("GDPR"), law == Law::Gdpr, "{country:?}: {ground}");
                    assert_eq!(ground.contains("UK GDPR"), law == Law::UkGdpr, "{country:?}: {ground}");
                    assert_eq!(ground.contains("FADP"), law == Law::Fadp, "{country:?}: {ground}");
                    assert!(law == Law::Hipaa || !ground.contains("HIPAA"), "{country:?}: {ground}");
                }
            }
        }
        let american = |sector| Law::of(Country::UnitedStates, sector);
        assert_eq!(american(None), Law::Hipaa, "whoever was never asked is held to more, not to less");
        assert_eq!(
            (american(Some(Sector::HealthCare)), american(Some(Sector::Other))),
            (Law::Hipaa, Law::Agreed)
        );
    }
}
