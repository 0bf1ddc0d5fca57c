//! Agreements through the pages: signed and accepted, changed, announced, taken note of, accepted by use; and what was agreed to, ever after (D1, D2, D3).

use super::inside::{Inside, Person};
use super::serve::told;
use std::fs;
use std::path::PathBuf;
use store::vault::Sealing;
use tests::browser::{Driver, Window};
use tests::folder::Folder;
use tests::http::{get, request};
use tests::program::Program;
use tests::server::Plan;
use tests::{Failure, Outcome, needs, pdf, wait};
use web::house::LogPlace;

const PAGE: &str = "/nordlys/agreement";
const DASHBOARD: &str = "/nordlys/dashboard";
const LANGUAGE: &str = "/nordlys/settings/language";
const BERG: &str = "ingrid.berg@nordlys.example";

fn house(folder: &Folder) -> Outcome<Inside> {
    Inside::open(&folder.path().join("data"), LogPlace::Sqlite, Sealing::On)
}

/// A folder with texts of the operator's own: these files.
fn texts(folder: &Folder, files: &[(&str, &str)]) -> Outcome<PathBuf> {
    let own = folder.path().join("agreements");
    fs::create_dir_all(&own)?;
    for (name, text) in files {
        fs::write(own.join(name), text)?;
    }
    Ok(own)
}

const TERMS: &str = "version = ours-2; dated = 2026-11-20; significant = yes; changed = Section 5 names the new price.\n\n\
     # Terms of service\n\nThese are the terms of {operator}.\n\n## 5. Payment\n\n5.1 It costs a fish a day.\n";
const DPA: &str = "version = dpa-ours; dated = 2026-11-20; significant = yes; changed = Annex 3 names a hosting company.\n\n\
     # Data processing agreement\n\nThe Processor is {operator}.\n\n## 1. Hosting\n\n1.1 Somebody else hosts it.\n";

/// The letters to the owner that say this.
fn letters(house: &Inside, says: &str) -> Outcome<usize> {
    let mailbox = Person::at(&house.address).open("/demo/mailbox")?;
    Ok(mailbox.split("<article").skip(1).filter(|one| one.contains(BERG) && one.contains(says)).count())
}

/// The text of the file behind a link on a page.
fn file(house: &Inside, person: &Person, path: &str) -> Outcome<Vec<u8>> {
    let reply = get(&format!("{}{path}", house.address), &[("cookie", person.cookies())])?;
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/pdf")), "{path}");
    Ok(reply.body)
}

/// The attribute `href` of the first link to a path that begins so.
fn href(page: &str, begins: &str, ends: &str) -> Outcome<String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let link = links.into_iter().find(|link| link.starts_with(begins) && link.ends_with(ends));
    link.map(str::to_owned).ok_or_else(|| Failure::new(format!("no link to {begins}…{ends} in {page}")))
}

/// The entry of a kind on the page.
fn entry<'a>(page: &'a str, kind: &str) -> &'a str {
    let from = page.split(&format!("<li class=\"entry stack\" id=\"{kind}\">")).nth(1).unwrap_or_default();
    from.split("<li class=\"entry stack\"").next().unwrap_or_default()
}

