//! One golden file for each stored event name: a stored shape is a contract, and this is its copy.

use chrono::NaiveDate;
use domain::access::{self, Entry, Opened, Purpose, Viewer};
use domain::agreement::{self, Kind};
use domain::electronic_id::{self, Demand, Eid, Ground};
use domain::erasure::{self, Order};
use domain::hold::{self, Exemption, Grounds, Lifting};
use domain::hours::{Spans, Week};
use domain::identification::{self, Failure, NameSays, Vouched};
use domain::log::{self, Cause, Commitment, DestroyedKey, Destruction, Nodes};
use domain::member::{self, Absence, Account, Contact, LinkPurpose, Method, SignIn};
use domain::organisation::{self, Branding, Country, Notice, Profile, Sector, Signature, Way};
use domain::picture::{Picture, PictureKind};
use domain::receipt;
use domain::text::{Accent, Email, Line, Note, OrganisationName, PersonName, Phone, Reason, Secret, Slug};
use domain::visit::{
    self, Act, Appointment, Assignment, Channel, Consent, Device, Devices, ForWhom, Form, HandOver,
    Invitation, LinkAsked, Message, Reach, Receipt, Reminder, Reminders, Side, Technical, TokenHash,
};
use domain::waiting_room::{self, Closing, Posted};
use domain::{
    Class, ErasureId, HoldId, KeyId, Language, MemberId, OrganisationId, Personal, Retention, Role,
    SessionId, SubjectId, Timestamp, VisitId,
};
use serde::Serialize;
use serde_json::{Value, json};
use tests::Outcome;
use tests::golden::assert_golden;

fn at() -> Timestamp {
    "2026-11-21T10:32:05.000001Z".parse().unwrap()
}

fn day() -> NaiveDate {
    "2026-11-21".parse().unwrap()
}

fn sealed<T: Serialize>(class: Class, value: &T) -> Personal<T> {
    Personal::new(SubjectId::from_bytes([9; 16]), class, value)
}

fn of_visit<T: Serialize>(value: &T) -> Personal<T> {
    sealed(Class::Visit, value)
}

fn picture() -> Picture {
    Picture::new(PictureKind::Webp, "UklGRg==".into()).unwrap()
}

/// The stored name, the public part, and the plaintext of each sealed part with its fields.
fn shape<E: Serialize>(event: &E) -> (String, Value) {
    let split = store::codec::split(event).unwrap();
    let parts = split.parts.iter().map(|(part, fields)| {
        let values: Value = serde_json::from_slice(&part.plaintext().unwrap()).unwrap();
        json!({ "class": part.class.name(), "fields": fields, "values": values })
    });
    let parts: Vec<_> = parts.collect();
    let public: Value = serde_json::from_slice(&split.public).unwrap();
    (split.kind, json!({ "public": public, "sealed": parts }))
}

/// Repeating links, and an appointment that was given on.
fn links() -> Vec<visit::Event> {
    use visit::Event::*;
    let (visit, organisation) = (VisitId::from_bytes([1; 16]), OrganisationId::from_bytes([2; 16]));
    let by = MemberId::from_bytes([3; 16]);
    let invitation = Invitation {
        name: PersonName::parse("Kari").unwrap(),
        reach: Reach::Email(Email::parse("kari@example.com").unwrap()),
        at: at(),
        note: Some(Note::parse("Please bring your list.").unwrap()),
        professional: Some(by),
        language: None,
        by,
        made: at(),
    };
    let secret = of_visit(&Secret::parse("secret").unwrap());
    vec![
        RepeatingLinkGiven {
            visit,
            organisation,
            day: day(),
            retention: Retention::FourteenDays,
            wanted: Some(ForWhom("aa".into())),
            channel: Channel::Sms,
            link: TokenHash("00ff".into()),
            invitation: of_visit(&invitation),
            secret,
        },
        RepeatingLinkEnded { visit, organisation, day: day() },
        Reassigned {
            visit,
            organisation,
            day: day(),
            wanted: ForWhom("bb".into()),
            assignment: of_visit(&Assignment { by, to: MemberId::from_bytes([4; 16]), at: at() }),
        },
    ]
}

