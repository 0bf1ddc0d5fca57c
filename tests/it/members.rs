//! Members come and go: a removal ends everything that let somebody in, an invitation is withdrawn, the ownership is handed over, and who never came is not kept.

use domain::Class;
use store::vault::Sealing;
use tests::folder::Folder;
use tests::http::{get, post_form};
use tests::{Failure, Outcome, wait};
use web::house::LogPlace;

use crate::door::{newest, press};
use crate::inside::{Inside, Person};
use crate::routes::command;

const HTML: (&str, &str) = ("accept", "text/html");
const TEAM: &str = "/nordlys/team";
const COLLEAGUE: &str = "jon.lie@nordlys.example";

fn house(name: &str) -> Outcome<(Folder, Inside)> {
    let folder = Folder::new(name)?;
    let inside = Inside::open(&folder.path().join("data"), LogPlace::Sqlite, Sealing::On)?;
    Ok((folder, inside))
}

fn owner(inside: &Inside) -> Outcome<Person> {
    inside.enter("/nordlys/dashboard", inside.seeded.owner)
}

/// What a page answers somebody with these cookies.
pub(super) fn status(inside: &Inside, cookies: &str, path: &str) -> Outcome<u16> {
    let headers = [("cookie", cookies), ("accept", "application/json")];
    Ok(get(&format!("{}{path}", inside.address), &headers)?.status)
}

fn ask_for_link(inside: &Inside, email: &str) -> Outcome {
    let address = format!("{}/sign-in", inside.address);
    let command = command(&get(&address, &[])?.text())?;
    assert_eq!(post_form(&address, &[HTML], &[("email", email), ("command", &command)])?.status, 200);
    Ok(())
}

#[test]
fn nothing_lets_in_who_was_removed() -> Outcome {
    let (_folder, inside) = house("members-removed")?;
    let mut owner = owner(&inside)?;
    let colleague = inside.enter("/nordlys/dashboard", inside.seeded.colleague)?;
    assert_eq!(status(&inside, colleague.cookies(), "/nordlys/dashboard")?, 200);
    ask_for_link(&inside, COLLEAGUE)?;
    let link = newest(&inside, COLLEAGUE, "/enter/", 1)?;

    // A visitor asked for them by name: their own colleagues do not see that visitor.
    let visitor = arrive_for(&inside, inside.seeded.colleague)?;
    assert!(!owner.open("/nordlys/dashboard")?.contains("Somebody Waiting"));

    let remove = format!("{TEAM}/{}/remove", inside.seeded.colleague);
    let asked = owner.open(&remove)?;
    assert!(asked.contains("Dr Jon Lie") && asked.contains("20 January 2027"), "{asked}");
    let team = owner.submit(&asked, &remove, &[])?;
    assert!(team.contains("Nothing lets them in any more") && !team.contains("Dr Jon Lie"), "{team}");

    // Their session, their link, and a new link: none opens anything.
    assert_eq!(status(&inside, colleague.cookies(), "/nordlys/dashboard")?, 401);
    assert_eq!(press(&inside, &link, "")?, 410);
    newest_that(&inside, COLLEAGUE, "no longer a member")?;
    // Nobody can ask for them any more, and whoever had is anybody's now.
    assert!(!get(&format!("{}/nordlys", inside.address), &[])?.text().contains("Dr Jon Lie"));
    let dashboard = owner.open("/nordlys/dashboard")?;
    assert!(dashboard.contains("Somebody Waiting"), "{dashboard}");
    let admit = format!("/nordlys/visits/{visitor}/admit");
    let asked = owner.open(&admit)?;
    owner.submit(&asked, &admit, &[])?;
    assert_eq!(owner.page, format!("/nordlys/visits/{visitor}/call"));
    // Removing twice is removing once; a member who is gone is not there to be changed.
    assert_eq!(status(&inside, owner.cookies(), &remove)?, 404);

    // The address is free at once, for a new account here.
    owner.send(TEAM, TEAM, &[("email", COLLEAGUE), ("role", "member")])?;
    let again = newest(&inside, COLLEAGUE, "/enter/", 2)?;
    assert_eq!(press(&inside, &again, "Dr Jon Lie")?, 303);
    Ok(())
}

