//! The read models of pictures and of agreements: given these events, then these rows, however often they are replayed; and nothing of what is erased.

use super::house::*;
use domain::agreement::{Event as Agreement, Kind};
use domain::member::Event as Member;
use domain::organisation::{Branding, Country, Event as Organisation, Profile, Signature, Way};
use domain::picture::{Picture, PictureKind};
use domain::text::{OrganisationName, PersonName, Slug};
use domain::{Class, Personal, SubjectId};
use store::Shown;

fn picture(subject: SubjectId, letters: &str) -> Personal<Picture> {
    Personal::new(subject, Class::Account, &Picture::new(PictureKind::Webp, letters.into()).unwrap())
}

fn of_organisation<T: serde::Serialize>(value: &T) -> Personal<T> {
    Personal::new(organisation().subject(), Class::Account, value)
}

/// Replays the log over the rows from several places, and fills them anew beside.
async fn replayed(house: &House, read: crate::ReadModels) {
    let before = house.dump(&read).await;
    read.shutdown().await;
    for position in [0, 2, 5] {
        house.by_hand(&format!("UPDATE read_models SET position = {position}")).await;
        let read = house.caught_up().await;
        assert_eq!(house.dump(&read).await, before, "from {position}");
        read.shutdown().await;
    }
    let read = house.caught_up().await;
    read.rebuild_all().await.unwrap();
    assert_eq!(house.dump(&read).await, before);
    read.shutdown().await;
}

#[tokio::test]
async fn pictures_are_shown_once_published_replaced_and_gone_with_their_key() {
    for house in houses("pictures").await {
        let (organisation, subject) = (organisation(), organisation().subject());
        let stream = domain::organisation::stream(organisation);
        let drafted = |letters: &str| Organisation::LogoDrafted {
            organisation,
            day: today(),
            logo: picture(subject, letters),
        };
        let branding = Branding { welcome: None, waiting: None, accent: None, at: now() };
        let branded = |version, logo| Organisation::Branded {
            organisation,
            version,
            logo,
            day: today(),
            branding: of_organisation(&branding),
        };
        let set = |n: u8, letters: &str| Member::PictureSet {
            member: member(n),
            organisation,
            day: today(),
            picture: picture(member(n).subject(), letters),
        };
        let read = house.open().await;
        let letters = async |subject: SubjectId| {
            let row = read.pictures().get(subject).await.unwrap()?;
            Some(house.shown(&row.shown?.1).await.map(|picture| picture.base64().to_owned()))
        };
        house.record(&stream, &drafted("AAAA")).await;
        house.reach(&read).await;
        assert_eq!(letters(subject).await, None, "nobody sees it before it is published");
        house.record(&stream, &branded(1, true)).await;
        house.record(&stream, &drafted("BBBB")).await;
        for n in 1..=3 {
            house.record(&domain::member::stream(member(n)), &set(n, "CCCC")).await;
        }
        house.record(&domain::member::stream(member(1)), &set(1, "DDDD")).await;
        let removed = Member::PictureRemoved { member: member(2), organisation, day: today() };
        house.record(&domain::member::stream(member(2)), &removed).await;
        house.reach(&read).await;
        assert_eq!(letters(subject).await, Some(Shown::Value("AAAA".into())), "the newer one is a draft");
        assert_eq!(letters(member(1).subject()).await, Some(Shown::Value("DDDD".into())));
        let mut shown = read.pictures().shown(organisation).await.unwrap();
        shown.sort_unstable();
        assert_eq!(shown, [member(1), member(3)]);

        house.destroy(member(3).subject(), Class::Account, None).await;
        house.record(&stream, &branded(2, false)).await;
        house.reach(&read).await;
        assert_eq!(letters(member(3).subject()).await, Some(Shown::Erased));
        assert_eq!(letters(subject).await, None, "taken off the pages");
        replayed(&house, read).await;
    }
}

