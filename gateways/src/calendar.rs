//! Calendar files (RFC 5545, sent as RFC 5546 wants them): an appointment, moved or called off under the same UID. They
//! hold neither a secret link nor the visitor's name: calendars are shared with colleagues and copied to other companies.

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, Class, Component as _, Event, EventLike as _, EventStatus, Property};
use uuid::Uuid;

use crate::mail::Address;

/// What a calendar is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Enter the appointment, or move it.
    Request,
    /// Take it out.
    Cancel,
}

impl Method {
    /// As it stands in the file and in its content type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// An appointment for a calendar. All of it but the id is personal.
#[derive(Clone)]
pub struct Appointment {
    /// The same for the whole life of the appointment: its UID.
    pub id: Uuid,
    /// How often it was changed: its SEQUENCE.
    pub sequence: u32,
    /// What to do.
    pub method: Method,
    /// When this file was written: its DTSTAMP.
    pub made: DateTime<Utc>,
    /// When it begins.
    pub at: DateTime<Utc>,
    /// How long it is meant to take.
    pub lasts: TimeDelta,
    /// One line.
    pub summary: String,
    /// A few lines.
    pub description: String,
    /// A page about it; no secret link.
    pub url: String,
    /// Who sends it.
    pub organizer: Address,
    /// Whose calendar it is for.
    pub attendee: Address,
}

impl std::fmt::Debug for Appointment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Appointment").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The file.
pub fn file(appointment: &Appointment) -> String {
    let Appointment { id, sequence, method, made, at, lasts, .. } = appointment;
    let organizer = format!("mailto:{}", appointment.organizer.as_str());
    let mut attendee = Property::new("ATTENDEE", format!("mailto:{}", appointment.attendee.as_str()));
    // Nobody is asked to answer: whoever cannot come tells the organisation.
    attendee.add_parameter("RSVP", "FALSE");
    let mut event = Event::new();
    event
        .uid(&format!("{id}@{}", appointment.organizer.domain()))
        .sequence(*sequence)
        .timestamp(*made)
        .starts(*at)
        .ends(*at + *lasts)
        .summary(&appointment.summary)
        .description(&appointment.description)
        .url(&appointment.url)
        .class(Class::Private)
        .status(match method {
            Method::Request => EventStatus::Confirmed,
            Method::Cancel => EventStatus::Cancelled,
        })
        .add_property("ORGANIZER", &organizer)
        .append_property(attendee);
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Anteroom//Anteroom//EN"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", method.name()))
        .push(event.done());
    calendar.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn appointment() -> Appointment {
        Appointment {
            id: Uuid::from_u128(7),
            sequence: 0,
            method: Method::Request,
            made: "2026-11-21T10:00:00Z".parse().unwrap(),
            at: "2026-11-24T09:30:00Z".parse().unwrap(),
            lasts: TimeDelta::minutes(30),
            summary: "Video appointment, Nordlys; Tromsø".into(),
            description: "First line\nsecond line, with a comma".into(),
            url: "https://a.example/nordlys/lost-link".into(),
            organizer: "post@a.example".parse().unwrap(),
            attendee: "kari@example.net".parse().unwrap(),
        }
    }

    fn lines(appointment: &Appointment) -> Vec<String> {
        // Lines are folded at 75 octets: a line break and a space.
        file(appointment).replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn an_appointment_as_a_calendar_takes_it() {
        let lines = lines(&appointment());
        for expected in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "METHOD:REQUEST",
            "BEGIN:VEVENT",
            "UID:00000000-0000-0000-0000-000000000007@a.example",
            "SEQUENCE:0",
            "DTSTAMP:20261121T100000Z",
            "DTSTART:20261124T093000Z",
            "DTEND:20261124T100000Z",
            "SUMMARY:Video appointment\\, Nordlys\\; Tromsø",
            "DESCRIPTION:First line\\nsecond line\\, with a comma",
            "URL:https://a.example/nordlys/lost-link",
            "STATUS:CONFIRMED",
            "CLASS:PRIVATE",
            "ORGANIZER:mailto:post@a.example",
            "ATTENDEE;RSVP=FALSE:mailto:kari@example.net",
            "END:VCALENDAR",
        ] {
            assert_eq!(lines.iter().filter(|line| *line == expected).count(), 1, "{expected}\n{lines:#?}");
        }
    }

    #[test]
    fn moved_and_called_off_it_stays_the_same_appointment() {
        let uid = |lines: &[String]| lines.iter().find(|line| line.starts_with("UID:")).cloned().unwrap();
        let first = lines(&appointment());
        let moved = lines(&Appointment { sequence: 1, ..appointment() });
        let gone = lines(&Appointment { sequence: 2, method: Method::Cancel, ..appointment() });
        assert_eq!((uid(&moved), uid(&gone)), (uid(&first), uid(&first)));
        let has = |lines: &[String], line: &str| lines.iter().any(|l| l == line);
        assert!(has(&moved, "SEQUENCE:1") && has(&moved, "METHOD:REQUEST"));
        assert!(has(&gone, "SEQUENCE:2") && has(&gone, "METHOD:CANCEL") && has(&gone, "STATUS:CANCELLED"));
    }

    #[test]
    fn the_same_appointment_gives_the_same_bytes() {
        assert_eq!(file(&appointment()), file(&appointment()));
        assert_eq!(
            format!("{:?}", appointment()),
            "Appointment { id: 00000000-0000-0000-0000-000000000007, .. }"
        );
    }
}