#[test]
fn a_change_is_announced_once_and_accepted_by_use_after_its_day() -> Outcome {
    needs!("agreements and their files", Program::PdfToText);
    let folder = Folder::new("agreements")?;
    let house = house(&folder)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    let page = berg.open(PAGE)?;
    assert!(entry(&page, "dpa").contains("Ingrid Berg") && entry(&page, "dpa").contains("dpa-3"), "{page}");
    assert!(entry(&page, "terms").contains("Accepted with the sign-up by") && page.contains("Norway, GDPR"));
    let signed = file(&house, &berg, &href(&page, "/nordlys/agreement/dpa/", "/pdf")?)?;
    let old_terms = href(&page, "/nordlys/agreement/terms/", "/pdf")?;

    let own = texts(&folder, &[("terms.md", TERMS), ("dpa.md", DPA)])?;
    house.publish(&own)?;
    house.publish(&own)?;
    for says in ["Section 5 names the new price.", "Annex 3 names a hosting company."] {
        wait::until(says, wait::DEADLINE, || Ok((letters(&house, says)? > 0).then_some(())))?;
        assert_eq!(letters(&house, says)?, 1, "{says}");
    }
    // A letter follows from each of these: there is no other to come.
    assert_eq!(house.told("organisation.agreement-announced.v1")?.len(), 2);
    assert_eq!(letters(&house, "It holds from 21 December 2026")?, 1);
    assert!(berg.open(DASHBOARD)?.contains("id=\"changes\""));
    assert!(!lie.open(DASHBOARD)?.contains("id=\"changes\""), "it is the owner's");

    let mut page = berg.open(PAGE)?;
    assert!(entry(&page, "terms").contains("Section 5 names the new price."), "{page}");
    for kind in ["terms", "dpa"] {
        let of = entry(&page, kind).to_owned();
        let digest = of.split("name=\"digest\" value=\"").nth(1).and_then(|rest| rest.get(..64));
        let digest = digest.ok_or_else(|| Failure::new(format!("nothing to note: {of}")))?.to_owned();
        page = berg.submit(&of, "/nordlys/agreement/noted", &[("kind", kind), ("digest", &digest)])?;
        assert!(!page.contains(&format!("id=\"{kind}-noted\"")), "{page}");
    }
    assert!(!berg.open(DASHBOARD)?.contains("id=\"changes\""));

    // Until its day is over using the service accepts nothing; after it neither looking does, nor what somebody does who may not sign.
    berg.send(LANGUAGE, LANGUAGE, &[("language", "nl")])?;
    house.turn(24 * 30)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    berg.send(LANGUAGE, LANGUAGE, &[("language", "nl")])?;
    let page = berg.open(PAGE)?;
    assert!(
        entry(&page, "terms").contains("Accepted with the sign-up by"),
        "the day itself is notice still: {page}"
    );
    house.turn(24)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let mut lie = house.enter(DASHBOARD, house.seeded.colleague)?;
    lie.send("/nordlys/account", "/nordlys/account/language", &[("language", "en")])?;
    let page = berg.open(PAGE)?;
    assert!(entry(&page, "terms").contains("Accepted with the sign-up by"), "{page}");
    // Nor what was refused, and what a page sends by itself.
    let hours = "/nordlys/settings/hours";
    let form = berg.open(hours)?;
    berg.refused(&form, hours, &[("when", "week"), ("monday", "16-8")], 422)?;
    let headers = [("cookie", berg.cookies()), ("content-type", "application/json")];
    let beacon = request("POST", &format!("{}{LANGUAGE}", house.address), &headers, b"{}")?;
    assert_eq!(beacon.status, 415);
    let page = berg.open(PAGE)?;
    assert!(entry(&page, "terms").contains("Accepted with the sign-up by"), "{page}");
    // Nor what has to do with ending the organisation: whoever rejects the terms has to be able to leave.
    house.ending(true)?;
    let ending = "/nordlys/settings/ending";
    let form = berg.open(ending)?;
    berg.submit(&form, &format!("{ending}/revoke"), &[])?;
    let page = berg.open(PAGE)?;
    assert!(entry(&page, "terms").contains("Accepted with the sign-up by"), "{page}");
    berg.send(LANGUAGE, LANGUAGE, &[("language", "en")])?;
    let page = berg.open(PAGE)?;
    let terms = entry(&page, "terms");
    assert!(terms.contains("Accepted by going on to use") && terms.contains("Dr Ingrid Berg"), "{terms}");
    let words = pdf::text(&file(&house, &berg, &href(terms, "/nordlys/agreement/terms/", "/pdf")?)?)?;
    for says in ["ours-2", "a fish a day", "Anteroom demo", "going on to use", "22 December 2026"] {
        assert!(words.contains(says), "{says}: {words}");
    }
    // What was agreed to before is still there, word for word.
    assert!(page.contains(&old_terms), "{page}");
    let words = pdf::text(&file(&house, &berg, &old_terms)?)?;
    assert!(words.contains("Each member who held a call") && words.contains("Accepted with the sign-up"));

    // Use signs nothing: the agreement that was signed is in force until the next is signed.
    assert!(entry(&page, "dpa").contains("dpa-3"), "{page}");
    let newer = href(entry(&page, "dpa"), "/nordlys/agreement/dpa/", "")?;
    let form = berg.open(&newer)?;
    assert!(form.contains("Somebody else hosts it."), "{form}");
    let digest = newer.rsplit('/').next().unwrap_or_default();
    let fields = [("name", "Ingrid Berg"), ("consent", "yes"), ("digest", digest)];
    let page = berg.submit(&form, PAGE, &fields)?;
    assert!(entry(&page, "dpa").contains("dpa-ours"), "{page}");
    let kept = href(&page, "/nordlys/agreement/dpa/", "/pdf")?;
    assert!(kept.contains(digest));
    let links: Vec<_> = page.split("href=\"/nordlys/agreement/dpa/").skip(1).collect();
    let earlier =
        links.iter().filter_map(|rest| rest.split('"').next()).find(|link| !link.starts_with(digest));
    let earlier =
        format!("/nordlys/agreement/dpa/{}", earlier.ok_or_else(|| Failure::new("no earlier one"))?);
    assert!(file(&house, &berg, &earlier)? == signed, "the same file, to the byte");
    house.close();
    Ok(())
}