fn visits() -> Vec<visit::Event> {
    use visit::Event::*;
    let (visit, organisation) = (VisitId::from_bytes([1; 16]), OrganisationId::from_bytes([2; 16]));
    let by = MemberId::from_bytes([3; 16]);
    let (act, moment) = (of_visit(&Act { by, at: at() }), of_visit(&at()));
    let form = Form {
        name: PersonName::parse("Kari").unwrap(),
        phone: Some(Phone::parse("+47 924 49 678").unwrap()),
        professional: Some(by),
        invitation: None,
        language: None,
        at: at(),
    };
    let devices = Devices {
        camera: Device::Ok,
        microphone: Device::Blocked,
        speaker: Device::NotHeard,
        connection: None,
    };
    let technical = Technical { at: at(), figures: json!({ "version": 1 }) };
    let email = Email::parse("kari@example.com").unwrap();
    let invitation = Invitation {
        name: PersonName::parse("Kari").unwrap(),
        reach: Reach::Email(email),
        at: at(),
        note: Some(Note::parse("Please bring your list.").unwrap()),
        professional: Some(by),
        language: None,
        by,
        made: at(),
    };
    let secret = of_visit(&Secret::parse("secret").unwrap());
    let link = || TokenHash("00ff".into());
    vec![
        Invited {
            visit,
            organisation,
            day: day(),
            retention: Retention::FourteenDays,
            wanted: Some(ForWhom("aa".into())),
            channel: Channel::Email,
            reminders: None,
            link: link(),
            invitation: of_visit(&invitation),
            secret: secret.clone(),
        },
        Moved {
            visit,
            organisation,
            day: day(),
            sequence: 1,
            link: link(),
            appointment: of_visit(&Appointment { at: at(), by, made: at() }),
            secret: secret.clone(),
        },
        Cancelled { visit, organisation, day: day(), sequence: 2, act: act.clone() },
        LinkIssued { visit, organisation, day: day(), asked: LinkAsked::Lost, link: link(), secret },
        Reminded { visit, organisation, day: day(), reminder: Reminder::HourBefore },
        Missed { visit, organisation, day: day() },
        MessageSent {
            visit,
            organisation,
            day: day(),
            message: Message::Invitation,
            channel: Channel::Sms,
            receipt: of_visit(&Receipt { id: "01FC66621XXXXX119Z8PMV1QPQ".into(), at: at() }),
        },
        MessageRefused {
            visit,
            organisation,
            day: day(),
            message: Message::Reminder,
            channel: Channel::Email,
        },
        LetBack { visit, organisation, token: link(), at: moment.clone() },
        Arrived {
            visit,
            organisation,
            day: day(),
            retention: Retention::FourteenDays,
            token: TokenHash("00ff".into()),
            wanted: Some(ForWhom("aa".into())),
            consent: Consent { notice: 2, basis: "GDPR Art. 6(1)(a)".into(), words: None },
            form: of_visit(&form),
        },
        Checked { visit, organisation, devices: of_visit(&devices) },
        Left { visit, organisation, at: moment.clone() },
        Returned { visit, organisation, at: moment.clone() },
        Admitted { visit, organisation, professional: ForWhom("aa".into()), act: act.clone() },
        CallStarted { visit, organisation, at: moment.clone() },
        Joined { visit, organisation, side: Side::Visitor, at: moment.clone() },
        Connected { visit, organisation, act: act.clone() },
        ParticipantLeft { visit, organisation, side: Side::Professional, at: moment.clone() },
        CallEnded { visit, organisation, day: day(), connected: true, at: moment },
        TechnicalRecorded { visit, organisation, side: Side::Visitor, technical: of_visit(&technical) },
        Closed { visit, organisation, day: day(), act },
    ]
}

