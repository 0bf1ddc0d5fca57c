//! A letter as the bytes that travel: headers, encodings, parts. The same letter gives the same bytes.

use std::time::{Duration, SystemTime};

use lettre::message::{
    Attachment, Mailbox, Message, MessageBuilder, MultiPart, SinglePart,
    header::{ContentType, Header, HeaderName, HeaderValue, MIME_VERSION_1_0},
};

use super::{CalendarFile, Letter, MailError};

pub(super) fn message(letter: &Letter) -> Result<Message, MailError> {
    let name = one_line(&letter.from.name);
    let name = (!name.is_empty()).then_some(name);
    let builder = Message::builder()
        // Set here, or the library would ask the machine's clock.
        .date(written_at(letter)?)
        // Set here, or the library would make up one, and every attempt would be another letter.
        .message_id(Some(format!("<{}@{}>", letter.id, letter.from.address.domain())))
        .from(Mailbox::new(name, letter.from.address.for_the_envelope()))
        .to(Mailbox::new(None, letter.to.for_the_envelope()))
        .subject(one_line(&letter.subject))
        .header(AutoSubmitted);
    if let Some(calendar) = &letter.calendar {
        return with_calendar(builder, letter, calendar);
    }
    let message = match &letter.html {
        None => builder.header(MIME_VERSION_1_0).header(ContentType::TEXT_PLAIN).body(letter.text.clone()),
        Some(html) => builder.multipart(
            MultiPart::alternative()
                // Set here, or the library would draw it at random.
                .boundary(format!("part-{}", letter.id.simple()))
                .singlepart(SinglePart::plain(letter.text.clone()))
                .singlepart(SinglePart::html(html.clone())),
        ),
    };
    message.map_err(|_| MailError::Configuration("a letter could not be put together"))
}

/// The letter with its appointment: beside the text, where calendars look for it, and once more as a file to be opened by hand.
fn with_calendar(
    builder: MessageBuilder,
    letter: &Letter,
    calendar: &CalendarFile,
) -> Result<Message, MailError> {
    let wrong = MailError::Configuration("a letter could not be put together");
    let kind = format!("text/calendar; charset=utf-8; method={}", calendar.method.name());
    let kind = ContentType::parse(&kind).map_err(|_| wrong.clone())?;
    // Set here, or the library would draw them at random.
    let boundary = |part: &str| format!("{part}-{}", letter.id.simple());
    let mut forms = MultiPart::alternative()
        .boundary(boundary("part"))
        .singlepart(SinglePart::plain(letter.text.clone()));
    if let Some(html) = &letter.html {
        forms = forms.singlepart(SinglePart::html(html.clone()));
    }
    let forms = forms.singlepart(SinglePart::builder().header(kind.clone()).body(calendar.file.clone()));
    let file = Attachment::new("appointment.ics".to_owned()).body(calendar.file.clone(), kind);
    let whole = MultiPart::mixed().boundary(boundary("whole")).multipart(forms).singlepart(file);
    builder.multipart(whole).map_err(|_| wrong)
}

fn written_at(letter: &Letter) -> Result<SystemTime, MailError> {
    u64::try_from(letter.at.timestamp())
        .ok()
        .and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)))
        // Past the year 9999 a Date header cannot be written, and the library panics on it.
        .filter(|_| letter.at.timestamp() < 253_402_300_800)
        .ok_or(MailError::Configuration("a letter is dated outside the years 1970 to 9999"))
}

/// A header is one line: what would end it becomes a space.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// RFC 3834: tells out-of-office robots not to answer.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::mail::Sender;

    fn letter() -> Letter {
        Letter {
            id: Uuid::from_u128(7),
            at: DateTime::from_timestamp(1_795_000_000, 0).unwrap(),
            from: Sender { name: "Ørnes legekontor".into(), address: "post@example.org".parse().unwrap() },
            to: "ase@example.net".parse().unwrap(),
            subject: "Hei".into(),
            text: "Hei.\n".into(),
            html: None,
            calendar: None,
        }
    }

    fn written(letter: &Letter) -> String {
        String::from_utf8(message(letter).unwrap().formatted()).unwrap()
    }

    #[test]
    fn the_same_letter_gives_the_same_bytes() {
        let both = Letter { html: Some("<p>Hei.</p>".into()), ..letter() };
        assert_eq!(written(&both), written(&both));
        assert!(written(&both).contains("boundary=\"part-00000000000000000000000000000007\""));
        assert_eq!(written(&letter()), written(&letter()));
    }

    #[test]
    fn an_appointment_goes_beside_the_text_and_as_a_file() {
        let file = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_owned();
        let calendar = Some(CalendarFile { method: crate::calendar::Method::Request, file });
        let letter = Letter { calendar, ..letter() };
        let written = written(&letter);
        assert_eq!(written.matches("Content-Type: text/calendar; charset=utf-8; method=REQUEST").count(), 2);
        assert!(written.contains("Content-Disposition: attachment; filename=\"appointment.ics\""));
        assert!(written.contains("boundary=\"whole-00000000000000000000000000000007\""));
        assert!(written.find("text/plain") < written.find("text/calendar"));
        assert_eq!(written, self::written(&letter), "every attempt is the same letter");
    }

    #[test]
    fn a_subject_cannot_become_a_header() {
        let letter = Letter { subject: "Hei\r\nBcc: other@example.net".into(), ..letter() };
        assert!(written(&letter).contains("\r\nSubject: Hei Bcc: other@example.net\r\n"));
        assert!(!written(&letter).contains("\r\nBcc"));
    }

    #[test]
    fn a_date_that_cannot_be_written_is_an_error() {
        for seconds in [-1, 253_402_300_800] {
            let letter = Letter { at: DateTime::from_timestamp(seconds, 0).unwrap(), ..letter() };
            assert!(matches!(message(&letter), Err(MailError::Configuration(_))));
        }
    }

    #[test]
    fn debug_shows_the_id_alone() {
        assert_eq!(format!("{:?}", letter()), "Letter { id: 00000000-0000-0000-0000-000000000007, .. }");
    }
}
