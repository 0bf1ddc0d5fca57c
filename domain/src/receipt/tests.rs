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
    assert_eq!(Receipt::default().decide(&given("a", true), now()), Err(Refusal::CodeWrong), "none");
}

#[test]
fn five_wrong_ones_end_a_code_though_the_right_one_follows() {
    let wrong = std::iter::repeat_n(given("a", false), TRIES.into());
    let state = after(&[ask("a")].into_iter().chain(wrong).collect::<Vec<_>>());
    assert_eq!(state.decide(&given("a", true), now()), Err(Refusal::CodeWrong));
}

#[test]
fn what_another_browser_asks_and_guesses_takes_nothing_away() {
    let wrong = std::iter::repeat_n(given("stranger", false), TRIES.into());
    let before = [ask("visitor"), ask("stranger")];
    let state = after(&before.into_iter().chain(wrong).collect::<Vec<_>>());
    assert_eq!(state.decide(&given("stranger", true), now()), Err(Refusal::CodeWrong));
    assert!(state.is_open(&hash("visitor")));
    assert_eq!(state.decide(&given("visitor", true), now()).unwrap().len(), 1);
    // Nor does a right one of theirs.
    let state = after(&[ask("visitor"), ask("stranger"), given("stranger", true)]);
    assert!(state.is_open(&hash("visitor")) && !state.is_open(&hash("stranger")));
}

#[test]
fn so_many_codes_a_day_are_sent_and_asking_for_more_is_answered_alike() {
    let asked: Vec<_> = (0..CODES_A_DAY).map(|n| ask(&n.to_string())).collect();
    let state = after(&asked);
    assert_eq!(state.decide(&ask("more"), now()), Ok(vec![]));
    assert_eq!(state.decide(&ask("more"), now() + Days::new(1)).unwrap().len(), 1);
    assert_eq!(state.decide(&ask("0"), now() + Days::new(1)), Ok(vec![]), "the same asking");
    let used = after(&[ask("a"), given("a", true)]);
    assert_eq!(used.decide(&ask("a"), now()), Ok(vec![]), "a used one is not asked for again");
    // All of one day hold beside all of the next: nobody is pushed out at midnight.
    let tomorrow = now() + Days::new(1);
    let state = (0..CODES_A_DAY).fold(state, |state, n| {
        let events = state.decide(&ask(&format!("next {n}")), tomorrow).unwrap();
        events.iter().fold(state, Receipt::evolve)
    });
    assert!(state.is_open(&hash("0")));
}

#[test]
fn whoever_guesses_with_all_there_are_has_as_many_guesses_as_are_said() {
    let (mut state, mut guesses) = (Receipt::default(), 0_u32);
    for day in 0..14 {
        let at = now() + Days::new(day);
        for browser in 0..100 {
            let name = format!("{day} {browser}");
            for event in state.decide(&ask(&name), at).unwrap() {
                state = state.evolve(&event);
            }
            let given =
                Command::Try { asked: hash(&name), expires: at + CODE_HOLDS, right: false, token: hash("p") };
            while let Ok(events) = state.decide(&given, at) {
                guesses += 1;
                state = events.iter().fold(state, Receipt::evolve);
            }
        }
    }
    assert_eq!(guesses, 14 * u32::from(CODES_A_DAY) * u32::from(TRIES));
    assert!(100_000_000 / guesses > 150_000, "of a hundred million codes");
}
