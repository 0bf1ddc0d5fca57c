use super::*;
use chrono::Days;

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn hash(name: &str) -> TokenHash {
    TokenHash(name.to_owned())
}

fn ask(name: &str) -> Command {
    let (visit, organisation) = (VisitId::from_bytes([1; 16]), OrganisationId::from_bytes([2; 16]));
    Command::Ask { visit, organisation, asked: hash(name) }
}

fn given(name: &str, right: bool) -> Command {
    Command::Try { asked: hash(name), expires: now() + CODE_HOLDS, right, token: hash("page") }
}

/// The state after these commands, all of which are to be accepted.
fn after(commands: &[Command]) -> Receipt {
    commands.iter().fold(Receipt::default(), |state, command| {
        let events = state.decide(command, now()).unwrap();
        events.iter().fold(state, Receipt::evolve)
    })
}

#[test]
fn the_right_code_opens_the_page_once() {
    let state = after(&[ask("a"), given("a", false), given("a", true)]);
    assert!(state.opens(&hash("page")) && !state.opens(&hash("a")) && !state.is_open(&hash("a")));
    assert_eq!(state.decide(&given("a", true), now()), Err(Refusal::CodeWrong), "a used code");
}

#[test]
fn a_code_is_for_the_browser_that_asked_and_for_a_quarter_of_an_hour() {
    let state = after(&[ask("a")]);
    assert_eq!(state.decide(&given("b", true), now()), Err(Refusal::CodeWrong), "another browser");
    assert!(state.decide(&given("a", true), now() + CODE_HOLDS - TimeDelta::seconds(1)).is_ok());
    assert_eq!(state.decide(&given("a", true), now() + CODE_HOLDS), Err(Refusal::CodeWrong), "too late");
    let again = after(&[ask("a"), ask("b")]);
    assert_eq!(again.decide(&given("a", true), now()), Err(Refusal::CodeWrong), "replaced");
    assert_eq!(Receipt::default().decide(&given("a", true), now()), Err(Refusal::CodeWrong), "none");
}

#[test]
fn five_wrong_ones_end_a_code_though_the_right_one_follows() {
    let wrong = std::iter::repeat_n(given("a", false), TRIES.into());
    let state = after(&[ask("a")].into_iter().chain(wrong).collect::<Vec<_>>());
    assert_eq!(state.decide(&given("a", true), now()), Err(Refusal::CodeWrong));
}

#[test]
fn three_codes_a_day_are_sent_and_asking_for_more_is_answered_alike() {
    let state = after(&[ask("a"), ask("b"), ask("c")]);
    assert_eq!(state.decide(&ask("d"), now()), Ok(vec![]));
    assert_eq!(state.decide(&ask("d"), now() + Days::new(1)).unwrap().len(), 1);
    assert_eq!(state.decide(&ask("c"), now() + Days::new(1)), Ok(vec![]), "the same asking");
}

#[test]
fn who_guesses_for_days_has_twenty_tries_in_all() {
    let (mut state, mut at, mut wrong) = (Receipt::default(), now(), 0);
    for day in 0..30 {
        at = at + Days::new(1);
        let name = day.to_string();
        for event in state.decide(&ask(&name), at).unwrap() {
            state = state.evolve(&event);
        }
        let try_ =
            Command::Try { asked: hash(&name), expires: at + CODE_HOLDS, right: false, token: hash("p") };
        while let Ok(events) = state.decide(&try_, at) {
            wrong += 1;
            state = events.iter().fold(state, Receipt::evolve);
        }
    }
    assert_eq!(wrong, WRONG);
    assert_eq!(state.decide(&ask("z"), at + Days::new(1)), Ok(vec![]), "no code is sent any more");
}