/// What becomes of a visit in the line.
fn lines() -> Vec<visit::Event> {
    use visit::Event::*;
    let (visit, organisation) = (VisitId::from_bytes([1; 16]), OrganisationId::from_bytes([2; 16]));
    let by = MemberId::from_bytes([3; 16]);
    let act = of_visit(&Act { by, at: at() });
    vec![
        Seen { visit, organisation, act: act.clone() },
        Alerted { visit, organisation, day: day(), member: ForWhom("aa".into()), to: of_visit(&by) },
        HandedOver {
            visit,
            organisation,
            wanted: ForWhom("aa".into()),
            handover: of_visit(&HandOver { by, to: MemberId::from_bytes([4; 16]), at: at() }),
        },
        NoShow { visit, organisation, day: day(), act },
    ]
}

/// What the one who holds a call does with its room.
fn kept_rooms() -> Vec<visit::Event> {
    use visit::Event::*;
    let (visit, organisation) = (VisitId::from_bytes([1; 16]), OrganisationId::from_bytes([2; 16]));
    let act = of_visit(&Act { by: MemberId::from_bytes([3; 16]), at: at() });
    let party = visit::Party::Visitor;
    vec![
        PutOut { visit, organisation, party: party.clone(), act: act.clone() },
        LetBackIn { visit, organisation, party, act: act.clone() },
        RoomClosed { visit, organisation, act: act.clone() },
        RoomOpened { visit, organisation, act },
        ColleagueAsked {
            visit,
            organisation,
            colleague: ForWhom("aa".into()),
            asked: of_visit(&HandOver {
                by: MemberId::from_bytes([3; 16]),
                to: MemberId::from_bytes([4; 16]),
                at: at(),
            }),
        },
        ThirdJoined {
            visit,
            organisation,
            party: visit::Party::Colleague(ForWhom("aa".into())),
            at: of_visit(&at()),
        },
        ThirdLeft {
            visit,
            organisation,
            party: visit::Party::Colleague(ForWhom("aa".into())),
            at: of_visit(&at()),
        },
    ]
}

/// What becomes of a guest of a call.
fn guests() -> Vec<visit::Event> {
    use visit::Event::*;
    let (visit, organisation) = (VisitId::from_bytes([1; 16]), OrganisationId::from_bytes([2; 16]));
    let (by, guest) = (MemberId::from_bytes([3; 16]), domain::GuestId::from_bytes([5; 16]));
    let act = of_visit(&Act { by, at: at() });
    let consent = Consent { notice: 1, basis: "GDPR Art. 6(1)(a)".into(), words: None };
    let name = PersonName::parse("Ana Petrova").unwrap();
    vec![
        GuestExpected {
            visit,
            organisation,
            guest,
            link: TokenHash("cc".into()),
            expected: of_visit(&visit::GuestExpected { by, role: visit::GuestRole::Interpreter, at: at() }),
        },
        GuestCame {
            visit,
            organisation,
            guest,
            token: TokenHash("dd".into()),
            consent,
            form: of_visit(&visit::GuestForm { name, at: at() }),
        },
        GuestLetIn { visit, organisation, guest, act: act.clone() },
        GuestTurnedAway { visit, organisation, guest, act },
    ]
}

fn waiting_rooms() -> Vec<waiting_room::Event> {
    use waiting_room::Event::*;
    let (organisation, by) = (OrganisationId::from_bytes([2; 16]), MemberId::from_bytes([3; 16]));
    let note = Note::parse("Twenty minutes late.").unwrap();
    let closing = sealed(Class::Account, &Closing { note: Some(note.clone()), by, at: at() });
    let phone = Some(sealed(Class::Contact, &Phone::parse("+4792449678").unwrap()));
    vec![
        NotePutUp {
            organisation,
            of: Some(by),
            day: day(),
            note: sealed(Class::Account, &Posted { note, by, at: at() }),
        },
        NoteTakenDown { organisation, of: Some(by), day: day() },
        Closed { organisation, day: day(), let_go: vec![VisitId::from_bytes([1; 16])], closing },
        Opened {
            organisation,
            day: day(),
            opening: sealed(Class::Account, &Closing { note: None, by, at: at() }),
        },
        PlaceShown { organisation, day: day(), shown: false },
        AlertChosen { member: by, organisation, day: day(), by: Some(Channel::Sms), phone },
    ]
}