#[test]
fn nobody_waits_in_vain_for_whoever_lost_the_role() -> Outcome {
    let (_folder, inside) = house("members-role-taken")?;
    let mut owner = owner(&inside)?;
    let mut colleague = inside.enter("/nordlys/dashboard", inside.seeded.colleague)?;
    let lie = inside.seeded.colleague.to_string();
    let stale = get(&format!("{}/nordlys", inside.address), &[HTML])?.text();
    assert!(stale.contains(&lie));
    let mut waiting = Person::at(&inside.address);
    let asked = [("name", "Somebody Waiting"), ("consent", "yes"), ("professional", lie.as_str())];
    waiting.submit(&stale, "/nordlys/arrive", &asked)?;
    let visit = waiting.page.trim_start_matches("/v/").to_owned();
    assert!(waiting.open(&format!("/v/{visit}?wait"))?.contains("Dr Jon Lie"));
    let invitations = "/nordlys/invitations";
    let appointment = [
        ("name", "Somebody Invited"),
        ("reach", "invited@visitor.example"),
        ("day", "2026-11-24"),
        ("time", "10:40"),
        ("whom", "me"),
    ];
    colleague.send(invitations, invitations, &appointment)?;
    assert!(!owner.open("/nordlys/dashboard")?.contains("Somebody Waiting"));
    assert!(owner.open("/nordlys/team/appointments")?.contains("id=\"no-left\""));
    // Somebody is with the colleague already, and nobody has entered the call.
    let let_in = arrive_for(&inside, inside.seeded.colleague)?;
    let admit = format!("/nordlys/visits/{let_in}/admit");
    colleague.send(&admit, &admit, &[])?;
    assert!(!owner.open("/nordlys/dashboard")?.contains(&format!("take-over-{let_in}")));

    owner.send(TEAM, &format!("{TEAM}/{lie}/roles"), &[("role", "auditor")])?;
    // A form from before is answered with a sentence, and nothing that was written is lost.
    let mut late = Person::at(&inside.address);
    let fresh = get(&format!("{}/nordlys", inside.address), &[HTML])?.text();
    assert!(!fresh.contains(&lie));
    let asked = [("name", "Somebody Late"), ("consent", "yes"), ("professional", lie.as_str())];
    let told = late.refused(&fresh, "/nordlys/arrive", &asked, 409)?;
    assert!(told.contains("no longer receives visitors here") && told.contains("value=\"Somebody Late\""));
    late.submit(&told, "/nordlys/arrive", &[("name", "Somebody Late"), ("consent", "yes")])?;
    // So is a made-up member, and one of the house who never received anybody.
    for made_up in [inside.seeded.officer.to_string(), "00000000-0000-4000-8000-0000000000ff".to_owned()] {
        let mut forger = Person::at(&inside.address);
        let page = forger.open("/nordlys")?;
        let asked = [("name", "Somebody Else"), ("consent", "yes"), ("professional", made_up.as_str())];
        forger.refused(&page, "/nordlys/arrive", &asked, 409)?;
    }
    // Whoever was let in is taken over.
    assert!(owner.open("/nordlys/dashboard")?.contains(&format!("take-over-{let_in}")));
    owner.send(&admit, &admit, &[])?;
    assert_eq!(owner.page, format!("/nordlys/visits/{let_in}/call"));
    assert!(!owner.open("/nordlys/dashboard")?.contains(&format!("take-over-{let_in}")));
    // Whoever waited waits for the first one free, and is shown, seen and let in by who is there.
    assert!(!waiting.open(&format!("/v/{visit}?wait"))?.contains("Dr Jon Lie"));
    let list = owner.open("/nordlys/dashboard")?;
    assert!(list.contains("Somebody Waiting") && list.contains("Somebody Late"), "{list}");
    assert_eq!(status(&inside, owner.cookies(), &format!("/nordlys/visits/{visit}"))?, 200);
    // The appointment is given to a colleague.
    let left = "/nordlys/team/appointments";
    let page = owner.open(left)?;
    let one = between(&page, &format!("action=\"{left}/"), "/give\"")?;
    assert!(page.contains("Dr Jon Lie"), "{page}");
    let own = inside.seeded.owner.to_string();
    owner.submit(&page, &format!("{left}/{one}/give"), &[("colleague", &own)])?;
    assert!(owner.open(invitations)?.contains("Somebody Invited"));
    let admit = format!("/nordlys/visits/{visit}/admit");
    owner.send(&admit, &admit, &[])?;
    assert_eq!(owner.page, format!("/nordlys/visits/{visit}/call"));
    inside.close();
    Ok(())
}

