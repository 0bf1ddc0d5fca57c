use super::*;

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn publish(version: &str, template: &str, digest: &str) -> Command {
    Command::Publish {
        kind: Kind::Terms,
        version: version.into(),
        dated: day(now()),
        significant: true,
        changed: "Everything.".into(),
        template: template.into(),
        digest: digest.into(),
        wording: "# Terms".into(),
    }
}

fn after(commands: &[Command]) -> Agreement {
    commands.iter().fold(Agreement::default(), |state, command| {
        let events = state.decide(command, now()).unwrap();
        events.iter().fold(state, Agreement::evolve)
    })
}

#[test]
fn a_text_is_published_once_and_the_last_one_stands() {
    let state = after(&[publish("terms-1", "t1", "d1")]);
    assert!(state.decide(&publish("terms-1", "t1", "d1"), now()).unwrap().is_empty());
    let state = after(&[publish("terms-1", "t1", "d1"), publish("terms-2", "t2", "d2")]);
    assert_eq!(state.current().map(|one| one.version.as_str()), Some("terms-2"));
    assert_eq!(state.of("d1").map(|one| one.version.as_str()), Some("terms-1"), "it can be had ever after");
}

#[test]
fn a_version_is_one_template_whoever_the_operator_is() {
    let state = after(&[publish("terms-1", "t1", "d1")]);
    assert_eq!(state.decide(&publish("terms-1", "t1", "moved"), now()).unwrap().len(), 1);
    let refused = state.decide(&publish("terms-1", "t2", "d2"), now()).unwrap_err();
    assert_eq!(refused.field(), Some("version"));
}

#[test]
fn what_is_signed_follows_the_law() {
    for law in [Law::Gdpr, Law::UkGdpr, Law::Fadp] {
        assert_eq!(Kind::signed_under(law), Some(Kind::DataProcessing), "{law:?}");
    }
    assert_eq!(Kind::signed_under(Law::Hipaa), Some(Kind::BusinessAssociate));
    assert_eq!(Kind::signed_under(Law::Agreed), None, "nobody who is no covered entity is asked to be one");
    for law in [Law::Gdpr, Law::UkGdpr, Law::Fadp, Law::Hipaa, Law::Agreed] {
        let signed: Vec<_> = Kind::of(law).into_iter().filter(|kind| kind.by() == By::Signature).collect();
        assert_eq!(signed.first().copied(), Kind::signed_under(law));
        assert!(signed.len() < 2 && Kind::of(law).contains(&Kind::Terms));
    }
    for kind in Kind::ALL {
        assert_eq!(Kind::named(kind.name()), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
    }
}

#[test]
fn a_change_takes_effect_thirty_days_after_it_is_announced() {
    let day = |text: &str| text.parse::<Day>().unwrap();
    assert_eq!(effective(day("2026-11-21")), day("2026-12-21"));
}