#[test]
fn a_text_that_was_withdrawn_is_accepted_by_nobody() -> Outcome {
    let folder = Folder::new("agreements-withdrawn")?;
    let house = house(&folder)?;
    let own = texts(&folder, &[("terms.md", TERMS)])?;
    house.publish(&own)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    assert!(berg.open(DASHBOARD)?.contains("id=\"changes\""));
    wait::until("the notice runs", wait::DEADLINE, || {
        Ok((!house.told("organisation.agreement-mailed.v1")?.is_empty()).then_some(()))
    })?;
    // The operator goes back to the text that everybody has accepted.
    fs::remove_file(own.join("terms.md"))?;
    house.publish(&own)?;
    assert!(!berg.open(DASHBOARD)?.contains("id=\"changes\""));
    house.turn(24 * 40)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    berg.send(LANGUAGE, LANGUAGE, &[("language", "nl")])?;
    let page = berg.open(PAGE)?;
    let terms = entry(&page, "terms");
    assert!(terms.contains("Accepted with the sign-up by") && !terms.contains("ours-2"), "{terms}");
    assert!(!house.told("organisation.agreement-accepted.v1")?.iter().any(|one| one.contains("ours-2")));
    // Published once more it is a change once more, with a letter and a notice of its own.
    fs::write(own.join("terms.md"), TERMS)?;
    house.publish(&own)?;
    wait::until("the letter", wait::DEADLINE, || {
        Ok((house.told("organisation.agreement-mailed.v1")?.len() == 2).then_some(()))
    })?;
    berg.send(LANGUAGE, LANGUAGE, &[("language", "en")])?;
    assert!(!entry(&berg.open(PAGE)?, "terms").contains("Accepted by going on to use"));
    house.close();
    Ok(())
}

#[test]
fn a_change_that_was_never_announced_is_told_with_the_next() -> Outcome {
    let folder = Folder::new("agreements-skipped")?;
    let house = house(&folder)?;
    let own = texts(&folder, &[("terms.md", TERMS)])?;
    // The server stops before anybody is told, and starts with a text that changes a small thing.
    house.only_publish(&own)?;
    let small = TERMS.replace("ours-2", "ours-3").replace("significant = yes", "significant = no");
    let small = small.replace("Section 5 names the new price.", "A comma in section 5.");
    // The text is another too: the same one under another version is not published anew.
    let small = small.replace("a fish a day", "a fish, a day");
    fs::write(own.join("terms.md"), small)?;
    house.publish(&own)?;
    for says in ["Section 5 names the new price.", "A comma in"] {
        wait::until(says, wait::DEADLINE, || Ok((letters(&house, says)? > 0).then_some(())))?;
    }
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let page = berg.open(PAGE)?;
    let terms = entry(&page, "terms");
    assert!(terms.contains("ours-3") && terms.contains("Section 5 names the new price."), "{terms}");
    house.publish(&own)?;
    assert_eq!(house.told("organisation.agreement-announced.v1")?.len(), 1, "once");
    house.close();
    Ok(())
}

