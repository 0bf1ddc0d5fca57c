//! Compares two names without keeping either: a hint to the professional, and no judgement.

use super::NameSays;
use crate::text::PersonName;
use std::collections::BTreeSet;

/// Whether every word of the name that was written stands in the name of the ID, in whatever order: people leave out middle names.
pub fn compare(written: &PersonName, vouched: Option<&PersonName>) -> NameSays {
    let Some(vouched) = vouched else { return NameSays::Nothing };
    let (written, vouched) = (words(written), words(vouched));
    if written.is_empty() || vouched.is_empty() {
        return NameSays::Nothing;
    }
    if written.is_subset(&vouched) { NameSays::Agrees } else { NameSays::Differs }
}

fn words(name: &PersonName) -> BTreeSet<String> {
    let lower = name.as_str().to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_case_and_middle_names_do_not_matter_and_another_name_does() {
        let name = |text: &str| PersonName::parse(text).unwrap();
        let say = |written: &str, vouched: &str| compare(&name(written), Some(&name(vouched)));
        assert_eq!(say("Kari Nordmann", "NORDMANN, KARI ANNE"), NameSays::Agrees);
        assert_eq!(say("kari", "Kari Nordmann"), NameSays::Agrees);
        assert_eq!(say("Åse-Marie Bø", "Åse Marie Bø"), NameSays::Agrees);
        assert_eq!(say("Kari Hansen", "Kari Nordmann"), NameSays::Differs);
        assert_eq!(say("Kari Anne Nordmann", "Kari Nordmann"), NameSays::Differs);
        assert_eq!(say("…", "Kari Nordmann"), NameSays::Nothing);
        assert_eq!(compare(&name("Kari"), None), NameSays::Nothing);
    }
}
