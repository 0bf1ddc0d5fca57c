//! Sends the code of a receipt page, to the phone number and to the e-mail address that the visitor left. What is needed is opened through the door by the actor `mail` or
//! `sms`; the code itself follows from the visit's key.
//!
//! How many codes go to one number is counted in the key table's lookups, by keyed hashes that hold for an hour and are then forgotten: whoever types somebody
//! else's number into many visits pesters nobody with it.

use super::addressee::profile;
use super::counter::{Counter, Sent, Stop};
use super::invitation::ToVisitors;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{execute, load};
use chrono::{Days, TimeDelta};
use domain::access::{Purpose, Viewer};
use domain::organisation::Country;
use domain::receipt::{CODE_HOLDS, Command, Receipt, stream};
use domain::visit::{self, Channel, Event, Form, Invitation, Reach, TokenHash};
use domain::{CommandId, Language, MemberId, OrganisationId, Personal, SubjectId, VisitId, time};
use gateways::mail::Letter;
use gateways::sms::{Number, Text};
use store::vault::KeysError;
use store::{Access, Record, codec};
use uuid::Uuid;

/// The longest stream of a visit that is read for an address: what is needed stands at its beginning.
const EVENTS: usize = 1_000;

/// Codes that go to one number in an hour, whatever visits they are of.
const CODES_AN_HOUR: u8 = 5;

/// What is counted, among the key table's lookups.
const COUNTED: &str = "code";

/// A code that was asked for.
pub(super) struct Asking<'a> {
    pub(super) visit: VisitId,
    pub(super) organisation: OrganisationId,
    pub(super) day: time::Day,
    pub(super) asked: &'a TokenHash,
}

/// Where a visitor can be written to, sealed.
#[derive(Default)]
struct Left {
    invitation: Option<(Channel, Personal<Invitation>)>,
    form: Option<Personal<Form>>,
}

/// What has to be opened to send something.
type Opening<'a> = (Option<&'a Personal<Invitation>>, Option<&'a Personal<Form>>);

impl Left {
    /// What has to be opened to send something by this way; `None` where it can tell of no address.
    fn by(&self, way: Channel) -> Option<Opening<'_>> {
        let invited = self.invitation.as_ref().filter(|(channel, _)| *channel == way).map(|(_, one)| one);
        let form = self.form.as_ref();
        match way {
            // The form has no field for one; it knows the language.
            Channel::Email => invited.map(|one| (Some(one), form)),
            Channel::Sms => (invited.is_some() || form.is_some()).then_some((invited, form)),
        }
    }
}

impl ToVisitors {
    /// Sends a code by this way, where the visitor left an address for it. One that was used or tried out, or that an outage has made a day old, is not sent.
    pub(super) async fn code(
        &self,
        counter: &mut Counter<'_>,
        record: &Record,
        asked: &Asking<'_>,
    ) -> Result<(), Stop> {
        let deps = counter.deps;
        let id = CommandId::following(record.id, self.part());
        let stale = asked.day.checked_add_days(Days::new(1)).is_some_and(|last| last < time::day(deps.now()));
        if stale || deps.log.event(id.event(0)).await?.is_some() {
            return Ok(());
        }
        let (receipt, _) = load::<Receipt>(deps, &stream(asked.visit)).await?;
        let code =
            deps.vault.receipt_code(asked.visit.subject(), asked.asked).await.map_err(CommandError::from)?;
        let Some(code) = code.filter(|_| receipt.is_open(asked.asked)) else { return Ok(()) };
        let left = left(deps, asked.visit).await?;
        let Some((invitation, form)) = left.by(self.channel) else { return Ok(()) };
        let Some(profile) = profile(deps, asked.organisation).await? else { return Ok(()) };
        let access = Access {
            organisation: asked.organisation,
            viewer: Viewer::System { part: self.part().into() },
            purpose: Purpose::Mail,
            reason: None,
            searched: None,
            request: "reaction".into(),
        };
        let parts =
            [invitation.and_then(Personal::sealed), form.and_then(Personal::sealed), profile.sealed()];
        let parts = parts.into_iter().flatten().map(|(part, _)| part.clone()).collect();
        let opened = counter.disclose(access, parts).await?;
        let Some(profile) = opened.of(&profile).value() else { return Ok(()) };
        let invitation = invitation.and_then(|one| opened.of(one).value());
        let form = form.and_then(|form| opened.of(form).value());
        let there = crate::organisation::organisation(deps, asked.organisation).await?;
        let house = there.core().map_or(Language::English, |core| core.language);
        let own = form.as_ref().and_then(|form| form.language);
        let language = own.or(invitation.as_ref().and_then(|one| one.language)).unwrap_or(house);
        let sent = match self.channel {
            Channel::Email => match invitation.map(|one| one.reach) {
                Some(Reach::Email(email)) => {
                    let words = self.words.code(language, profile.name.as_str(), &code);
                    mail_code(counter, record, email.as_str(), words).await?
                }
                Some(Reach::Phone(_)) | None => false,
            },
            Channel::Sms => {
                let country = there.core().map(|core| core.country);
                let invited = invitation.and_then(|one| match one.reach {
                    Reach::Phone(phone) => Some(phone),
                    Reach::Email(_) => None,
                });
                // Nobody vouches for a number that somebody has typed: it has to be one of the house's country, so that nobody sends to the ends of the earth at its cost.
                let at_home = |number: &Number| country.is_some_and(|home| number.is_of(home.code()));
                let typed = form.and_then(|form| form.phone);
                let typed = typed.and_then(|phone| number(phone.as_str(), country)).filter(at_home);
                match typed.or_else(|| number(invited?.as_str(), country)) {
                    Some(to) if enough(deps, record, asked.visit, &to).await? => {
                        tracing::info!(
                            position = record.position,
                            "a number has had its codes for this hour"
                        );
                        false
                    }
                    Some(to) => text_code(counter, record, to, self.words.code_text(language, &code)).await?,
                    None => false,
                }
            }
        };
        if sent {
            let command = Command::NoteSent { asked: asked.asked.clone(), channel: self.channel };
            execute::<Receipt>(deps, &stream(asked.visit), id, &command).await?;
        }
        Ok(())
    }
}