fn members() -> Vec<member::Event> {
    use member::Event::*;
    let (member, organisation) = (MemberId::from_bytes([3; 16]), OrganisationId::from_bytes([2; 16]));
    let (session, link) = (SessionId::from_bytes([4; 16]), TokenHash("00ff".into()));
    let account = sealed(Class::Account, &Account { name: PersonName::parse("Eva Berg").unwrap(), at: at() });
    let contact = sealed(Class::Contact, &Contact { email: Email::parse("eva@example.com").unwrap() });
    let by = sealed(Class::Account, &member);
    let entry = sealed(Class::Account, &SignIn { by: Method::Passkey, at: at(), browser: None });
    let browser = Some(Line::parse("Firefox, Windows").unwrap());
    let absence = Absence {
        from: Some(at()),
        until: Some(at()),
        words: Some(Line::parse("Dr Lie takes my visitors.").unwrap()),
        at: at(),
    };
    let seen = sealed(Class::Account, &SignIn { by: Method::Link, at: at(), browser });
    vec![
        Founded {
            member,
            organisation,
            roles: vec![Role::Owner, Role::Member],
            day: day(),
            account: account.clone(),
            contact: contact.clone(),
        },
        Invited {
            member,
            organisation,
            roles: vec![Role::ComplianceOfficer, Role::Auditor, Role::Administrator],
            day: day(),
            contact,
            by: by.clone(),
        },
        Accepted { member, organisation, day: day(), account, notice: None },
        LanguageChosen {
            member,
            organisation,
            day: day(),
            language: sealed(Class::Account, &Language::German),
        },
        RolesGranted { member, organisation, roles: vec![Role::Member], day: day(), by: by.clone() },
        Removed { member, organisation, day: day(), by: by.clone() },
        InvitationWithdrawn { member, organisation, day: day(), by: by.clone() },
        PictureSet { member, organisation, day: day(), picture: sealed(Class::Account, &picture()) },
        PictureRemoved { member, organisation, day: day() },
        LinkIssued {
            member,
            organisation,
            purpose: LinkPurpose::SignIn,
            link: link.clone(),
            day: day(),
            secret: sealed(Class::Contact, &Secret::parse("secret").unwrap()),
        },
        LinkUsed { member, organisation, link: link.clone() },
        PasskeyRegistered {
            member,
            organisation,
            day: day(),
            passkey: sealed(Class::Account, &json!({ "key": 1 })),
        },
        PasskeyUsed {
            member,
            organisation,
            day: day(),
            number: 0,
            passkey: sealed(Class::Account, &json!({ "key": 2 })),
        },
        PasskeyRemoved { member, organisation, day: day(), number: 0 },
        SecondFactorSet {
            member,
            organisation,
            day: day(),
            recovery: vec![link.clone()],
            secret: sealed(Class::Account, &Secret::parse("secret").unwrap()),
        },
        SecondFactorUsed { member, organisation, code: link.clone(), day: day() },
        SecondFactorRemoved { member, organisation, recovered: true, day: day() },
        RecoveryRequested { member, organisation, day: day() },
        RecoveryStopped { member, organisation, day: day(), by },
        DeviceMet { member, organisation, device: link.clone(), first: false, day: day(), seen },
        Reminded { member, organisation, day: day() },
        SignedIn { member, organisation, session, token: link, day: day(), entry },
        SignedOut { member, organisation, session },
        WentOnDuty { member, organisation, day: day(), at: sealed(Class::Account, &at()) },
        WentOffDuty { member, organisation, day: day(), at: sealed(Class::Account, &at()) },
        WentAway { member, organisation, day: day(), absence: sealed(Class::Account, &absence) },
        CameBack { member, organisation, day: day(), at: sealed(Class::Account, &at()) },
        Active { member, organisation, month: "2026-11".parse().unwrap() },
    ]
}

