//! The technical data of a call (C5) in words: averages over all that each side's browser measured.

use crate::lang::{Lang, Said};
use crate::page::dashboard::QualityRow;
use crate::room::technical::{Path, Permission, Sample, TechnicalReport};
use crate::when;
use domain::visit::Side;

/// How one line is read from a side's reports.
type Reading = fn(Lang, &[TechnicalReport]) -> Option<String>;

/// What the visitor's pages and the member's handed in, as far as it can be read.
pub(crate) fn reports(
    figures: impl Iterator<Item = (Side, serde_json::Value)>,
) -> (Vec<TechnicalReport>, Vec<TechnicalReport>) {
    let (mut visitor, mut member) = (Vec::new(), Vec::new());
    for (side, figures) in figures {
        match (serde_json::from_value::<TechnicalReport>(figures), side) {
            (Ok(report), Side::Visitor) => visitor.push(report),
            (Ok(report), Side::Professional) => member.push(report),
            (Err(_), _) => tracing::warn!("technical data of an earlier shape is left out"),
        }
    }
    (visitor, member)
}

/// The rows of what both sides handed in; none where there is nothing.
pub(crate) fn rows(lang: Lang, visitor: &[TechnicalReport], member: &[TechnicalReport]) -> Vec<QualityRow> {
    if visitor.is_empty() && member.is_empty() {
        return Vec::new();
    }
    let lines: [(Said, Reading); 9] = [
        (lang.say("quality-path"), path),
        (lang.say("quality-connected-after"), connected_after),
        (lang.say("quality-round-trip"), |lang, of| milliseconds(lang, of, |sample| sample.round_trip_ms)),
        (lang.say("quality-jitter"), |lang, of| milliseconds(lang, of, |sample| sample.jitter_ms)),
        (lang.say("quality-loss"), loss),
        (lang.say("quality-picture"), picture),
        (lang.say("quality-reconnections"), reconnections),
        (lang.say("quality-camera"), |lang, of| Some(permission(lang, of.last()?.permissions.camera))),
        (lang.say("quality-microphone"), |lang, of| {
            Some(permission(lang, of.last()?.permissions.microphone))
        }),
    ];
    let absent = || lang.say("quality-not-measured").to_string();
    let rows = lines.into_iter().filter_map(|(what, read)| {
        let (visitor, member) = (read(lang, visitor), read(lang, member));
        if visitor.is_none() && member.is_none() {
            return None;
        }
        let row = QualityRow {
            what: what.to_string(),
            visitor: visitor.unwrap_or_else(absent),
            member: member.unwrap_or_else(absent),
        };
        Some(row)
    });
    rows.collect()
}

/// The row of the device check, which the visitor alone makes.
pub(super) fn check(lang: Lang, tested: String) -> QualityRow {
    QualityRow {
        what: lang.say("quality-check").to_string(),
        visitor: tested,
        member: lang.say("quality-not-measured").to_string(),
    }
}

/// The average of what was measured, over all samples of all reports.
fn average(reports: &[TechnicalReport], of: impl Fn(&Sample) -> Option<u32>) -> Option<f64> {
    let values = reports.iter().flat_map(|report| &report.samples).filter_map(of);
    let (count, sum) = values.fold((0_u32, 0_f64), |(count, sum), value| (count + 1, sum + f64::from(value)));
    (count > 0).then(|| sum / f64::from(count))
}

fn milliseconds(
    lang: Lang,
    reports: &[TechnicalReport],
    of: impl Fn(&Sample) -> Option<u32>,
) -> Option<String> {
    let average = average(reports, of)?;
    Some(lang.say("quality-milliseconds").with("count", format!("{average:.0}")).to_string())
}

fn path(lang: Lang, reports: &[TechnicalReport]) -> Option<String> {
    let said = match reports.last()?.path {
        Path::Direct => lang.say("quality-direct"),
        Path::Relayed => lang.say("quality-relayed"),
        Path::Unknown => lang.say("quality-unknown"),
    };
    Some(said.to_string())
}

