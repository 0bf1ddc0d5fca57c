//! Electronic ID (V5): switched on after the ground was confirmed, a real login at a certified provider of others, the number shown once, and every way to fail.

use crate::inside::{Inside, Person};
use crate::routes::{command, session};
use domain::Timestamp;
use gateways::criipto::{Criipto, CriiptoConfig};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use store::Clock;
use store::vault::Sealing;
use tests::browser::{Browser, Driver, Window};
use tests::canary::Canary;
use tests::folder::Folder;
use tests::http::{Reply, get, post_form};
use tests::oidc::{CLIENT, Provider, SECRET};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs, wait};
use web::house::LogPlace;

const GROUND: &str = "Helsepersonelloven paragraph 39";

/// The real clock: the provider has it too.
struct Machine;

impl Clock for Machine {
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    fn now(&self) -> Timestamp {
        web::edge::timestamp(
            SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO),
        )
    }
}

/// The value of an attribute, with what HTML writes for an ampersand read back.
fn between<'a>(page: &'a str, before: &str, after: char) -> Outcome<&'a str> {
    let found = page.split_once(before).and_then(|(_, rest)| rest.split(after).next());
    found.ok_or_else(|| Failure::new(format!("no {before:?} in\n{page}")))
}

/// Somebody who visits, with the cookies they hold.
struct Visitor {
    address: String,
    visit: String,
    cookies: String,
}

impl Visitor {
    fn ask(&self, path: &str) -> Outcome<Reply> {
        get(&format!("{}{path}", self.address), &[("cookie", &self.cookies), ("accept", "text/html")])
    }

    /// Presses the button: where it leads, and the attempt's cookie.
    fn begin(&self, eid: &str) -> Outcome<(String, String)> {
        let to = format!("{}/v/{}/identify", self.address, self.visit);
        let reply = post_form(&to, &[("cookie", &self.cookies)], &[("eid", eid)])?;
        assert_eq!(reply.status, 200, "{}", reply.text());
        let page = reply.text();
        Ok((
            between(&page, "id=\"go\" href=\"", '"')?.replace("&#38;", "&").replace("&amp;", "&"),
            reply.cookies(),
        ))
    }

    /// Comes back from the provider: what the page is told.
    fn back(&self, to: &str, cookie: &str) -> Outcome<Reply> {
        let query = to.split_once('?').map_or("", |(_, query)| query);
        get(&format!("{}/identified?{query}", self.address), &[("cookie", cookie), ("accept", "text/html")])
    }

    fn said(&self, to: &str, cookie: &str) -> Outcome<String> {
        let reply = self.back(to, cookie)?;
        let location = reply.header("location").unwrap_or_default().to_owned();
        assert!(location.starts_with(&format!("/v/{}/identify?", self.visit)), "{} {location}", reply.status);
        let page = self.ask(&location)?;
        assert_eq!(page.status, 200);
        assert!(page.text().contains("?later"), "there is always a way on");
        Ok(location.split("said=").nth(1).unwrap_or_default().to_owned())
    }

    fn identified(&self) -> Outcome<bool> {
        Ok(self.ask(&format!("/v/{}/identify", self.visit))?.text().contains("id=\"identified\""))
    }
}

fn arrive(address: &str, name: &str) -> Outcome<Visitor> {
    let page = get(&format!("{address}/nordlys"), &[])?.text();
    let fields = [("name", name), ("consent", "yes"), ("command", &command(&page)?)];
    let reply = post_form(&format!("{address}/nordlys/arrive"), &[], &fields)?;
    let visit =
        reply.header("location").and_then(|to| to.strip_prefix("/v/")).and_then(|to| to.split('?').next());
    let visit = visit.ok_or_else(|| Failure::new("not let in"))?.to_owned();
    let cookies = reply.cookies();
    get(&format!("{address}{}", reply.header("location").unwrap_or_default()), &[("cookie", &cookies)])?;
    Ok(Visitor { address: address.to_owned(), visit, cookies })
}

