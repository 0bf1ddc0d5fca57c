use super::*;

fn statement() -> Statement {
    let day: Day = "2026-11-22".parse().unwrap();
    let key = KeyId::from_bytes([7; 16]);
    let erasure = ErasureId::from_bytes([6; 16]);
    Statement {
        issued: day,
        organisation: OrganisationId::from_bytes([2; 16]),
        subject: SubjectId::from_bytes([5; 16]),
        state: State::Done,
        law: Law::Gdpr,
        commanded: vec![Commanded { position: 31, day, erasure }],
        destroyed: vec![Destroyed {
            position: 33,
            day,
            epoch: 0,
            cause: Cause::Commanded { erasure },
            keys: vec![(Class::Visit, key)],
        }],
        parts: vec![Part {
            position: 12,
            part: 0,
            kind: "visit.arrived.v1".into(),
            fields: "/form".into(),
            class: Class::Visit,
            key,
            sha256: "00".repeat(32),
            commitment: Some(format!("{}==", "A".repeat(86))),
        }],
        ended: Some(Ended {
            position: 35,
            day,
            epoch: 0,
            survivors: 12,
            root: Destruction::File,
            nodes: Nodes::Alone,
        }),
        held: vec![Held {
            position: 29,
            hold: HoldId::from_bytes([8; 16]),
            classes: vec![Class::Account, Class::Contact],
            exemption: Exemption::LegalClaims,
            until: day,
        }],
        entries: vec![Entries { month: "2026-11".parse().unwrap(), count: 3, orders: 1, until: None }],
        records: 4,
        ciphertexts: 0,
    }
}

#[test]
fn what_is_stated_is_read_back_and_in_one_way_only() {
    let lines = statement().lines();
    assert_eq!(Statement::read(&lines), Some(statement()));
    for (at, line) in lines.iter().enumerate() {
        let mut less = lines.clone();
        less.remove(at);
        assert!(Statement::read(&less).is_none_or(|read| read.lines() != lines), "without {line}");
        let mut other = lines.clone();
        other[at].push('x');
        assert_eq!(Statement::read(&other), None, "{line}");
    }
    let mut comforting = lines.clone();
    comforting.insert(5, "# Everything is fine.".into());
    assert_eq!(Statement::read(&comforting), None, "a sentence of somebody's own making");
}

/// The form, word for word. It is never edited: a change is a new first line.
#[test]
fn the_form_is_what_it_was() {
    let lines = statement().lines();
    let plain: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !line.starts_with('#')).collect();
    assert_eq!(
        plain,
        [
            "issued 2026-11-22",
            "organisation 02020202-0202-0202-0202-020202020202",
            "subject 05050505-0505-0505-0505-050505050505",
            "state done",
            "commanded position=31 day=2026-11-22 erasure=06060606-0606-0606-0606-060606060606",
            "destroyed position=33 day=2026-11-22 epoch=0 cause=06060606-0606-0606-0606-060606060606 keys=visit:07070707-0707-0707-0707-070707070707",
            "part position=12 part=0 kind=visit.arrived.v1 fields=/form class=visit key=07070707-0707-0707-0707-070707070707 sha256=0000000000000000000000000000000000000000000000000000000000000000 commitment=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
            "ended position=35 day=2026-11-22 epoch=0 survivors=12 root=file nodes=alone",
            "held position=29 hold=08080808-0808-0808-0808-080808080808 classes=account,contact exemption=legal-claims until=2026-11-22",
            "entries month=2026-11 count=3 orders=1 until=over",
            "stays records=4 ciphertexts=0",
        ]
    );
    assert_eq!(lines.iter().filter(|line| line.starts_with("# ")).count(), 8);
}

#[test]
fn a_state_that_the_lines_do_not_bear_out_is_named() {
    for state in [State::Held, State::Pending] {
        let findings = check(&Statement { state, ..statement() }, &[]);
        assert!(findings.iter().any(|it| it.about == "state"), "{findings:?}");
    }
    let later = Statement {
        destroyed: vec![Destroyed { epoch: 1, ..statement().destroyed[0].clone() }],
        ..statement()
    };
    assert!(
        check(&later, &[]).iter().any(|it| it.about == "ended"),
        "the epoch that ended is an earlier one"
    );
}

#[test]
fn it_names_the_law_that_holds_and_one_from_before_reads_as_it_did() {
    for law in Law::ALL {
        let stated = Statement { law, ..statement() };
        let lines = stated.lines();
        assert_eq!(Statement::read(&lines), Some(stated), "{law:?}");
        let said = lines.join("\n");
        assert_eq!(said.contains("under GDPR Art. 6(1)(c)"), law == Law::Gdpr, "{law:?}: {said}");
        assert_eq!(said.contains("UK GDPR"), law == Law::UkGdpr, "{law:?}: {said}");
        assert_eq!(lines.iter().any(|line| line.starts_with("law ")), law != Law::Gdpr, "{law:?}");
    }
    let mut lines = statement().lines();
    lines.insert(4, "law gdpr".into());
    assert_eq!(Statement::read(&lines), None, "one way only to state it");
}
