//! Settings through the pages: the index, and letters in the language of whoever reads them.

use super::inside::{Inside, Person};
use store::vault::Sealing;
use tests::folder::Folder;
use tests::{Failure, Outcome, wait};
use web::house::LogPlace;

const INDEX: &str = "/nordlys/settings";
const LANGUAGE: &str = "/nordlys/settings/language";
const CALLS: &str = "/nordlys/settings/calls";
const INVITATIONS: &str = "/nordlys/invitations";

fn house(folder: &Folder) -> Outcome<Inside> {
    Inside::open(&folder.path().join("data"), LogPlace::Sqlite, Sealing::On)
}

/// The newest message to this address that says this.
fn message(house: &Inside, to: &str, says: &str) -> Outcome<String> {
    wait::until(&format!("a message to {to} that says {says:?}"), wait::DEADLINE, || {
        let page = Person::at(&house.address).open("/demo/mailbox")?;
        let mut all = page.split("<article").skip(1);
        Ok(all.find(|one| one.contains(to) && one.contains(says)).map(str::to_owned))
    })
}

/// Invites somebody to 10:40 of this morning.
fn invite(professional: &mut Person, reach: &str, language: Option<&str>) -> Outcome<String> {
    let mut form =
        vec![("name", "Tuva Skarpnes"), ("reach", reach), ("day", "2026-11-21"), ("time", "10:40")];
    form.extend(language.map(|language| ("language", language)));
    professional.send(INVITATIONS, INVITATIONS, &form)
}

#[test]
fn the_index_leads_to_every_setting_that_is_ones_own() -> Outcome {
    let folder = Folder::new("settings")?;
    let house = house(&folder)?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    let index = berg.open(INDEX)?;
    for path in ["settings/retention", "settings/notice", "settings/calls", "settings/language", "agreement"]
    {
        assert!(index.contains(&format!("href=\"/nordlys/{path}\"")), "{path} is not in {index}");
        let page = berg.open(&format!("/nordlys/{path}"))?;
        assert!(page.contains("href=\"/nordlys/settings\"") && page.contains("id=\"on-data\""), "{page}");
    }
    for standing in ["14 days", "Published", "English", "Signed"] {
        assert!(index.contains(standing), "{standing} is not in {index}");
    }
    // An administrator who is not the owner signs nothing.
    let roles = format!("/nordlys/team/{}/roles", house.seeded.colleague);
    berg.send("/nordlys/team", &roles, &[("role", "administrator"), ("role", "member")])?;
    let mut lie = house.enter("/nordlys/dashboard", house.seeded.colleague)?;
    let index = lie.open(INDEX)?;
    assert!(index.contains("settings/language") && !index.contains("href=\"/nordlys/agreement\""), "{index}");
    house.close();
    Ok(())
}

#[test]
fn where_there_is_no_relay_nobody_can_choose_it_alone() -> Outcome {
    let folder = Folder::new("settings-calls")?;
    let house = house(&folder)?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    let form = berg.open(CALLS)?;
    assert!(form.contains("This installation has no relay") && !form.contains("value=\"relay\""), "{form}");
    for ways in ["relay", "any way"] {
        let refused = berg.refused(&form, CALLS, &[("ways", ways)], 422)?;
        assert!(refused.contains("id=\"ways-wrong\""), "{refused}");
    }
    house.close();
    Ok(())
}