/// Switches it on, as a page without a script sends it.
fn switch_on(address: &str, owner: &str, demand: &str, confirmed: bool) -> Outcome<Reply> {
    let to = format!("{address}/nordlys/settings/electronic-id");
    let page = get(&to, &[("cookie", owner), ("accept", "text/html")])?.text();
    let form = page.split("id=\"electronic-id\"").nth(1).unwrap_or_default();
    let command = command(form)?;
    let mut fields = vec![
        ("eid", "no-bankid"),
        ("eid", "dk-mitid"),
        ("demand", demand),
        ("ground", GROUND),
        ("command", command.as_str()),
    ];
    if confirmed {
        fields.push(("confirmed", "yes"));
    }
    let reply = post_form(&to, &[("cookie", owner), ("accept", "text/html")], &fields)?;
    if let Some(next) = reply.header("location") {
        get(&format!("{address}{next}"), &[("cookie", owner)])?;
    }
    Ok(reply)
}

fn admit(address: &str, member: &str, visit: &str) -> Outcome {
    let fields = [("command", "00000000-0000-4000-8000-0000000000a1")];
    let reply =
        post_form(&format!("{address}/nordlys/visits/{visit}/admit"), &[("cookie", member)], &fields)?;
    assert_eq!(reply.status, 303, "{}", reply.text());
    let next = reply.header("location").unwrap_or_default().to_owned();
    get(&format!("{address}{next}"), &[("cookie", member)])?;
    Ok(())
}

/// The professional's page, and what its button answers.
fn show(address: &str, member: &str, visit: &str) -> Outcome<(String, Reply)> {
    let to = format!("{address}/nordlys/visits/{visit}/identity");
    let headers = [("cookie", member), ("accept", "text/html")];
    let page = get(&to, &headers)?.text();
    let command = command(&page).unwrap_or_else(|_| "00000000-0000-4000-8000-0000000000b1".into());
    Ok((page, post_form(&to, &headers, &[("command", &command)])?))
}

fn demo() -> Outcome<(Server, String)> {
    let server = Plan::demo().start()?;
    let owner = session(&server.link("  dashboard ")?)?;
    Ok((server, owner))
}

#[test]
fn it_is_off_until_the_ground_is_confirmed() -> Outcome {
    needs!("switching electronic ID on", Program::Anteroom);
    let (server, owner) = demo()?;
    let address = server.address();
    let early = arrive(&address, "Kari Nordmann")?;
    assert_eq!(early.ask(&format!("/v/{}/identify", early.visit))?.status, 303, "there is nothing to do");
    let to = format!("{address}/v/{}/identify", early.visit);
    let refused = post_form(&to, &[("cookie", &early.cookies)], &[("eid", "no-bankid")])?;
    assert_eq!(refused.status, 409, "{}", refused.text());

    let unconfirmed = switch_on(&address, &owner, "free", false)?;
    assert_eq!(unconfirmed.status, 422);
    assert!(unconfirmed.text().contains(GROUND) && unconfirmed.text().contains("id=\"confirmed-wrong\""));
    assert_eq!(switch_on(&address, &owner, "asked", true)?.status, 303);
    let page = get(&format!("{address}/nordlys/settings/electronic-id"), &[("cookie", &owner)])?.text();
    for said in [GROUND, "Dr Ingrid Berg", "id=\"switch-off\""] {
        assert!(page.contains(said), "{said}");
    }
    // Everybody is asked before they wait, and who cannot goes on all the same.
    let wait = early.ask(&format!("/v/{}?wait", early.visit))?;
    assert!(wait.header("location").is_some_and(|to| to.ends_with("/identify")), "{}", wait.status);
    assert!(early.ask(&format!("/v/{}/identify", early.visit))?.text().contains(GROUND));
    let notice = get(&format!("{address}/nordlys/privacy"), &[])?.text();
    assert!(notice.contains("identify yourself with an electronic ID"), "the notice says so (G8)");
    // Wherever somebody consents: whoever was invited reads it as well.
    let mut berg = Person::holding(&address, &owner);
    let links = "/nordlys/links";
    let form = berg.open(links)?;
    let last = between(&form, "max=\"", '"')?;
    let fields =
        [("name", "Tuva Skarpnes"), ("reach", "tuva@visitor.example"), ("last", last), ("whom", "me")];
    berg.submit(&form, links, &fields)?;
    let link = wait::until("the message", wait::DEADLINE, || {
        let mailbox = get(&format!("{address}/demo/mailbox"), &[])?.text();
        let letter = mailbox.split("<article").find(|one| one.contains("tuva@visitor.example"));
        letter.map(super::invitation::link).transpose()
    })?;
    let invited = get(&format!("{address}{link}"), &[("accept", "text/html")])?.text();
    assert!(invited.contains("id=\"consent\""), "{invited}");
    assert!(invited.contains("identify yourself with an electronic ID"), "{invited}");
    assert!(early.ask(&format!("/v/{}?later", early.visit))?.text().contains("id=\"wait\""));

    let off = page.split("id=\"standing\"").nth(1).unwrap_or_default();
    let to = format!("{address}/nordlys/settings/electronic-id/off");
    let reply = post_form(&to, &[("cookie", &owner)], &[("command", &command(off)?)])?;
    get(&format!("{address}{}", reply.header("location").unwrap_or_default()), &[("cookie", &owner)])?;
    assert_eq!(early.ask(&format!("/v/{}/identify", early.visit))?.status, 303);
    Ok(())
}

