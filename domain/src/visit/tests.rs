mod guest;
mod invited;
mod line;
mod room;

use super::*;
use crate::class::Class;
use crate::id::MemberId;
use crate::personal::Personal;
use crate::text::PersonName;

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn visit() -> VisitId {
    VisitId::from_bytes([1; 16])
}

fn sealed<T: serde::Serialize>(value: &T) -> Personal<T> {
    Personal::new(visit().subject(), Class::Visit, value)
}

fn at() -> Personal<Timestamp> {
    sealed(&now())
}

fn act() -> Personal<Act> {
    sealed(&Act { by: MemberId::from_bytes([9; 16]), at: now() })
}

fn who(name: &str) -> ForWhom {
    ForWhom(name.to_owned())
}

fn arrive(wanted: Option<ForWhom>) -> Command {
    let form = Form {
        name: PersonName::parse("Kari").unwrap(),
        phone: None,
        professional: None,
        invitation: None,
        language: None,
        at: now(),
    };
    Command::Arrive(Box::new(Arrive {
        visit: visit(),
        organisation: OrganisationId::from_bytes([2; 16]),
        retention: Retention::SevenDays,
        token: TokenHash("t".into()),
        link: None,
        at: at(),
        wanted,
        consent: Some(Consent { notice: 1, basis: "GDPR Art. 6(1)(a)".into(), words: None }),
        form: sealed(&form),
    }))
}

/// The stored names of what each command records, one after another.
fn story(commands: &[Command]) -> (Visit, Vec<Result<Vec<String>, Refusal>>) {
    let mut state = Visit::default();
    let mut out = Vec::new();
    for command in commands {
        out.push(state.decide(command, now()).map(|events| {
            let names = events.iter().map(name).collect();
            state = events.iter().fold(std::mem::take(&mut state), Visit::evolve);
            names
        }));
    }
    (state, out)
}

fn name(event: &Event) -> String {
    let (json, _) = crate::personal::collect(|| serde_json::to_value(event).unwrap());
    json["type"].as_str().unwrap().trim_start_matches("visit.").trim_end_matches(".v1").to_owned()
}

fn admit(professional: &str) -> Command {
    Command::Admit { professional: who(professional), instead_of: None, act: act() }
}

fn join(side: Side) -> Command {
    Command::Join { side, at: at() }
}

#[expect(clippy::unnecessary_wraps, reason = "compared with what decide returned")]
fn ok(names: &[&str]) -> Result<Vec<String>, Refusal> {
    Ok(names.iter().map(|n| (*n).to_owned()).collect())
}

#[test]
fn a_visit_from_the_door_to_the_end() {
    let (state, told) = story(&[
        arrive(None),
        admit("berg"),
        join(Side::Professional),
        join(Side::Visitor),
        Command::Connect { act: act() },
        Command::LeaveRoom { side: Side::Visitor, at: at() },
        join(Side::Visitor),
        Command::End { by: None, at: at() },
    ]);
    assert_eq!(
        told,
        [
            ok(&["arrived"]),
            ok(&["admitted"]),
            ok(&["call-started", "joined"]),
            ok(&["joined"]),
            ok(&["connected"]),
            ok(&["participant-left"]),
            ok(&["joined"]),
            ok(&["call-ended"]),
        ]
    );
    assert!(matches!(state, Visit::Over { called: true, .. }));
}

#[test]
fn a_repeated_command_records_nothing() {
    let (_, told) = story(&[
        arrive(None),
        arrive(None),
        Command::Leave { at: at() },
        Command::Leave { at: at() },
        Command::Return { at: at() },
        Command::Return { at: at() },
        admit("berg"),
        admit("berg"),
        join(Side::Visitor),
        join(Side::Visitor),
        join(Side::Professional),
        Command::Connect { act: act() },
        Command::Connect { act: act() },
        Command::End { by: None, at: at() },
        Command::End { by: None, at: at() },
    ]);
    for repeated in [1, 3, 5, 7, 9, 12, 14] {
        assert_eq!(told[repeated], ok(&[]), "command {repeated}");
    }
}

#[test]
fn without_consent_no_visit() {
    let Command::Arrive(mut without) = arrive(None) else { unreachable!() };
    without.consent = None;
    assert_eq!(story(&[Command::Arrive(without)]).1, [Err(Refusal::ConsentMissing)]);
}

#[test]
fn a_visitor_who_asked_for_somebody_is_theirs_alone() {
    let (_, told) = story(&[arrive(Some(who("berg"))), admit("lie"), admit("berg")]);
    assert_eq!(told[1..], [Err(Refusal::ForSomebodyElse), ok(&["admitted"])]);
}

#[test]
fn of_two_colleagues_one_admits() {
    let (_, told) = story(&[arrive(None), admit("berg"), admit("lie")]);
    assert_eq!(told[2], Err(Refusal::WithAColleague));
}

#[test]
fn nobody_enters_the_room_before_being_let_in_or_after_the_end() {
    let (_, told) = story(&[
        join(Side::Visitor),
        arrive(None),
        join(Side::Visitor),
        admit("berg"),
        Command::Connect { act: act() },
        Command::End { by: None, at: at() },
        join(Side::Visitor),
    ]);
    assert_eq!(told[0], Err(Refusal::NotFound));
    assert_eq!(told[2], Err(Refusal::NotAdmitted));
    assert_eq!(told[4], Err(Refusal::NotAdmitted), "a call with one side is not connected");
    assert_eq!(told[6], Err(Refusal::VisitOver));
}

#[test]
fn one_who_closed_the_page_is_not_let_in_but_keeps_the_place() {
    let (_, told) = story(&[
        arrive(None),
        Command::Leave { at: at() },
        admit("berg"),
        Command::Return { at: at() },
        admit("berg"),
    ]);
    assert_eq!(told[2], Err(Refusal::NotWaiting));
    assert_eq!(told[4], ok(&["admitted"]));
}

#[test]
fn technical_data_is_bounded_and_taken_after_the_end_of_a_call() {
    let record = || Command::RecordTechnical {
        side: Side::Visitor,
        technical: sealed(&Technical { at: now(), figures: serde_json::json!({}) }),
    };
    let mut commands = vec![arrive(None), admit("berg"), Command::End { by: None, at: at() }];
    commands.extend((0..40).map(|_| record()));
    let (_, told) = story(&commands);
    assert_eq!(told[3], ok(&["technical-recorded"]));
    let recorded = told[3..].iter().filter(|t| **t == ok(&["technical-recorded"])).count();
    assert_eq!(recorded, TECHNICAL_LIMIT as usize);
}

#[test]
fn a_visitor_who_asked_for_somebody_who_left_is_anybodys() {
    let instead = |professional: &str, of: &str| Command::Admit {
        professional: who(professional),
        instead_of: Some(who(of)),
        act: act(),
    };
    let (_, told) = story(&[arrive(Some(who("berg"))), instead("lie", "aas"), instead("lie", "berg")]);
    assert_eq!(told[1..], [Err(Refusal::ForSomebodyElse), ok(&["admitted"])]);
}
