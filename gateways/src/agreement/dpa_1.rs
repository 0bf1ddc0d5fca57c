//! The words of `dpa-1`. They are final: whoever signed them signed these. A change goes into the next version.

use super::{Agreement, Block, Table, Version};

pub(super) fn text() -> Agreement {
    Agreement {
        version: Version::Dpa1.as_str().to_owned(),
        language: "en".to_owned(),
        title: "Data processing agreement".to_owned(),
        mark: "Template – have it reviewed by your own counsel before relying on it".to_owned(),
        blocks: [opening(), duties(), rest(), annexes()].concat(),
    }
}

fn opening() -> Vec<Block> {
    vec![
        paragraph(
            "The Controller invites people to visits by video and uses Anteroom for it. The Processor runs the \
             installation of Anteroom that it uses. This agreement is the contract that Article 28(3) of the General \
             Data Protection Regulation (Regulation (EU) 2016/679, “GDPR”) asks for, and covers the personal data of \
             the Controller’s visitors.",
        ),
        heading("1. What this agreement is about"),
        clause(
            "1.1",
            "Subject matter and nature. The Processor receives, stores, shows and erases the data listed in Annex 1, \
             by automated means, so that a visitor can arrive, wait, be let in and speak with the person they came to \
             see. The call itself goes from participant to participant, encrypted between them; the Processor neither \
             hears nor records it.",
        ),
        clause(
            "1.2",
            "Purpose. To make these visits possible, and to show afterwards that they took place. For nothing else.",
        ),
        clause(
            "1.3",
            "Types of data. What the visit form asks for (a name and, if the visitor wishes, a phone number), the time \
             and the duration of the visit, and technical data about the connection. No health data is asked for and \
             none is to be entered.",
        ),
        clause(
            "1.4",
            "People concerned. The Controller’s visitors, and its staff where the record of access names them.",
        ),
        clause(
            "1.5",
            "Duration. This agreement holds from its signature for as long as the Controller has an account, and after \
             that until the last of the data has been erased. Visits are kept for the period the Controller has set, \
             from 1 day to 3 months after the visit.",
        ),
        heading("2. What the Controller answers for"),
        clause(
            "2.1",
            "The Controller decides why and how the data is processed, has a legal basis for it, informs its visitors, \
             and sets the retention period. Its settings in Anteroom are part of its instructions.",
        ),
    ]
}

/// Article 28(3), points (a) to (h), one each.
fn duties() -> Vec<Block> {
    vec![
        heading("3. What the Processor undertakes"),
        clause("3.1", "In accordance with Article 28(3) GDPR the Processor:"),
        point(
            "(a)",
            "Documented instructions. Processes the data only as the Controller has instructed in writing, which this \
             agreement, the settings in Anteroom and messages to the Processor are. This includes transfers to a \
             country outside the European Economic Area or to an international organisation. If Union or Member State \
             law demands something else, the Processor says so before it acts, unless that law forbids saying so on \
             important grounds of public interest.",
        ),
        point(
            "(b)",
            "Confidentiality. Lets only those people work with the data who need to and who are bound to secrecy by \
             contract or by law, also after their work has ended.",
        ),
        point(
            "(c)",
            "Security. Takes the measures that Article 32 GDPR requires. Those in place are described in Annex 2; they \
             may be replaced by others that protect at least as well.",
        ),
        point(
            "(d)",
            "Sub-processors. Engages another processor only under section 4, and by a contract that imposes the duties \
             of this agreement on it.",
        ),
        point(
            "(e)",
            "Rights of the people concerned. Helps the Controller, by suitable technical and organisational means, to \
             answer requests for access, rectification, erasure, restriction, portability and objection. A request \
             that reaches the Processor is passed on without delay and is not answered in the Controller’s place.",
        ),
        point(
            "(f)",
            "Assistance. Helps the Controller with its duties under Articles 32 to 36 GDPR: security, notifying a \
             personal data breach to the authority and to the people concerned, impact assessment and prior \
             consultation, as far as the nature of the processing and what the Processor knows allow.",
        ),
        point(
            "(g)",
            "Deletion or return. When the service ends, erases the data or hands it back first and then erases it, as \
             the Controller chooses, and erases existing copies, unless Union or Member State law demands that they be \
             kept. Without a choice, the data is erased.",
        ),
        point(
            "(h)",
            "Evidence and audits. Makes available all information needed to show that these duties are met, and allows \
             and contributes to audits and inspections by the Controller or an auditor it appoints.",
        ),
        clause(
            "3.2",
            "If the Processor considers that an instruction infringes data protection law, it tells the Controller at \
             once and may wait with carrying it out until the Controller has confirmed or changed it.",
        ),
        clause(
            "3.3",
            "The Processor notifies the Controller of a personal data breach without undue delay after becoming aware \
             of it, with what it then knows: what happened, whose and which data, the likely consequences, and what \
             has been done. Further findings follow as they are made.",
        ),
    ]
}