/// The address that the demo's stand-in sends back to, after this choice.
fn pick(server: &Server, address: &str, person: &str) -> Outcome<String> {
    let address = address.replace("http://localhost:", "http://127.0.0.1:");
    let page = get(&address, &[])?.text();
    let value = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), '"').map(str::to_owned);
    let (state, nonce, challenge) = (value("state")?, value("nonce")?, value("challenge")?);
    let fields = [
        ("state", state.as_str()),
        ("nonce", nonce.as_str()),
        ("challenge", challenge.as_str()),
        ("person", person),
    ];
    let reply = post_form(&format!("{}/demo/eid", server.address()), &[], &fields)?;
    reply.header("location").map(str::to_owned).ok_or_else(|| Failure::new(reply.text()))
}

#[test]
fn the_number_is_sealed_shown_once_and_goes_with_the_visit() -> Outcome {
    needs!("the sandbox of electronic ID", Program::Anteroom);
    let (server, owner) = demo()?;
    let address = server.address();
    switch_on(&address, &owner, "free", true)?;
    let kari = arrive(&address, "Kari Nordmann")?;
    let (to, cookie) = kari.begin("no-bankid")?;
    let back = pick(&server, &to, "0")?;
    assert_eq!(kari.said(&back, &cookie)?, "done");
    assert!(kari.identified()?);
    assert_eq!(kari.said(&back, &cookie)?, "spent", "a replayed callback");

    let list = get(&format!("{address}/nordlys/dashboard"), &[("cookie", &owner)])?.text();
    assert!(list.contains("Identified with BankID (Norway)"), "{list}");
    let (page, refused) = show(&address, &owner, &kari.visit)?;
    assert!(page.contains("id=\"not-yet\"") && page.contains("agrees with"), "{page}");
    assert_eq!(refused.status, 403, "nobody has let them in");
    admit(&address, &owner, &kari.visit)?;
    let colleague = session(&server.link("colleague's dashboard")?)?;
    assert_eq!(show(&address, &colleague, &kari.visit)?.1.status, 403, "a colleague's visit");
    let (page, shown) = show(&address, &owner, &kari.visit)?;
    assert!(page.contains("id=\"show-number\"") && !page.contains("13817012340"));
    assert!(shown.text().contains("13817012340"));
    let (page, again) = show(&address, &owner, &kari.visit)?;
    assert!(page.contains("id=\"shown\"") && !page.contains("13817012340"));
    assert_eq!((again.status, again.text().contains("13817012340")), (303, false));

    let officer = session(&server.link("compliance desk")?)?;
    let audit = get(&format!("{address}/nordlys/audit"), &[("cookie", &officer)])?.text();
    for purpose in ["Showing the national identity number", "Whether a visitor identified themselves"] {
        assert!(audit.contains(purpose), "{purpose}");
    }
    let canary = Canary::new([("number", "13817012340"), ("ground", GROUND)])?;
    canary.assert_none(&[&server.data(), &server.traces()])?;

    // Both keys go with the visit.
    let reference = between(&list, "class=\"code\">", '<')?.to_owned();
    let desk = get(&format!("{address}/nordlys/desk"), &[("cookie", &officer)])?.text();
    let fields = [("command", &*command(&desk)?), ("reference", &reference)];
    let found = post_form(&format!("{address}/nordlys/desk/find"), &[("cookie", &officer)], &fields)?;
    let found = found.header("location").ok_or_else(|| Failure::new(found.text()))?.to_owned();
    let found = get(&format!("{address}{found}"), &[("cookie", &officer)])?.text();
    let form = found.split_once("action=\"/nordlys/desk/erase\"").map(|(_, form)| form);
    let form = form.ok_or_else(|| Failure::new(format!("{reference}: {found}")))?;
    let fields = [
        ("command", &*command(form)?),
        ("visit", &kari.visit),
        ("reason", "by letter"),
        ("reference", &reference),
    ];
    let erased = post_form(&format!("{address}/nordlys/desk/erase"), &[("cookie", &officer)], &fields)?;
    let statement = erased.header("location").ok_or_else(|| Failure::new(erased.text()))?.to_owned();
    let statement = get(&format!("{address}{statement}"), &[("cookie", &officer)])?.text();
    assert!(statement.contains("National identity number: one key"), "{statement}");
    Ok(())
}