/// A visitor who asks for this member: the visit's id.
fn arrive_for(inside: &Inside, member: domain::MemberId) -> Outcome<String> {
    let page = get(&format!("{}/nordlys", inside.address), &[])?.text();
    let (command, member) = (command(&page)?, member.to_string());
    let fields = [
        ("name", "Somebody Waiting"),
        ("consent", "yes"),
        ("professional", &*member),
        ("command", &*command),
    ];
    let reply = post_form(&format!("{}/nordlys/arrive", inside.address), &[HTML], &fields)?;
    let visit =
        reply.header("location").and_then(|to| to.strip_prefix("/v/")).and_then(|to| to.split('?').next());
    visit.map(str::to_owned).ok_or_else(|| Failure::new(reply.text()))
}

/// Waits for a letter to this address that holds these words.
pub(super) fn newest_that(inside: &Inside, email: &str, words: &str) -> Outcome<String> {
    wait::until("the letter", wait::DEADLINE, || {
        let mailbox = get(&format!("{}/demo/mailbox", inside.address), &[])?.text();
        let mut letters = mailbox.split("sheet letter\"").skip(1);
        Ok(letters.find(|letter| letter.contains(email) && letter.contains(words)).map(str::to_owned))
    })
}

#[test]
fn an_organisation_learns_of_few_addresses_whether_they_have_an_account() -> Outcome {
    let (_folder, inside) = house("members-taken")?;
    let mut owner = owner(&inside)?;
    let free = |n: usize| format!("nobody{n}@nordlys.example");
    for n in 0..5 {
        owner.send(TEAM, TEAM, &[("email", &free(n)), ("role", "member")])?;
        let form = owner.open(TEAM)?;
        // A form that comes twice is one.
        for _ in 0..2 {
            let told = owner.refused(&form, TEAM, &[("email", COLLEAGUE), ("role", "member")], 409)?;
            assert!(told.contains("already has an account"), "{told}");
        }
    }
    // From here on no answer tells anything: an address without an account is answered the same.
    for email in [COLLEAGUE, &free(5)] {
        let form = owner.open(TEAM)?;
        let told = owner.refused(&form, TEAM, &[("email", email), ("role", "member")], 429)?;
        assert!(told.contains("go on tomorrow") && told.contains(&format!("value=\"{email}\"")), "{told}");
    }
    inside.turn(25)?;
    let mut owner = self::owner(&inside)?;
    owner.send(TEAM, TEAM, &[("email", "nobody@nordlys.example"), ("role", "member")])?;
    inside.close();
    Ok(())
}

#[test]
fn an_open_invitation_is_withdrawn_and_its_address_is_not_kept() -> Outcome {
    let (_folder, inside) = house("members-withdrawn")?;
    let mut owner = owner(&inside)?;
    let email = "wrong.person@elsewhere.example";
    let team = owner.send(TEAM, TEAM, &[("email", email), ("role", "member")])?;
    let link = newest(&inside, email, "/enter/", 1)?;
    let action = between(&team, &format!("action=\"{TEAM}/"), "/withdraw\"")?;
    let member: domain::MemberId = action.parse()?;
    let team = owner.submit(&team, &format!("{TEAM}/{action}/withdraw"), &[])?;
    assert!(team.contains("The invitation is withdrawn") && !team.contains(email), "{team}");
    assert_eq!(press(&inside, &link, "Wrong Person")?, 410);
    inside.expire()?;
    assert!(inside.destroyed(member.subject(), Class::Contact)?, "nothing is kept");
    Ok(())
}