#[test]
fn nobody_signs_another_text_than_they_have_read() -> Outcome {
    let folder = Folder::new("agreements-read")?;
    let house = house(&folder)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let page = berg.open(PAGE)?;
    let read = href(&page, "/nordlys/agreement/dpa/", "")?;
    house.publish(&texts(&folder, &[("dpa.md", DPA)])?)?;
    let page = berg.open(PAGE)?;
    let form =
        berg.open(&href(entry(&page, "dpa"), "/nordlys/agreement/dpa/", "").and_then(|newest| {
            if newest == read { Err(Failure::new("the new text is not offered")) } else { Ok(newest) }
        })?)?;
    let digest = read.rsplit('/').next().unwrap_or_default();
    let fields = [("name", "Ingrid Berg"), ("consent", "yes"), ("digest", digest)];
    let again = berg.refused(&form, PAGE, &fields, 422)?;
    assert!(again.contains("id=\"consent-wrong\"") && again.contains("was changed a moment ago"), "{again}");
    assert!(again.contains("Somebody else hosts it.") && again.contains("value=\"Ingrid Berg\""), "{again}");
    // Whoever cannot say which text they have read has read none.
    let fields = [("name", "Ingrid Berg"), ("consent", "yes"), ("digest", "")];
    let again = berg.refused(&form, PAGE, &fields, 422)?;
    assert!(again.contains("id=\"consent-wrong\""), "{again}");
    assert!(entry(&berg.open(PAGE)?, "dpa").contains("dpa-3"), "what was signed before is in force");
    house.close();
    Ok(())
}

/// Signs up an organisation that says this of itself, and follows the letter; the owner.
fn signed_up(house: &Inside, slug: &str, country: &str, sector: &str) -> Outcome<Person> {
    let mut owner = Person::at(&house.address);
    let email = format!("owner@{slug}.example");
    let form = [
        ("organisation", "Lakeside Clinic"),
        ("slug", slug),
        ("country", country),
        ("sector", sector),
        ("name", "Dana Reed"),
        ("email", &email),
    ];
    owner.send("/sign-up", "/sign-up", &form)?;
    let link = wait::until("the letter", wait::DEADLINE, || {
        let mailbox = Person::at(&house.address).open("/demo/mailbox")?;
        let letter = mailbox.split("<article").find(|one| one.contains(&email)).map(str::to_owned);
        let secret = letter.and_then(|one| Some(one.split("/confirm/").nth(1)?.get(..64)?.to_owned()));
        Ok(secret.map(|secret| format!("/confirm/{secret}")))
    })?;
    owner.send(&link, &link, &[])?;
    Ok(owner)
}

#[test]
fn in_the_united_states_a_business_associate_agreement_is_signed() -> Outcome {
    needs!("a business associate agreement's file", Program::PdfToText);
    let folder = Folder::new("agreements-us")?;
    let house = house(&folder)?;
    let mut owner = signed_up(&house, "lakeside", "US America/Chicago", "health-care")?;
    let page = owner.open("/lakeside/agreement")?;
    assert!(page.contains("Covered Entity uses") && page.contains("id=\"unsigned\""), "{page}");
    assert!(page.contains("HIPAA") && !page.contains("id=\"dpa\""), "{page}");
    let action = "/lakeside/agreement";
    let page = owner.submit(&page, action, &[("name", "Dana Reed"), ("consent", "yes")])?;
    assert!(page.contains("id=\"signed\"") && !page.contains("id=\"unsigned\""), "{page}");
    let words = pdf::text(&file(&house, &owner, &href(&page, "/lakeside/agreement/baa/", "/pdf")?)?)?;
    for says in ["Business associate agreement", "45 CFR 164.504(e)", "Lakeside Clinic", "Dana Reed"] {
        assert!(words.contains(says), "{says}: {words}");
    }
    notice(&mut owner, "lakeside")?;
    let privacy = Person::at(&house.address).open("/lakeside/privacy")?;
    assert!(privacy.contains("Office for Civil Rights"), "{privacy}");
    assert!(privacy.contains("45 CFR 164.506") && !privacy.contains("General Data Protection"), "{privacy}");
    let mut visitor = Person::at(&house.address);
    let page = visitor.open("/lakeside")?;
    assert!(page.contains("911") && page.contains("id=\"arrive\""), "{page}");
    let fields = [("name", "Pat Doe"), ("consent", "yes")];
    visitor.submit(&page, "/lakeside/arrive", &fields)?;
    let arrived = house.told("visit.arrived.v1")?.concat();
    assert!(arrived.contains("HIPAA, 45 CFR 164.506") && !arrived.contains("GDPR"), "{arrived}");
    house.close();
    Ok(())
}