#[test]
fn every_way_to_fail_is_told_and_nobody_is_trapped() -> Outcome {
    needs!("failures of electronic ID", Program::Anteroom);
    let (server, owner) = demo()?;
    let address = server.address();
    switch_on(&address, &owner, "free", true)?;
    let (kari, ola) = (arrive(&address, "Kari Nordmann")?, arrive(&address, "Ola Nordmann")?);
    for (person, word) in [("cancel", "cancelled"), ("away", "away")] {
        let (to, cookie) = kari.begin("no-bankid")?;
        assert_eq!(kari.said(&pick(&server, &to, person)?, &cookie)?, word);
    }
    // A Dane's code on a Norwegian's attempt, as if the provider had mixed them up.
    let (to, cookie) = kari.begin("no-bankid")?;
    assert_eq!(kari.said(&pick(&server, &to, "4")?, &cookie)?, "untrue");
    // Another visit's state, and another visit's cookie.
    let (to, cookie) = kari.begin("no-bankid")?;
    let (other_to, other_cookie) = ola.begin("no-bankid")?;
    let (back, other_back) = (pick(&server, &to, "0")?, pick(&server, &other_to, "1")?);
    assert_eq!(kari.said(&other_back, &cookie)?, "spent", "another visit's state");
    assert_eq!(ola.said(&back, &other_cookie)?, "spent", "another visit's cookie");
    assert!(!kari.identified()? && !ola.identified()?);
    assert_eq!(kari.back(&back, "")?.status, 410, "another browser");
    assert_eq!(kari.back(&back, "identifying=AAAA.no-bankid")?.status, 410, "a forged cookie");
    let other_id = cookie.replace("no-bankid", "dk-mitid");
    assert_eq!(kari.said(&back, &other_id)?, "spent", "another ID than was asked for");
    assert_eq!(kari.said(&back, &cookie)?, "done", "and the attempt itself is untouched by all of it");
    // A newer attempt ends the one before; so does time.
    let (to, old) = kari.begin("no-bankid")?;
    let back = pick(&server, &to, "0")?;
    let (to, cookie) = kari.begin("dk-mitid")?;
    assert_eq!(kari.said(&back, &old)?, "spent");
    let late = pick(&server, &to, "4")?;
    let reply = post_form(&format!("{address}/demo/clock"), &[], &[("days", "1"), ("back", "/")])?;
    assert_eq!(reply.status, 303);
    assert_eq!(kari.said(&late, &cookie)?, "spent", "after its ten minutes");
    Ok(())
}

fn at_the_provider(folder: &Folder, provider: &Provider) -> Outcome<Inside> {
    let config =
        CriiptoConfig { domain: provider.issuer().into(), client: CLIENT.into(), secret: SECRET.into() };
    let criipto = Criipto::new(config)?;
    let data = folder.path().join("data");
    Inside::open_with(&data, LogPlace::Sqlite, Sealing::On, Arc::new(Machine), Some(Arc::new(criipto)))
}