#[test]
fn the_name_of_who_was_removed_is_kept_for_its_period_alone() -> Outcome {
    let (_folder, inside) = house("members-kept")?;
    let mut owner = owner(&inside)?;
    let remove = format!("{TEAM}/{}/remove", inside.seeded.colleague);
    owner.send(&remove, &remove, &[])?;
    let whose = inside.seeded.colleague.subject();
    let gone = || {
        Ok::<_, Failure>([inside.destroyed(whose, Class::Account)?, inside.destroyed(whose, Class::Contact)?])
    };
    for (hours, expected) in [(24 * 60 - 1, [false, false]), (2, [true, false]), (24 * 30, [true, true])] {
        inside.turn(hours)?;
        inside.expire()?;
        assert_eq!(gone()?, expected, "{hours} hours later");
    }
    Ok(())
}

#[test]
fn the_ownership_is_offered_and_accepted_and_the_seat_moves_with_it() -> Outcome {
    let (_folder, inside) = house("members-ownership")?;
    let mut owner = owner(&inside)?;
    let mut colleague = inside.enter("/nordlys/dashboard", inside.seeded.colleague)?;
    let remove_owner = format!("{TEAM}/{}/remove", inside.seeded.owner);
    assert_eq!(status(&inside, owner.cookies(), &remove_owner)?, 409, "the owner is not removed");
    assert_eq!(status(&inside, colleague.cookies(), "/nordlys/ownership")?, 404, "nothing is offered");

    let offer = format!("{TEAM}/{}/owner", inside.seeded.colleague);
    let team = owner.send(&offer, &offer, &[])?;
    assert!(team.contains("You have offered the ownership to"), "{team}");
    newest_that(&inside, COLLEAGUE, "/nordlys/ownership")?;
    assert_eq!(status(&inside, colleague.cookies(), "/nordlys/bill")?, 403, "an offer changes nothing");
    let officer = inside.enter("/nordlys/desk", inside.seeded.officer)?;
    assert_eq!(status(&inside, officer.cookies(), "/nordlys/ownership")?, 404, "it was offered to another");

    // Withdrawn and declined, it is over; offered once more, it is accepted.
    owner.submit(&team, "/nordlys/ownership/end", &[])?;
    assert_eq!(status(&inside, colleague.cookies(), "/nordlys/ownership")?, 404);
    owner.send(&offer, &offer, &[])?;
    colleague.send("/nordlys/ownership", "/nordlys/ownership/end", &[])?;
    assert_eq!(status(&inside, colleague.cookies(), "/nordlys/ownership")?, 404);
    owner.send(&offer, &offer, &[])?;
    assert!(colleague.open("/nordlys/account")?.contains("/nordlys/ownership"));
    let page = colleague.open("/nordlys/ownership")?;
    assert!(page.contains("Dr Ingrid Berg"), "{page}");
    let team = colleague.submit(&page, "/nordlys/ownership/accept", &[])?;
    assert!(team.contains("You are the owner now"), "{team}");
    newest_that(&inside, "ingrid.berg@nordlys.example", "has been accepted")?;

    // The new owner signs and pays; the old one administers, and can be removed now.
    assert_eq!(status(&inside, colleague.cookies(), "/nordlys/agreement")?, 200);
    assert_eq!(status(&inside, owner.cookies(), "/nordlys/agreement")?, 403);
    assert_eq!(status(&inside, owner.cookies(), TEAM)?, 200);
    let bill = colleague.open("/nordlys/bill")?;
    assert!(
        bill.contains("Dr Jon Lie") && !bill.contains("Owner, always billed</td><td>Dr Ingrid"),
        "{bill}"
    );
    assert_eq!(bill.matches("Owner, always billed").count(), 1);
    assert_eq!(status(&inside, colleague.cookies(), &remove_owner)?, 200);
    Ok(())
}