fn connected_after(lang: Lang, reports: &[TechnicalReport]) -> Option<String> {
    let after = reports.iter().find_map(|report| report.connected_after_ms)?;
    let seconds = when::figure(lang, f64::from(after) / 1000.0, 1);
    Some(lang.say("quality-seconds").with("count", seconds).to_string())
}

fn loss(lang: Lang, reports: &[TechnicalReport]) -> Option<String> {
    let average = average(reports, |sample| sample.loss_permille.map(u32::from))?;
    Some(lang.say("quality-per-cent").with("count", when::figure(lang, average / 10.0, 1)).to_string())
}

fn picture(lang: Lang, reports: &[TechnicalReport]) -> Option<String> {
    let width = average(reports, |sample| sample.width.map(u32::from))?;
    let height = average(reports, |sample| sample.height.map(u32::from))?;
    let frames = average(reports, |sample| sample.frames.map(u32::from))?;
    let said = lang.say("quality-picture-size").with("width", format!("{width:.0}"));
    Some(said.with("height", format!("{height:.0}")).with("frames", format!("{frames:.0}")).to_string())
}

fn reconnections(lang: Lang, reports: &[TechnicalReport]) -> Option<String> {
    reports.last()?;
    let count = reports.iter().map(|report| u32::from(report.reconnections)).sum::<u32>();
    Some(lang.say("quality-times").with("count", count).to_string())
}

fn permission(lang: Lang, permission: Permission) -> String {
    let said = match permission {
        Permission::Granted => lang.say("quality-granted"),
        Permission::Denied => lang.say("quality-denied"),
        Permission::Absent => lang.say("quality-absent"),
        Permission::Busy => lang.say("quality-busy"),
        Permission::Unknown => lang.say("quality-unknown"),
    };
    said.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(round_trip: &[Option<u32>], reconnections: u16) -> serde_json::Value {
        let samples: Vec<_> = round_trip
            .iter()
            .map(|ms| {
                serde_json::json!({ "at_s": 5, "round_trip_ms": ms, "loss_permille": 5, "jitter_ms": null, "in_kbps": 900,
                    "out_kbps": 880, "width": 640, "height": 480, "frames": 20, "relayed": false })
            })
            .collect();
        serde_json::json!({ "version": 1, "duration_s": 61, "connected_after_ms": 640, "reconnections": reconnections,
            "path": "direct", "permissions": { "camera": "granted", "microphone": "denied" },
            "samples": samples, "actions": [] })
    }

    fn rows(lang: Lang, figures: impl Iterator<Item = (Side, serde_json::Value)>) -> Vec<QualityRow> {
        let (visitor, member) = reports(figures);
        super::rows(lang, &visitor, &member)
    }

    fn of<'a>(rows: &'a [QualityRow], what: &str) -> &'a QualityRow {
        rows.iter().find(|row| row.what == Lang::English.say(what).to_string()).unwrap()
    }

    #[test]
    fn a_reload_makes_a_second_report_and_both_count() {
        let figures =
            [(Side::Visitor, report(&[Some(10), None], 1)), (Side::Visitor, report(&[Some(30)], 2))];
        let rows = rows(Lang::English, figures.into_iter());
        assert_eq!(of(&rows, "quality-round-trip").visitor, "20 ms");
        assert_eq!(of(&rows, "quality-loss").visitor, "0.5 %");
        assert!(of(&rows, "quality-reconnections").visitor.contains('3'));
        assert_eq!(
            of(&rows, "quality-round-trip").member,
            Lang::English.say("quality-not-measured").to_string()
        );
        assert!(!rows.iter().any(|row| row.what.contains('⟦') || row.visitor.contains('⟦')));
    }

    #[test]
    fn what_nobody_measured_has_no_row_and_nothing_at_all_no_table() {
        let rows_of = |figures: Vec<(Side, serde_json::Value)>| rows(Lang::English, figures.into_iter());
        let one = rows_of(vec![(Side::Professional, report(&[Some(10)], 0))]);
        let jitter = Lang::English.say("quality-jitter").to_string();
        assert!(!one.iter().any(|row| row.what == jitter));
        assert!(rows_of(vec![]).is_empty());
        assert!(rows_of(vec![(Side::Visitor, serde_json::json!({ "version": 9 }))]).is_empty());
    }
}