async fn mail_code(
    counter: &mut Counter<'_>,
    record: &Record,
    email: &str,
    (subject, text): (String, String),
) -> Result<bool, Stop> {
    let Ok(to) = email.parse() else { return Ok(false) };
    let letter = Letter {
        id: Uuid::new_v5(&record.id.0, b"letter"),
        at: counter.deps.now(),
        from: counter.deps.sender.clone(),
        to,
        subject,
        text,
        html: None,
        calendar: None,
    };
    let ends = counter.since() + CODE_HOLDS;
    Ok(matches!(counter.mail(&letter, Some(ends)).await?, Sent::Taken(_)))
}

async fn text_code(
    counter: &mut Counter<'_>,
    record: &Record,
    to: Number,
    body: String,
) -> Result<bool, Stop> {
    let text = Text { id: Uuid::new_v5(&record.id.0, b"text"), at: counter.deps.now(), to, body };
    let ends = counter.since() + CODE_HOLDS;
    Ok(matches!(counter.text(&text, Some(ends)).await?, Sent::Taken(_)))
}

/// Whether so many codes went to this number within the hour that this one does not; else it is counted, once however often it is tried. What stands for the code in
/// the count follows from the visit's key, so that nobody without it can tell from the count whose visits share a number.
async fn enough(deps: &Deps, record: &Record, visit: VisitId, to: &Number) -> Result<bool, CommandError> {
    let one = deps.vault.for_whom(visit.subject(), MemberId(record.id.0)).await?;
    let Some(one) = one else { return Ok(true) };
    let one = SubjectId(Uuid::new_v5(&Uuid::nil(), one.0.as_bytes()));
    let until = deps.now() + TimeDelta::hours(1);
    for place in 0..CODES_AN_HOUR {
        let place = format!("{place} {}", to.as_str());
        match deps.vault.claim(&[(COUNTED, &place, one)], until).await {
            Err(KeysError::Taken(_)) => {}
            done => return Ok(done.map(|()| false)?),
        }
    }
    Ok(true)
}

/// A number as a visitor wrote it; without a plus sign it is one of the house's country.
fn number(written: &str, country: Option<Country>) -> Option<Number> {
    Number::parse(written, country.map_or("", Country::code)).ok()
}

/// What the visitor left: in the invitation, and in the form they filled in.
async fn left(deps: &Deps, visit: VisitId) -> Result<Left, CommandError> {
    let mut left = Left::default();
    for record in deps.log.read_stream(&visit::stream(visit), 0, EVENTS).await? {
        match codec::event(&record)? {
            Event::Invited { channel, invitation, .. } => left.invitation = Some((channel, invitation)),
            Event::Arrived { form, .. } => left.form = Some(form),
            Event::RepeatingLinkGiven { .. }
            | Event::RepeatingLinkEnded { .. }
            | Event::Reassigned { .. }
            | Event::Moved { .. }
            | Event::Cancelled { .. }
            | Event::LinkIssued { .. }
            | Event::Reminded { .. }
            | Event::Missed { .. }
            | Event::MessageSent { .. }
            | Event::MessageRefused { .. }
            | Event::LetBack { .. }
            | Event::Checked { .. }
            | Event::Left { .. }
            | Event::Returned { .. }
            | Event::Admitted { .. }
            | Event::CallStarted { .. }
            | Event::Joined { .. }
            | Event::Connected { .. }
            | Event::ParticipantLeft { .. }
            | Event::CallEnded { .. }
            | Event::TechnicalRecorded { .. }
            | Event::Seen { .. }
            | Event::Alerted { .. }
            | Event::HandedOver { .. }
            | Event::PutOut { .. }
            | Event::LetBackIn { .. }
            | Event::ColleagueAsked { .. }
            | Event::ThirdJoined { .. }
            | Event::ThirdLeft { .. }
            | Event::GuestExpected { .. }
            | Event::GuestCame { .. }
            | Event::GuestLetIn { .. }
            | Event::GuestTurnedAway { .. }
            | Event::RoomClosed { .. }
            | Event::RoomOpened { .. }
            | Event::NoShow { .. }
            | Event::Closed { .. } => {}
        }
    }
    Ok(left)
}