fn rest() -> Vec<Block> {
    vec![
        heading("4. Sub-processors and transfers"),
        clause(
            "4.1",
            "The Controller gives general written authorisation to engage sub-processors. Those engaged when this \
             agreement is signed are listed in Annex 3.",
        ),
        clause(
            "4.2",
            "The Processor announces an addition or a replacement in writing at least 30 days ahead. The Controller \
             may object in that time; if no solution is found, it may end the service before the change takes effect.",
        ),
        clause("4.3", "The Processor answers for what its sub-processors do as for its own acts."),
        clause(
            "4.4",
            "Data leaves the European Economic Area only on the Controller’s instruction and under Chapter V GDPR.",
        ),
        heading("5. Audits in practice"),
        clause(
            "5.1",
            "The Controller can at any time read in Anteroom who opened which visit’s details, and have the record \
             verified. For an inspection on site, the parties agree on a time within 30 days of the request; where a \
             breach or an authority gives cause, as soon as possible.",
        ),
        heading("6. Final provisions"),
        clause(
            "6.1",
            "This agreement takes precedence over other agreements between the parties where the protection of \
             personal data is concerned. Liability follows Article 82 GDPR.",
        ),
        clause(
            "6.2",
            "A new version takes effect when the Controller signs it. Until then, the version signed last remains in \
             force.",
        ),
        clause(
            "6.3",
            "The Processor offers this version to be signed and is bound by it from the moment the Controller signs.",
        ),
        clause(
            "6.4",
            "The law of the Member State, or of the state of the European Economic Area, in which the Processor is \
             established applies, unless the parties have agreed otherwise in writing.",
        ),
    ]
}

fn annexes() -> Vec<Block> {
    vec![
        heading("Annex 1. The processing"),
        Block::Table(Table {
            columns: row(["Purpose", "Data", "Basis", "Period"]),
            rows: vec![
                row([
                    "Receiving a visitor and letting them in",
                    "Visit form: name, phone number (optional), whom they came to see, consent given",
                    "Consent, Art. 6(1)(a) GDPR",
                    "As set by the Controller: 1 day to 3 months after the visit",
                ]),
                row([
                    "Showing that the visit took place",
                    "Times of arrival, start and end, duration, participants",
                    "Consent, Art. 6(1)(a) GDPR",
                    "The same",
                ]),
                row([
                    "Making the call work",
                    "Technical data: network quality, screen sharing, mute, camera and microphone permissions",
                    "Consent, Art. 6(1)(a) GDPR",
                    "The same",
                ]),
                row([
                    "Showing who had access",
                    "Who opened a visit’s details, when, and why",
                    "Legal duty of security and accountability, Art. 6(1)(c) with Art. 5(2) and 32 GDPR",
                    "5 years, unless a shorter period is set",
                ]),
            ],
        }),
        heading("Annex 2. Security measures"),
        clause("A2.1", "Personal data is stored encrypted, under a key of its own for each visit."),
        clause(
            "A2.2",
            "Erasing destroys that key. The keys that remain are then wrapped anew and the key above the old ones is \
             destroyed, at once after an erasure on command and once a day after an expiry. Until then copies of the \
             keys that were made earlier could still open the data; after it they open nothing of it, however old, as \
             long as the key above them was kept out of every copy. The statement of an erasure says how far this is.",
        ),
        clause("A2.3", "Every opening of personal data is first recorded: who, whose data, when and why."),
        clause(
            "A2.4",
            "The record cannot be changed or shortened unnoticed, and can be verified independently.",
        ),
        clause("A2.5", "Each person signs in as themselves, and sees what their role allows."),
        clause("A2.6", "Calls are encrypted between the participants. There is no recording function."),
        clause(
            "A2.7",
            "The Processor protects the machines and their backups. Backups hold the encrypted record and never the \
             keys. Anteroom makes them, restores them beside the current keys, destroys again what had been erased \
             since, and can try every key against the key above it; the Processor does so at regular intervals.",
        ),
        heading("Annex 3. Sub-processors"),
        paragraph("None. The Processor hosts this installation itself."),
    ]
}

fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(text.to_owned())
}

fn clause(number: &str, text: &str) -> Block {
    Block::Clause { number: number.to_owned(), text: text.to_owned() }
}

fn point(label: &str, text: &str) -> Block {
    Block::Point { label: label.to_owned(), text: text.to_owned() }
}

fn row(cells: [&str; 4]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}