fn organisations() -> Vec<organisation::Event> {
    use organisation::Event::*;
    let organisation = OrganisationId::from_bytes([2; 16]);
    let owner = MemberId::from_bytes([3; 16]);
    let name = OrganisationName::parse("Nordlys").unwrap();
    let profile = Profile { name: name.clone(), slug: Slug::parse("nordlys").unwrap(), at: at() };
    let notice = Notice {
        controller: name,
        address: Line::parse("Storgata 1").unwrap(),
        officer: PersonName::parse("Ines Aas").unwrap(),
        email: Email::parse("dpo@example.com").unwrap(),
        at: at(),
    };
    let branding = Branding {
        welcome: Some(Note::parse("Good that you are here.").unwrap()),
        waiting: Some(Note::parse("We are on our way.").unwrap()),
        accent: Some(Accent::parse("#14564c").unwrap()),
        at: at(),
    };
    let signature = Signature { by: owner, name: PersonName::parse("Eva Berg").ok(), at: at() };
    let nameless = Signature { name: None, ..signature.clone() };
    vec![
        SignedUp {
            organisation,
            owner,
            zone: Country::Norway.zone(),
            country: Country::Norway,
            day: day(),
            profile: sealed(Class::Account, &profile),
        },
        Confirmed { organisation, day: day() },
        TrialBegan { organisation, last: "2026-12-05".parse().unwrap(), day: day() },
        TrialEndAnnounced { organisation, last: "2026-12-05".parse().unwrap(), day: day() },
        Continued { organisation, day: day() },
        AgreementSigned {
            organisation,
            version: "dpa-1".into(),
            day: day(),
            signature: sealed(Class::Account, &signature),
        },
        AgreementAccepted {
            organisation,
            kind: Kind::DataProcessing,
            version: "dpa-2".into(),
            digest: "00ff".into(),
            way: Way::Signed,
            day: day(),
            acceptance: sealed(Class::Account, &signature),
        },
        AgreementAnnounced {
            organisation,
            kind: Kind::Terms,
            version: "terms-2".into(),
            digest: "00ff".into(),
            effective: "2026-12-21".parse().unwrap(),
            day: day(),
        },
        AgreementMailed {
            organisation,
            kind: Kind::Terms,
            version: "terms-2".into(),
            digest: "00ff".into(),
            day: day(),
        },
        AgreementNoted {
            organisation,
            kind: Kind::Terms,
            version: "terms-2".into(),
            digest: "00ff".into(),
            day: day(),
            noted: sealed(Class::Account, &nameless),
        },
        NoticePublished { organisation, version: 1, day: day(), notice: sealed(Class::Account, &notice) },
        RetentionChosen { organisation, retention: Retention::ThreeMonths, day: day() },
        LanguageChosen { organisation, language: Language::Dutch, day: day() },
        LogoDrafted { organisation, day: day(), logo: sealed(Class::Account, &picture()) },
        Branded {
            organisation,
            version: 1,
            logo: true,
            day: day(),
            branding: sealed(Class::Account, &branding),
        },
        SectorChosen { organisation, sector: Sector::HealthCare, day: day() },
        EndingAnnounced {
            organisation,
            on: "2026-12-21".parse().unwrap(),
            day: day(),
            by: sealed(Class::Account, &nameless),
        },
        EndingRevoked { organisation, day: day(), by: sealed(Class::Account, &nameless) },
        Ended { organisation, day: day() },
        CallWaysChosen { organisation, ways: domain::Ways::Relay, day: day() },
        OwnershipOffered { organisation, from: owner, to: MemberId::from_bytes([4; 16]), day: day() },
        OwnershipOfferEnded { organisation, to: MemberId::from_bytes([4; 16]), declined: true, day: day() },
        HandedOver { organisation, from: owner, to: MemberId::from_bytes([4; 16]), day: day() },
        organisation::count_call(organisation, day(), 61),
    ]
}

fn opening() -> Vec<organisation::Event> {
    use organisation::Event::*;
    let organisation = OrganisationId::from_bytes([2; 16]);
    vec![
        HoursChosen {
            organisation,
            day: day(),
            week: Some(Week(std::array::from_fn(|_| Spans::parse("08:00-12:00, 13:00-24:00").unwrap()))),
        },
        RemindersChosen { organisation, day: day(), reminders: Reminders::HourBefore },
        DayHoursChosen {
            organisation,
            day: day(),
            on: "2026-12-24".parse().unwrap(),
            hours: Some(Spans::default()),
        },
    ]
}