#[test]
fn who_never_confirmed_or_accepted_is_not_kept() -> Outcome {
    let (_folder, inside) = house("members-never")?;
    let mut owner = owner(&inside)?;
    let email = "never.comes@nordlys.example";
    let team = owner.send(TEAM, TEAM, &[("email", email), ("role", "member")])?;
    let never: domain::MemberId = between(&team, &format!("action=\"{TEAM}/"), "/withdraw\"")?.parse()?;
    // Invited once more three days later, the whole time begins anew.
    inside.turn(72)?;
    owner.send(TEAM, TEAM, &[("email", email), ("role", "member")])?;
    inside.turn(24 * 7)?;
    inside.expire()?;
    assert!(!inside.destroyed(never.subject(), Class::Contact)?);
    inside.turn(25)?;
    inside.expire()?;
    assert!(inside.destroyed(never.subject(), Class::Contact)?);
    wait::until("the team without the invitation", wait::DEADLINE, || {
        Ok((!owner.open(TEAM)?.contains("not accepted yet")).then_some(()))
    })?;
    // Those who did accept are there for good.
    for member in [inside.seeded.owner, inside.seeded.colleague, inside.seeded.officer] {
        assert!(!inside.destroyed(member.subject(), Class::Account)?);
    }
    Ok(())
}

/// What stands between two texts, nearest to the second.
pub(super) fn between(text: &str, before: &str, after: &str) -> Outcome<String> {
    let found = text.split_once(after).and_then(|(start, _)| start.rsplit_once(before));
    found
        .map(|(_, found)| found.to_owned())
        .ok_or_else(|| Failure::new(format!("no {before}…{after} in {text}")))
}

#[test]
fn a_shorter_retention_says_what_it_ends_and_a_longer_one_touches_nothing() -> Outcome {
    let (_folder, inside) = house("members-retention")?;
    let mut owner = owner(&inside)?;
    let visitor = arrive_for(&inside, inside.seeded.owner)?;
    owner.send("/nordlys/dashboard", &format!("/nordlys/visits/{visitor}/close"), &[])?;
    let visit: domain::VisitId = visitor.parse()?;
    wait::until("the period to start", wait::DEADLINE, || {
        Ok(inside.due(visit.subject(), Class::Visit)?.map(|_| ()))
    })?;
    let due = inside.due(visit.subject(), Class::Visit)?;
    inside.turn(24 * 3)?;

    // This one, and the seeded appointment to which nobody came.
    let settings = "/nordlys/settings/retention";
    let asked = owner.send(settings, settings, &[("retention", "1 day")])?;
    assert!(asked.contains("2 past visits end at once") && asked.contains("Erase 2 visits"), "{asked}");
    assert_eq!(inside.due(visit.subject(), Class::Visit)?, due, "nothing was done");
    // Whoever was told of another number is told anew.
    let again = owner.submit(&asked, settings, &[("retention", "1 day"), ("ends", "7")])?;
    assert!(again.contains("2 past visits end at once"), "{again}");
    // A longer period is for new visits.
    let longer = owner.send(settings, settings, &[("retention", "3 months")])?;
    assert!(longer.contains("Saved") && !longer.contains("id=\"ending\""), "{longer}");
    assert_eq!(inside.due(visit.subject(), Class::Visit)?, due);

    owner.submit(&again, settings, &[("retention", "1 day"), ("ends", "2")])?;
    wait::until("the visit to end", wait::DEADLINE, || {
        inside.expire()?;
        Ok(inside.destroyed(visit.subject(), Class::Visit)?.then_some(()))
    })?;
    Ok(())
}