#[test]
fn a_visitor_is_written_to_in_the_language_they_read() -> Outcome {
    let folder = Folder::new("settings-language")?;
    let house = house(&folder)?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    let form = berg.open(LANGUAGE)?;
    let nonsense = berg.refused(&form, LANGUAGE, &[("language", "xx")], 422)?;
    assert!(nonsense.contains("id=\"language-wrong\""), "{nonsense}");
    let saved = berg.send(LANGUAGE, LANGUAGE, &[("language", "nl")])?;
    assert!(saved.contains("value=\"nl\" required checked"), "{saved}");

    // Nothing is known of them: the organisation's language, which the form has chosen beforehand.
    assert!(berg.open(INVITATIONS)?.contains("<option value=\"nl\" lang=\"nl\" selected>"));
    invite(&mut berg, "a@visitor.example", None)?;
    message(&house, "a@visitor.example", "zaterdag 21 november 2026")?;
    // The inviter knows.
    invite(&mut berg, "b@visitor.example", Some("fr"))?;
    let letter = message(&house, "b@visitor.example", "samedi 21 novembre 2026")?;
    invite(&mut berg, "924 49 678", Some("fr"))?;
    message(&house, "+4792449678", "Vous avez un rendez-vous")?;

    // They come, and their page is in German: so is what is told to them from then on.
    let secret = letter.split("/i/").nth(1).and_then(|rest| rest.get(..64));
    let link = format!("/i/{}", secret.ok_or_else(|| Failure::new("no link"))?);
    let mut visitor = Person::at(&house.address).reading("de-DE,de;q=0.9");
    visitor.send(&link, &link, &[("name", "Tuva Skarpnes"), ("consent", "yes")])?;
    let visit = visitor.page.trim_start_matches("/v/").to_owned();
    let page = format!("{INVITATIONS}/{visit}");
    berg.send(&page, &format!("{page}/cancel"), &[])?;
    message(&house, "b@visitor.example", "Samstag, 21. November 2026")?;
    house.close();
    Ok(())
}

#[test]
fn a_member_is_written_to_in_the_language_they_chose() -> Outcome {
    let folder = Folder::new("settings-member")?;
    let house = house(&folder)?;
    let knock = |email: &str| Person::at(&house.address).send("/sign-in", "/sign-in", &[("email", email)]);
    let (berg, lie) = ("ingrid.berg@nordlys.example", "jon.lie@nordlys.example");

    // Whoever is invited and has not come yet is written to in the organisation's language.
    let mut owner = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    owner.send(LANGUAGE, LANGUAGE, &[("language", "nb")])?;
    owner.send("/nordlys/team", "/nordlys/team", &[("email", "ny@nordlys.example"), ("role", "member")])?;
    let letter = message(&house, "ny@nordlys.example", "/enter/")?;
    assert!(letter.contains("inviter"), "{letter}");

    // On the page of one's own account, and at the foot of any page while one is signed in.
    let account = owner.send("/nordlys/account", "/nordlys/account/language", &[("language", "fr")])?;
    assert!(account.contains("<option value=\"fr\" lang=\"fr\" selected>"), "{account}");
    knock(berg)?;
    message(&house, berg, "Bonjour")?;
    let mut colleague = house.enter("/nordlys/dashboard", house.seeded.colleague)?;
    let chosen = tests::http::get(
        &format!("{}/nordlys/dashboard?language=de", house.address),
        &[("cookie", colleague.cookies()), ("accept", "text/html")],
    )?;
    assert_eq!(chosen.status, 303);
    knock(lie)?;
    message(&house, lie, "Guten Tag")?;
    // Of whom one language is nobody else's business: it is opened with one's own account alone.
    assert!(!colleague.open("/nordlys/account")?.contains("<option value=\"fr\" lang=\"fr\" selected>"));
    house.close();
    Ok(())
}

#[test]
fn whoever_signs_up_is_written_to_in_the_language_of_the_page() -> Outcome {
    let folder = Folder::new("settings-sign-up")?;
    let house = house(&folder)?;
    let mut founder = Person::at(&house.address).reading("fr");
    let form = [
        ("organisation", "Cabinet des Lilas"),
        ("slug", "lilas"),
        ("country", "DE"),
        ("name", "Claire Morel"),
        ("email", "claire@lilas.example"),
    ];
    founder.send("/sign-up", "/sign-up", &form)?;
    let letter = message(&house, "claire@lilas.example", "/confirm/")?;
    assert!(letter.contains("Bonjour"), "{letter}");
    let secret = letter.split("/confirm/").nth(1).and_then(|rest| rest.get(..64));
    let link = format!("/confirm/{}", secret.ok_or_else(|| Failure::new("no link"))?);
    founder.send(&link, &link, &[])?;
    // Where nothing was chosen, letters to visitors are in the language of the country.
    let settings = founder.open("/lilas/settings")?;
    assert!(settings.contains("Deutsch"), "{settings}");
    house.close();
    Ok(())
}