/// Publishes a privacy notice.
fn notice(owner: &mut Person, slug: &str) -> Outcome {
    let notice = format!("/{slug}/settings/notice");
    let form = [
        ("controller", "Lakeside Clinic"),
        ("address", "1 Lake Street"),
        ("officer", "Kim Lee"),
        ("email", "privacy@lakeside.example"),
    ];
    owner.send(&notice, &notice, &form)?;
    Ok(())
}

#[test]
fn outside_of_health_care_nobody_there_is_asked_to_be_a_covered_entity() -> Outcome {
    let folder = Folder::new("agreements-us-other")?;
    let house = house(&folder)?;
    let mut anybody = Person::at(&house.address);
    let form = anybody.open("/sign-up")?;
    let silent = [
        ("organisation", "Reed Law"),
        ("slug", "reed-law"),
        ("country", "US America/New_York"),
        ("name", "Dana Reed"),
        ("email", "dana@reed-law.example"),
    ];
    let again = anybody.refused(&form, "/sign-up", &silent, 422)?;
    assert!(again.contains("id=\"sector-wrong\"") && again.contains("value=\"Dana Reed\""), "{again}");

    let mut owner = signed_up(&house, "reed-law", "US America/New_York", "other")?;
    let page = owner.open("/reed-law/agreement")?;
    assert!(!page.contains("id=\"unsigned\"") && !page.contains("id=\"baa\""), "{page}");
    assert!(!page.contains("id=\"sign-button\"") && page.contains("nothing to sign"), "{page}");
    notice(&mut owner, "reed-law")?;
    let page = Person::at(&house.address).open("/reed-law")?;
    assert!(page.contains("id=\"arrive\"") && !page.contains("CFR") && !page.contains("GDPR"), "{page}");
    // Who said it wrong says it again, and then signs before anybody else can come.
    let agreement = "/reed-law/agreement";
    let page = owner.send(agreement, "/reed-law/agreement/sector", &[("sector", "health-care")])?;
    assert!(page.contains("id=\"unsigned\"") && page.contains("Covered Entity uses"), "{page}");
    assert!(!Person::at(&house.address).open("/reed-law")?.contains("id=\"arrive\""));
    owner.submit(&page, agreement, &[("name", "Dana Reed"), ("consent", "yes")])?;
    let page = Person::at(&house.address).open("/reed-law")?;
    assert!(page.contains("id=\"arrive\"") && page.contains("45 CFR 164.506"), "{page}");
    house.close();
    Ok(())
}

#[test]
fn a_consent_rests_on_the_law_of_the_country() -> Outcome {
    let folder = Folder::new("agreements-laws")?;
    let house = house(&folder)?;
    for (country, says, sealed_as) in [
        ("GB", "Article 6(1)(a) of the UK GDPR", "UK GDPR Art. 6(1)(a)"),
        ("CH", "Swiss Federal Act on Data Protection", "FADP Art. 6(6) and 31(1)"),
    ] {
        let slug = format!("house-{}", country.to_lowercase());
        let mut owner = signed_up(&house, &slug, country, "")?;
        let agreement = format!("/{slug}/agreement");
        owner.send(&agreement, &agreement, &[("name", "Dana Reed"), ("consent", "yes")])?;
        notice(&mut owner, &slug)?;
        let mut visitor = Person::at(&house.address);
        let page = visitor.open(&format!("/{slug}"))?;
        assert!(page.contains(says) && !page.contains("General Data Protection Regulation"), "{page}");
        visitor.submit(&page, &format!("/{slug}/arrive"), &[("name", "Pat Doe"), ("consent", "yes")])?;
        let arrived = house.told("visit.arrived.v1")?.pop().unwrap_or_default();
        assert!(arrived.contains(sealed_as), "{arrived}");
    }
    house.close();
    Ok(())
}