fn others() -> Vec<(String, Value)> {
    let organisation = OrganisationId::from_bytes([2; 16]);
    let (subject, erasure) = (SubjectId::from_bytes([5; 16]), ErasureId::from_bytes([6; 16]));
    let member = MemberId::from_bytes([3; 16]);
    let entry = Entry {
        viewer: Viewer::Member { member, role: Role::Member, session: SessionId::from_bytes([4; 16]) },
        purpose: Purpose::WaitingList,
        at: at(),
        reason: Some(Reason::parse("why").unwrap()),
        searched: Some(Reason::parse("7KQ2-M4XD").unwrap()),
        request: "0011".into(),
    };
    let opened = access::Event::Opened {
        organisation,
        day: day(),
        subjects: vec![Opened { subject, classes: vec![Class::Visit] }],
        entry: sealed(Class::Audit, &entry),
    };
    let order = Order {
        by: member,
        role: Role::ComplianceOfficer,
        reason: Reason::parse("by letter").unwrap(),
        at: at(),
    };
    let order = sealed(Class::Audit, &order);
    let commanded = erasure::Event::Commanded { erasure, organisation, subject, day: day(), order };
    let key = DestroyedKey { class: Class::Visit, key: KeyId::from_bytes([7; 16]) };
    vec![
        shape(&opened),
        shape(&commanded),
        shape(&erasure::Event::CommandedByVisitor { erasure, organisation, subject, day: day() }),
        shape(&agreement::Event::Published {
            kind: Kind::Terms,
            version: "terms-2".into(),
            dated: day(),
            significant: true,
            changed: "Section 5 names the new price.".into(),
            template: "00fe".into(),
            digest: "00ff".into(),
            wording: "# Terms of service\n\nThese are ours.".into(),
            day: day(),
        }),
        shape(&log::Event::Created { log: "00".repeat(16), day: day() }),
        shape(&log::Event::ClockTurned { from: day(), day: day() }),
        shape(&log::Event::Restored {
            old_origin: "anteroom/00".into(),
            old_size: 9,
            old_root: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=".into(),
            new_origin: "anteroom/00/8".into(),
            new_size: 7,
            new_root: "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=".into(),
            day: day(),
        }),
        shape(&log::Event::SigningKeyRotated {
            old: "anteroom/00+00000001+AQ==".into(),
            new: "anteroom/00+00000002+AQ==".into(),
            statement: "anteroom signing key rotation v1".into(),
            day: day(),
        }),
        shape(&log::Event::KeysDestroyed {
            subject,
            organisation,
            keys: vec![key],
            cause: Cause::Commanded { erasure },
            epoch: 0,
            day: day(),
            commitments: vec![],
        }),
        shape(&log::Event::EpochDestroyed {
            epoch: 0,
            survivors: 12,
            destruction: Destruction::File,
            nodes: Nodes::Answered,
            day: day(),
        }),
    ]
}

