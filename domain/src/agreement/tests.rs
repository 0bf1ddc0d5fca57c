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

/// Publishes these versions, one after the other; those with a star change something significant.
fn versions(all: &[&str]) -> Agreement {
    let publish = |version: &&str| {
        let (name, starred) = (version.trim_end_matches('*'), version.ends_with('*'));
        let Command::Publish { kind, version, dated, template, digest, wording, .. } =
            publish(name, &format!("t{name}"), &format!("d{name}"));
        let (significant, changed) = (starred, format!("Change of {name}."));
        Command::Publish { kind, version, dated, significant, changed, template, digest, wording }
    };
    after(&all.iter().map(publish).collect::<Vec<_>>())
}

#[test]
fn a_change_that_nobody_was_told_of_is_in_every_later_text() {
    let state = versions(&["1*", "2*", "3"]);
    assert!(
        state.changed_since(Some("1")) && !state.changed_since(Some("2")) && !state.changed_since(Some("3"))
    );
    assert!(state.changed_since(None) && state.changed_since(Some("never published")));
    assert_eq!(state.changes(Some("1"), "d3"), "Change of 2. Change of 3.");
    assert_eq!(state.changes(Some("1"), "d2"), "Change of 2.");
    let state = versions(&["1*", "2", "3*"]);
    assert_eq!(state.changes(Some("1"), "d3"), "Change of 3.");
    // Back to an earlier one is a change for whoever has agreed to the later one, and none for the others.
    let state = versions(&["1*", "2*", "1*"]);
    assert!(state.changed_since(Some("2")) && !state.changed_since(Some("1")));
}

#[test]
fn the_text_that_is_offered_answers_what_it_changes_in_small_things_alone() {
    let answers = |all: &[&str]| versions(all).answers().unwrap().0;
    assert_eq!(answers(&["1*", "2*"]), ["d2"]);
    assert_eq!(answers(&["1*", "2*", "3"]), ["d2", "d3"]);
    assert_eq!(answers(&["1*", "2*", "1*"]), ["d1", "d1"], "what came in between was withdrawn");
    assert_eq!(answers(&["1", "2*", "1"]), ["d1", "d1"]);
    assert!(Agreement::default().answers().is_none());
    // The operator has moved: the same version, another text.
    let moved = after(&[publish("1", "t1", "d1"), publish("2", "t2", "d2"), publish("2", "t2", "moved")]);
    assert_eq!(moved.answers().unwrap().0, ["d2", "moved"]);
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