#[test]
fn the_texts_that_are_offered_are_everybodys_to_read() -> Outcome {
    let folder = Folder::new("agreements-public")?;
    let house = house(&folder)?;
    let mut anybody = Person::at(&house.address);
    let form = anybody.open("/sign-up")?;
    assert!(
        form.contains("href=\"/agreements/terms\"") && form.contains("href=\"/agreements/staff-notice\"")
    );
    for (kind, says) in [("terms", "Terms of service"), ("staff-notice", "Anteroom demo, this machine, runs")]
    {
        assert!(anybody.open(&format!("/agreements/{kind}"))?.contains(says), "{kind}");
    }
    assert_eq!(get(&format!("{}/agreements/other", house.address), &[])?.status, 404);
    // Terms that changed while the form was open are shown again, and nothing that was written is lost.
    house.publish(&texts(&folder, &[("terms.md", TERMS)])?)?;
    let digest =
        form.split("name=\"terms\" value=\"").nth(1).and_then(|rest| rest.get(..64)).unwrap_or_default();
    let fields = [
        ("organisation", "Lakeside Clinic"),
        ("slug", "lakeside"),
        ("country", "CH"),
        ("name", "Dana Reed"),
        ("email", "owner@lakeside.example"),
        ("terms", digest),
    ];
    let again = anybody.refused(&form, "/sign-up", &fields, 409)?;
    assert!(again.contains("id=\"terms-wrong\"") && again.contains("value=\"Dana Reed\""), "{again}");
    assert!(again.contains("<option value=\"CH\" selected>"), "{again}");
    // Neither the terms nor the notice beside them are taken as read by whoever does not say which.
    for unread in ["terms", "notice"] {
        let fields: Vec<_> = fields[..5].iter().copied().chain([(unread, "")]).collect();
        let again = anybody.refused(&again, "/sign-up", &fields, 409)?;
        assert!(again.contains("id=\"terms-wrong\""), "{unread}: {again}");
    }
    house.close();
    Ok(())
}