#[expect(clippy::too_many_lines, reason = "one story of one text, told in order")]
#[tokio::test]
async fn what_was_agreed_to_stands_with_who_did_and_the_text_of_every_version() {
    for house in houses("papers").await {
        let organisation = organisation();
        let stream = domain::organisation::stream(organisation);
        let published = |version: &str, digest: &str| Agreement::Published {
            kind: Kind::Terms,
            version: version.into(),
            dated: today(),
            significant: true,
            changed: "Prices.".into(),
            template: format!("template of {version}"),
            digest: digest.into(),
            wording: format!("# Terms\n\nThese are {version}."),
            day: today(),
        };
        let profile = Profile {
            name: OrganisationName::parse("Nordlys").unwrap(),
            slug: Slug::parse("nordlys").unwrap(),
            at: now(),
        };
        let signed_up = Organisation::SignedUp {
            organisation,
            owner: member(1),
            zone: chrono_tz::Europe::Oslo,
            country: Country::Norway,
            day: today(),
            profile: of_organisation(&profile),
        };
        let by = |name: Option<&str>| {
            let name = name.map(|name| PersonName::parse(name).unwrap());
            of_organisation(&Signature { by: member(1), name, at: now() })
        };
        let accepted = |version: &str, way, name| Organisation::AgreementAccepted {
            organisation,
            kind: Kind::Terms,
            version: version.into(),
            digest: format!("digest of {version}"),
            way,
            day: today(),
            acceptance: by(name),
        };
        let effective = domain::agreement::effective(today());
        let announced = Organisation::AgreementAnnounced {
            organisation,
            kind: Kind::Terms,
            version: "terms-2".into(),
            digest: "digest of terms-2".into(),
            effective,
            day: today(),
        };
        let mailed = Organisation::AgreementMailed {
            organisation,
            kind: Kind::Terms,
            version: "terms-2".into(),
            digest: "digest of terms-2".into(),
            day: today(),
        };
        let noted = Organisation::AgreementNoted {
            organisation,
            kind: Kind::Terms,
            version: "terms-2".into(),
            digest: "digest of terms-2".into(),
            day: today(),
            noted: by(None),
        };
        let terms = domain::agreement::stream(Kind::Terms);
        house.record(&terms, &published("terms-1", "digest of terms-1")).await;
        house.record(&stream, &signed_up).await;
        house.record(&stream, &accepted("terms-1", Way::SignUp, Some("Berg"))).await;
        house.record(&terms, &published("terms-2", "digest of terms-2")).await;
        house.record(&stream, &announced).await;
        let read = house.caught_up().await;
        let row = read.organisations().get(organisation).await.unwrap().unwrap();
        assert_eq!(row.to_be_noted().map(|paper| paper.version.as_str()).collect::<Vec<_>>(), ["terms-2"]);
        let day = |days: i64| now() + chrono::TimeDelta::days(days);
        assert!(!row.use_accepts(day(300)), "nobody was told: no letter went out");
        house.record(&stream, &mailed).await;
        house.reach(&read).await;
        let row = read.organisations().get(organisation).await.unwrap().unwrap();
        assert_eq!(row.pending(Kind::Terms).map(|paper| paper.effective(today())), Some(effective));
        assert!(!row.use_accepts(day(30)) && row.use_accepts(day(31)), "the day itself is notice still");
        house.record(&stream, &noted).await;
        house.reach(&read).await;
        let row = read.organisations().get(organisation).await.unwrap().unwrap();
        assert!(row.to_be_noted().next().is_none() && row.use_accepts(day(31)), "noted is not accepted");
        assert_eq!(row.accepted(Kind::Terms).map(|paper| paper.version.as_str()), Some("terms-1"));
        house.record(&stream, &accepted("terms-2", Way::Use, None)).await;
        house.reach(&read).await;
        let row = read.organisations().get(organisation).await.unwrap().unwrap();
        assert!(!row.use_accepts(day(31)) && row.pending(Kind::Terms).is_none());
        assert_eq!(row.accepted(Kind::Terms).map(|paper| paper.version.as_str()), Some("terms-2"));
        let (way, _, first) = row.papers[0].accepted.clone().unwrap();
        assert_eq!((row.papers.len(), way), (2, Way::SignUp));
        let name = house.shown(&first).await.map(|by| by.name.unwrap().as_str().to_owned());
        assert_eq!(name, Shown::Value("Berg".into()));
        // The earlier text is published again: it is a change again, and what was agreed to last stays so, as the log has it.
        let back = Organisation::AgreementAnnounced {
            organisation,
            kind: Kind::Terms,
            version: "terms-1".into(),
            digest: "digest of terms-1".into(),
            effective,
            day: today(),
        };
        house.record(&stream, &back).await;
        house.reach(&read).await;
        let row = read.organisations().get(organisation).await.unwrap().unwrap();
        assert_eq!(row.pending(Kind::Terms).map(|paper| paper.version.as_str()), Some("terms-1"));
        assert_eq!(row.accepted(Kind::Terms).map(|paper| paper.version.as_str()), Some("terms-2"));
        assert_eq!(row.papers.iter().filter(|paper| paper.accepted.is_some()).count(), 2, "both are kept");
        // Both texts, whatever is offered now.
        let texts = read.agreements();
        let current = texts.current(Kind::Terms).await.unwrap().unwrap();
        assert_eq!(current.version, "terms-2");
        let older = texts.of(Kind::Terms, "digest of terms-1").await.unwrap().unwrap();
        assert!(older.wording.contains("These are terms-1."));
        assert!(texts.of(Kind::Terms, "no such digest").await.unwrap().is_none());

        house.destroy(organisation.subject(), Class::Account, None).await;
        house.reach(&read).await;
        let row = read.organisations().get(organisation).await.unwrap().unwrap();
        let by = row.papers[0].accepted.clone().unwrap().2;
        assert_eq!(by.sealed().map(|(part, _)| part.ciphertext.is_none()), Some(true), "no copy of it stays");
        replayed(&house, read).await;
    }
}