/// Golden files hold one value of each kind; these are the names of the others.
#[test]
fn every_way_to_know_that_no_node_held_the_keys_has_its_stored_name() -> Outcome {
    let ways = [Nodes::Answered, Nodes::LeaseRanOut, Nodes::Alone];
    assert_eq!(serde_json::to_string(&ways)?, r#"["answered","lease-ran-out","alone"]"#);
    Ok(())
}

fn holds() -> Vec<hold::Event> {
    use hold::Event::*;
    let (hold, organisation) = (HoldId::from_bytes([8; 16]), OrganisationId::from_bytes([2; 16]));
    let (subject, classes) = (SubjectId::from_bytes([5; 16]), vec![Class::Visit]);
    let (exemption, until) = (Exemption::LegalClaims, "2027-11-21".parse().unwrap());
    let (by, role, reason) =
        (MemberId::from_bytes([3; 16]), Role::ComplianceOfficer, Reason::parse("a claim").unwrap());
    let basis = Line::parse("Tvisteloven kap. 28").unwrap();
    let grounds = Grounds { by, role: Role::Owner, reason: reason.clone(), basis, at: at() };
    let grounds = sealed(Class::Audit, &grounds);
    let act = sealed(Class::Audit, &hold::Act { by, role, at: at() });
    let lifting = sealed(Class::Audit, &Lifting { by, role, reason, at: at() });
    let (classes, day) = (|| classes.clone(), day());
    vec![
        Proposed { hold, organisation, subject, classes: classes(), exemption, until, day, grounds },
        Confirmed { hold, organisation, subject, classes: classes(), exemption, until, day, act },
        Lifted { hold, organisation, subject, day, lifting },
        Ended { hold, organisation, subject, end: hold::End::RanOut, day },
        Restored { hold, organisation, subject, classes: classes(), exemption, until, day },
    ]
}

fn electronic_ids() -> Vec<electronic_id::Event> {
    use electronic_id::Event::*;
    let (organisation, by) = (OrganisationId::from_bytes([2; 16]), MemberId::from_bytes([3; 16]));
    let ground = Ground { by, words: Reason::parse("Helsepersonelloven § 39").unwrap(), at: at() };
    vec![
        SwitchedOn {
            organisation,
            day: day(),
            eids: Eid::ALL.to_vec(),
            demand: Demand::Asked,
            ground: sealed(Class::Account, &ground),
        },
        SwitchedOff {
            organisation,
            day: day(),
            act: sealed(Class::Account, &electronic_id::Act { by, at: at() }),
        },
    ]
}

fn identifications() -> Vec<identification::Event> {
    use identification::Event::*;
    let (visit, organisation) = (VisitId::from_bytes([1; 16]), OrganisationId::from_bytes([2; 16]));
    let (attempt, day) = (TokenHash("00ff".into()), day());
    let vouched = Vouched { with: Eid::MitId, name: NameSays::Differs, at: at() };
    let number = Eid::MitId.number("2101270087").unwrap();
    vec![
        Begun { visit, organisation, day, attempt: attempt.clone(), with: of_visit(&Eid::NorwegianBankId) },
        Failed {
            visit,
            organisation,
            day,
            attempt: attempt.clone(),
            failure: of_visit(&Failure::WithoutNumber),
        },
        Completed {
            visit,
            organisation,
            day,
            attempt,
            number: sealed(Class::Identity, &number),
            vouched: of_visit(&vouched),
        },
        Shown {
            visit,
            organisation,
            day,
            act: of_visit(&Act { by: MemberId::from_bytes([3; 16]), at: at() }),
        },
    ]
}

fn receipts() -> Vec<receipt::Event> {
    use receipt::Event::*;
    let (visit, organisation) = (VisitId::from_bytes([1; 16]), OrganisationId::from_bytes([2; 16]));
    let (day, asked) = (day(), TokenHash("00ff".into()));
    vec![
        CodeAsked { visit, organisation, day, asked: asked.clone() },
        CodeSent { visit, organisation, day, asked: asked.clone(), channel: Channel::Sms },
        CodeWrong { visit, organisation, day, asked: asked.clone() },
        Confirmed { visit, organisation, day, asked, token: TokenHash("00fe".into()) },
    ]
}

/// What a destruction has learnt to tell since stands in no older record, and reads as nothing there.
#[test]
fn a_destruction_tells_of_commitments_where_there_are_any() -> Outcome {
    let told = |commitments| log::Event::KeysDestroyed {
        subject: SubjectId::from_bytes([5; 16]),
        organisation: OrganisationId::from_bytes([2; 16]),
        keys: vec![],
        cause: Cause::Expired,
        epoch: 0,
        day: day(),
        commitments,
    };
    let one = Commitment { position: 7, part: 0, commitment: "AA==".into() };
    let (_, with) = shape(&told(vec![one]));
    assert_eq!(with["public"]["commitments"].to_string(), r#"[{"position":7,"part":0,"commitment":"AA=="}]"#);
    let (_, without) = shape(&told(vec![]));
    assert!(without["public"].get("commitments").is_none());
    let tagged = json!({ "type": "vault.keys-destroyed.v1", "data": without["public"] });
    let log::Event::KeysDestroyed { commitments, .. } = serde_json::from_value(tagged)? else {
        return Err(tests::Failure::new("another event"));
    };
    assert!(commitments.is_empty());
    Ok(())
}

/// The same for kinds of agreements and how they are agreed to.
#[test]
fn every_kind_of_agreement_and_way_to_agree_has_its_stored_name() -> Outcome {
    assert_eq!(
        serde_json::to_string(&Kind::ALL)?,
        r#"["dpa","baa","terms","staff-notice","visitor-notice"]"#
    );
    assert_eq!(
        serde_json::to_string(&[Way::Signed, Way::SignUp, Way::Use])?,
        r#"["signed","sign-up","use"]"#
    );
    assert_eq!(serde_json::to_string(&Sector::ALL)?, r#"["health-care","other"]"#);
    Ok(())
}

/// The same for what a message was about, who asked for a link, and how somebody is reached.
#[test]
fn every_word_of_an_invitation_has_its_stored_name() -> Outcome {
    let messages =
        [Message::Invitation, Message::Move, Message::Cancellation, Message::Reminder, Message::Link];
    assert_eq!(
        serde_json::to_string(&messages)?,
        r#"["invitation","move","cancellation","reminder","link"]"#
    );
    assert_eq!(serde_json::to_string(&[LinkAsked::Resent, LinkAsked::Lost])?, r#"["resent","lost"]"#);
    assert_eq!(serde_json::to_string(&Reminder::ALL)?, r#"["day-before","hour-before"]"#);
    assert_eq!(serde_json::to_string(&[Channel::Email, Channel::Sms])?, r#"["email","sms"]"#);
    let phone = Reach::Phone(Phone::parse("+4792449678").unwrap());
    assert_eq!(serde_json::to_string(&phone)?, r#"{"phone":"+4792449678"}"#);
    Ok(())
}

/// An invitation has learnt to tell of its reminders, and an arrival by which repeating link it came; older records hold neither, and mean both reminders and none.
#[test]
fn an_invitation_tells_of_reminders_and_an_arrival_of_its_link_where_there_are_any() -> Outcome {
    let (_, older) = shape(&visits()[0]);
    assert!(older["public"].get("reminders").is_none());
    let visit::Event::Invited { visit, organisation, invitation, secret, .. } = visits().remove(0) else {
        return Err(tests::Failure::new("another event"));
    };
    let told = visit::Event::Invited {
        visit,
        organisation,
        day: day(),
        retention: Retention::OneDay,
        wanted: None,
        channel: Channel::Sms,
        reminders: Some(Reminders::DayBefore),
        link: TokenHash("00ff".into()),
        invitation,
        secret,
    };
    assert_eq!(shape(&told).1["public"]["reminders"], json!("day-before"));
    let name = PersonName::parse("Kari").unwrap();
    let form = |invitation| Form {
        name: name.clone(),
        phone: None,
        professional: None,
        invitation,
        language: None,
        at: at(),
    };
    assert!(serde_json::to_value(form(None))?.get("invitation").is_none());
    assert_eq!(serde_json::to_value(form(Some(visit)))?["invitation"], json!(visit));
    Ok(())
}

#[test]
fn every_stored_event_has_its_golden_file() -> Outcome {
    let mut shapes = others();
    shapes.extend(holds().iter().map(shape));
    shapes.extend(electronic_ids().iter().map(shape));
    shapes.extend(identifications().iter().map(shape));
    shapes.extend(receipts().iter().map(shape));
    shapes.extend(visits().iter().map(shape));
    shapes.extend(lines().iter().map(shape));
    shapes.extend(kept_rooms().iter().map(shape));
    shapes.extend(guests().iter().map(shape));
    shapes.extend(links().iter().map(shape));
    shapes.extend(waiting_rooms().iter().map(shape));
    shapes.extend(members().iter().map(shape));
    shapes.extend(organisations().iter().map(shape));
    shapes.extend(opening().iter().map(shape));
    let mut names: Vec<_> = shapes.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        domain::fact::STORED_NAMES,
        "an event without a golden file, or a file without an event"
    );
    let mut first = Ok(());
    for (name, shape) in &shapes {
        let golden = assert_golden(name, &serde_json::to_vec_pretty(shape)?);
        if first.is_ok() {
            first = golden;
        }
    }
    first
}