#[test]
fn members_and_visitors_read_what_is_done_with_their_data_and_which_words_stands_in_the_log() -> Outcome {
    let folder = Folder::new("agreements-notices")?;
    let house = house(&folder)?;
    let mut berg = house.enter(DASHBOARD, house.seeded.owner)?;
    let team = "/nordlys/team";
    berg.send(team, team, &[("email", "mia.winter@nordlys.example"), ("role", "member")])?;
    let letter = super::invitation::message(&house, "mia.winter@nordlys.example", "/enter/")?;
    let secret = letter.split("/enter/").nth(1).and_then(|rest| rest.get(..64));
    let link = format!("/enter/{}", secret.ok_or_else(|| Failure::new("no link"))?);
    let mut member = Person::at(&house.address);
    let form = member.open(&link)?;
    assert!(form.contains("href=\"/agreements/staff-notice\""), "{form}");
    let again = member.refused(&form, &link, &[("name", "Mia Winter"), ("notice", "")], 409)?;
    assert!(again.contains("id=\"notice-wrong\"") && again.contains("value=\"Mia Winter\""), "{again}");
    member.submit(&form, &link, &[("name", "Mia Winter")])?;
    assert!(member.open("/nordlys/account")?.contains("href=\"/agreements/staff-notice\""));
    let hidden = super::inside::hidden(&form, &link)?;
    let digest = hidden.iter().find(|(name, _)| *name == "notice").map_or("", |(_, digest)| *digest);
    let accepted = house.told("member.accepted.v1")?.pop().unwrap_or_default();
    assert!(digest.len() == 64 && accepted.contains(digest), "{accepted}");

    let mut visitor = Person::at(&house.address);
    visitor.send("/nordlys", "/nordlys/arrive", &[("name", "Pat Doe"), ("consent", "yes")])?;
    let arrived: serde_json::Value =
        serde_json::from_str(&house.told("visit.arrived.v1")?.pop().unwrap_or_default())?;
    let words = arrived.pointer("/consent/words").and_then(serde_json::Value::as_str).unwrap_or_default();
    let page = visitor.open("/agreements/visitor-notice")?;
    assert!(words.len() == 64 && page.contains(words), "{arrived}");
    for said in ["I can withdraw my consent", "jederzeit widerrufen", "LPD", "45 CFR 164.506"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    house.close();
    Ok(())
}

#[test]
fn another_text_under_a_published_version_stops_the_start() -> Outcome {
    needs!("agreements of one's own", Program::Anteroom);
    let folder = Folder::new("agreements-start")?;
    let own = texts(&folder, &[("terms.md", TERMS)])?;
    let option = format!("--agreements={}", own.display());
    let mut server = Plan::demo().arg(&option).start()?;
    let reply = get(&format!("{}/agreements/terms", server.address()), &[])?;
    assert!(reply.text().contains("a fish a day"));
    server.terminate()?;
    let data = server.data().display().to_string();
    let refused = |text: &str| -> Outcome<String> {
        fs::write(own.join("terms.md"), text)?;
        let refusal = told(&["demo", "--data", &data, "--port", "0", &option], &[]).err();
        Ok(refusal.map_or_else(String::new, |failure| failure.message().to_owned()))
    };
    let words = refused(&TERMS.replace("a fish", "two fishes"))?;
    assert!(words.contains("terms.md, line 1") && words.contains("version ours-2"), "{words}");
    let words = refused(&TERMS.replace("{operator}", "{somebody}"))?;
    assert!(words.contains("terms.md: line 5: {somebody}"), "{words}");
    fs::write(own.join("terms.md"), TERMS.replace("a fish", "two fishes").replace("ours-2", "ours-3"))?;
    server.start_again()?;
    assert!(get(&format!("{}/agreements/terms", server.address()), &[])?.text().contains("two fishes a day"));
    // The operator reads how the one organisation stands with it.
    wait::until("the letter", wait::DEADLINE, || {
        let list = super::serve::told(&["agreements", "list", "--data", &data], &[])?;
        let terms = list.lines().find(|line| line.starts_with("terms ours-3, ")).unwrap_or_default();
        Ok(terms.ends_with("agreed 0, told 1, letter not out 0, others 0").then_some(()))
    })?;
    Ok(())
}

#[tokio::test]
async fn their_pages_are_accessible_wide_narrow_light_and_dark() -> Outcome {
    needs!("pages of agreements", Program::Anteroom, Program::Chromium, Program::Axe);
    let folder = Folder::new("agreements-pages")?;
    let own = texts(&folder, &[])?;
    let mut server = Plan::demo().arg(format!("--agreements={}", own.display())).start()?;
    fs::write(own.join("terms.md"), TERMS)?;
    fs::write(own.join("dpa.md"), DPA)?;
    server.start_again()?;
    let driver = Driver::start()?.looking(true);
    let owner = driver.open(Window::Wide).await?;
    let dashboard = server.link("  dashboard ")?;
    owner.goto_until(&dashboard, "document.querySelector('#changes') !== null").await?;
    owner.look("agreements-dashboard").await?;
    owner.goto(&format!("{}{PAGE}", server.localhost())).await?;
    owner.wait_for("#terms-newer").await?;
    owner.look("agreements").await?;
    owner.click("#dpa-read-newer").await?;
    owner.wait_for("#sign").await?;
    owner.look("agreement-to-sign").await?;
    owner.goto(&format!("{}/agreements/terms", server.localhost())).await?;
    owner.look("agreement-public").await?;
    owner.goto(&format!("{}/sign-up", server.localhost())).await?;
    // What an organisation does is asked where the law depends on it, without a script.
    assert_eq!(owner.value("document.querySelector('#sector').offsetHeight").await?, 0);
    owner.look("agreement-sign-up").await?;
    owner.choose("#country", "US America/Chicago").await?;
    owner.wait_until("document.querySelector('#sector').offsetHeight > 0").await?;
    owner.look("agreement-sign-up-sector").await?;
    owner.goto(&format!("{}/nordlys/settings/branding", server.localhost())).await?;
    owner.look("settings-branding").await?;
    owner.click("#preview").await?;
    owner.wait_for("#preview-note").await?;
    owner.look("branding-preview").await?;
    owner.goto(&format!("{}/nordlys/account", server.localhost())).await?;
    owner.look("account-picture").await?;
    owner.goto(&format!("{}/nordlys/team", server.localhost())).await?;
    owner.look("team").await?;
    owner.close().await
}