#[test]
fn a_certified_provider_of_others_vouches() -> Outcome {
    needs!("a login at oidc-provider", Program::OidcProvider);
    let (folder, provider) = (Folder::new("oidc")?, Provider::start()?);
    let house = at_the_provider(&folder, &provider)?;
    let owner: Person = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    switch_on(&house.address, owner.cookies(), "free", true)?;
    let kari = arrive(&house.address, "Mikkel Larsen")?;
    let (to, cookie) = kari.begin("no-bankid")?;
    assert_eq!(kari.said(&provider.cancel(&to)?, &cookie)?, "cancelled");
    let (to, cookie) = kari.begin("no-bankid")?;
    assert_eq!(kari.said(&provider.sign_in(&to, "without")?, &cookie)?, "without-number");
    let (to, cookie) = kari.begin("no-bankid")?;
    assert_eq!(kari.said(&provider.sign_in(&to, "ditlev")?, &cookie)?, "untrue", "another ID than asked for");
    let (to, cookie) = kari.begin("no-bankid")?;
    let back = provider.sign_in(&to, "kari")?;
    assert_eq!(kari.said(&back, &cookie)?, "done");
    assert_eq!(kari.said(&back, &cookie)?, "spent");
    let (to, cookie) = kari.begin("dk-mitid")?;
    assert_eq!(kari.said(&provider.sign_in(&to, "ditlev")?, &cookie)?, "done", "the claim of Denmark");
    admit(&house.address, owner.cookies(), &kari.visit)?;
    let (page, shown) = show(&house.address, owner.cookies(), &kari.visit)?;
    assert!(page.contains("differs from") && page.contains("MitID"), "{page}");
    assert!(shown.text().contains("2101270087") && !shown.text().contains("27034698436"));
    // The provider goes away between the two steps.
    let (to, cookie) = kari.begin("no-bankid")?;
    let back = provider.sign_in(&to, "kari")?;
    drop(provider);
    assert_eq!(kari.said(&back, &cookie)?, "away");
    Ok(())
}

/// Looks at every page of it, on a phone and wide, light and dark, in two languages.
#[tokio::test]
async fn the_pages_are_looked_at() -> Outcome {
    needs!(
        "the pages of electronic ID",
        Program::Anteroom,
        Program::Chromium,
        Program::ChromeDriver,
        Program::Axe
    );
    let server = Plan::demo().start()?;
    let driver = Driver::start()?.looking(true);
    let member = driver.open(Window::Wide).await?;
    let visitor = driver.open(Window::Phone).await?;
    member.goto(&server.link("  dashboard ")?).await?;
    member.goto(&format!("{}/nordlys/settings/electronic-id", server.localhost())).await?;
    member.look("electronic-id-off").await?;
    for eid in Eids::ALL {
        member.click(&format!("[name=eid][value='{eid}']")).await?;
    }
    member.click("[name=demand][value='asked']").await?;
    member.fill("[name=ground]", GROUND).await?;
    member.click("#confirmed").await?;
    member.click("#switch-on").await?;
    member.wait_for("#done").await?;
    member.look("electronic-id-on").await?;
    identify(&server, &visitor).await?;
    member.goto(&format!("{}/nordlys/dashboard", server.localhost())).await?;
    member.wait_for("[id^=identity-]").await?;
    member.look("dashboard-identified").await?;
    member.click("[id^=admit-]").await?;
    member.click("#open-call").await?;
    member.wait_for("#call").await?;
    let call = member.address().await?;
    let identity = call.replace("/call", "/identity").split('?').next().unwrap_or_default().to_owned();
    member.goto(&identity).await?;
    member.look("identity-held").await?;
    // It is shown once and to be had in no second language, so it is looked at in the one with the longest words.
    member.goto(&format!("{identity}?language=de")).await?;
    member.click("#show-number").await?;
    member.wait_text("#number", "13817012340").await?;
    member.look("identity-here").await?;
    member.goto(&format!("{}/cookies", server.localhost())).await?;
    member.click("#forget").await?;
    member.wait_for("#nothing-remembered").await?;
    member.goto(&call.replace("/call", "/identity")).await?;
    member.wait_for("#shown").await?;
    member.look("identity-shown").await
}

/// The IDs by their values in the form.
struct Eids;

impl Eids {
    const ALL: [&'static str; 3] = ["no-bankid", "se-bankid", "dk-mitid"];
}

async fn identify(server: &Server, visitor: &Browser) -> Outcome {
    visitor.goto(&format!("{}/nordlys", server.localhost())).await?;
    visitor.fill("[name=name]", "Kari Nordmann").await?;
    visitor.click("[name=consent]").await?;
    visitor.click("#arrive-button").await?;
    visitor.click("#skip-check").await?;
    visitor.wait_for("#with-no-bankid").await?;
    visitor.look("identify").await?;
    visitor.click("#with-no-bankid").await?;
    visitor.wait_for("#demo-eid").await?;
    visitor.look("demo-eid").await?;
    visitor.click("#cancel").await?;
    visitor.wait_for("#failure").await?;
    visitor.look("identify-cancelled").await?;
    visitor.click("#with-no-bankid").await?;
    visitor.click("#person-0").await?;
    visitor.wait_for("#identified").await?;
    visitor.look("identify-done").await?;
    visitor.click("#go-on").await?;
    visitor.wait_for("#wait").await?;
    visitor.look("waiting-identified").await
}
