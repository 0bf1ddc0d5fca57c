//! The technical data of a call (C5) over time: what each side's browser measured every few seconds, as lines and as averages in a table.

use crate::lang::{Lang, Said};
use crate::page::quality::{Chart, OverTime};
use crate::room::technical::{Sample, TechnicalReport};
use crate::when;

/// The most lines of the table: a longer call has longer stretches.
const LINES: u32 = 30;

const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 100.0;

/// A sample and the second of the call at which it was taken, page after page.
type Taken<'a> = (u32, &'a Sample);

/// A kind of figure.
struct Kind {
    what: &'static str,
    /// Its key, filled with `count`.
    unit: &'static str,
    decimals: usize,
    of: fn(&Sample) -> Option<f64>,
}

const KINDS: [Kind; 3] = [
    Kind {
        what: "quality-round-trip",
        unit: "quality-milliseconds",
        decimals: 0,
        of: |sample| sample.round_trip_ms.map(f64::from),
    },
    Kind {
        what: "quality-loss",
        unit: "quality-per-cent",
        decimals: 1,
        of: |sample| sample.loss_permille.map(|loss| f64::from(loss) / 10.0),
    },
    Kind {
        what: "quality-received",
        unit: "quality-kilobits",
        decimals: 0,
        of: |sample| sample.in_kbps.map(f64::from),
    },
];

impl Kind {
    fn said(&self, lang: Lang, value: f64) -> String {
        lang.say(self.unit).with("count", when::figure(lang, value, self.decimals)).to_string()
    }
}

/// What there is to see; `None` where a call was too short for two samples.
pub(super) fn over_time(
    lang: Lang,
    visitor: &[TechnicalReport],
    member: &[TechnicalReport],
) -> Option<OverTime> {
    let sides = [pages(visitor), pages(member)];
    if !sides.iter().flatten().any(|page| page.len() > 1) {
        return None;
    }
    let last = sides.iter().flatten().flatten().map(|(at, _)| *at).max()?.max(1);
    let minutes = last.div_ceil(60).div_ceil(LINES).max(1);
    let charts: Vec<Chart> = KINDS.iter().filter_map(|kind| chart(lang, kind, &sides, last)).collect();
    let side_names = [lang.say("summary-visitor-side"), lang.say("summary-own-side")];
    let heads = KINDS
        .iter()
        .flat_map(|kind| side_names.iter().map(move |side| format!("{}: {side}", lang.say(kind.what))));
    let absent = || lang.say("quality-not-measured").to_string();
    let lines = (0..=last / (60 * minutes)).map(|stretch| {
        let from = stretch * minutes;
        let within = |at: u32| at / 60 >= from && at / 60 < from + minutes;
        let cells = KINDS.iter().flat_map(|kind| {
            sides.iter().map(move |side| {
                let values = side.iter().flatten().filter(|(at, _)| within(*at));
                average(values.filter_map(|(_, sample)| (kind.of)(sample)))
                    .map_or_else(absent, |value| kind.said(lang, value))
            })
        });
        (from.to_string(), cells.collect())
    });
    Some(OverTime {
        charts,
        caption: lang.say("quality-stretches").with("minutes", minutes).to_string(),
        heads: heads.collect(),
        lines: lines.collect(),
    })
}

/// The samples of each page. A page that was loaded anew counts from where the one before it ended.
fn pages(reports: &[TechnicalReport]) -> Vec<Vec<Taken<'_>>> {
    let mut before = 0_u32;
    let pages = reports.iter().map(|report| {
        let samples =
            report.samples.iter().map(|sample| (before.saturating_add(sample.at_s), sample)).collect();
        before = before.saturating_add(report.duration_s);
        samples
    });
    pages.collect()
}

fn chart(lang: Lang, kind: &Kind, sides: &[Vec<Vec<Taken<'_>>>; 2], end: u32) -> Option<Chart> {
    let values = |side: &Vec<Vec<Taken<'_>>>| -> Vec<f64> {
        side.iter().flatten().filter_map(|(_, sample)| (kind.of)(sample)).collect()
    };
    let [visitor, member] = [values(&sides[0]), values(&sides[1])];
    let most = visitor.iter().chain(&member).copied().reduce(f64::max)?;
    // A line along the bottom is one of zeros, and not the top.
    let top = if most > 0.0 { most } else { 1.0 };
    let side_words = |side: Said, values: &[f64]| {
        let least = values.iter().copied().reduce(f64::min)?;
        let most = values.iter().copied().reduce(f64::max)?;
        let said = lang.say("quality-between").with("side", side.to_string());
        Some(said.with("least", kind.said(lang, least)).with("most", kind.said(lang, most)).to_string())
    };
    let words = [
        side_words(lang.say("summary-visitor-side"), &visitor),
        side_words(lang.say("summary-own-side"), &member),
    ];
    let draw = |side: &Vec<Vec<Taken<'_>>>| -> Vec<String> {
        let lines = side.iter().map(|page| {
            let points = page.iter().filter_map(|(at, sample)| {
                let x = f64::from(*at) / f64::from(end) * WIDTH;
                Some(format!("{x:.1},{:.1}", HEIGHT - (kind.of)(sample)? / top * HEIGHT))
            });
            points.collect::<Vec<_>>()
        });
        lines.filter(|points| points.len() > 1).map(|points| points.join(" ")).collect()
    };
    let what = lang.say(kind.what).to_string();
    Some(Chart {
        words: format!("{what}. {}", words.into_iter().flatten().collect::<Vec<_>>().join(" ")),
        what,
        most: kind.said(lang, top),
        end: lang.say("quality-minutes").with("count", end.div_ceil(60)).to_string(),
        visitor: draw(&sides[0]),
        member: draw(&sides[1]),
    })
}

fn average(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = values.fold((0_u32, 0.0), |(count, sum), value| (count + 1, sum + value));
    (count > 0).then(|| sum / f64::from(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(duration_s: u32, samples: &[(u32, Option<u32>)]) -> TechnicalReport {
        let samples: Vec<_> = samples
            .iter()
            .map(|(at_s, ms)| {
                serde_json::json!({ "at_s": at_s, "round_trip_ms": ms, "loss_permille": 5, "jitter_ms": null, "in_kbps": null,
                    "out_kbps": 880, "width": null, "height": null, "frames": null, "relayed": false })
            })
            .collect();
        let report = serde_json::json!({ "version": 1, "duration_s": duration_s, "connected_after_ms": 640, "reconnections": 0,
            "path": "direct", "permissions": { "camera": "granted", "microphone": "granted" },
            "samples": samples, "actions": [] });
        serde_json::from_value(report).unwrap()
    }

    #[test]
    fn lines_and_table_tell_the_same_and_a_reload_goes_on_from_where_it_was() {
        let visitor = [
            report(60, &[(10, Some(20)), (50, Some(40))]),
            report(60, &[(10, None), (30, Some(80)), (60, Some(80))]),
        ];
        let shown = over_time(Lang::English, &visitor, &[]).unwrap();
        // What nobody measured is not drawn.
        assert_eq!(
            shown.charts.iter().map(|chart| &*chart.what).collect::<Vec<_>>(),
            ["Round trip", "Packets lost on the way in"]
        );
        let trip = &shown.charts[0];
        assert_eq!(trip.visitor, ["50.0,75.0 250.0,50.0", "450.0,0.0 600.0,0.0"]);
        assert!(trip.member.is_empty());
        assert_eq!((&*trip.most, &*trip.end), ("80 ms", "2 min"));
        assert_eq!(trip.words, "Round trip. Visitor: between 20 ms and 80 ms.");
        assert_eq!(shown.heads.len(), 6);
        let trips: Vec<_> =
            shown.lines.iter().map(|(from, cells)| (&**from, &*cells[0], &*cells[1])).collect();
        assert_eq!(
            trips,
            [("0", "30 ms", "not measured"), ("1", "80 ms", "not measured"), ("2", "80 ms", "not measured")]
        );
        assert!(!format!("{shown:?}").contains('⟦'));
    }

    #[test]
    fn a_long_call_has_few_lines_and_a_short_one_nothing_to_draw() {
        let samples: Vec<_> = (0..120).map(|n| (n * 90, Some(10))).collect();
        let shown = over_time(Lang::English, &[], &[report(10_800, &samples)]).unwrap();
        assert!(shown.lines.len() <= 31 && shown.caption.contains('6'), "{shown:?}");
        assert!(over_time(Lang::English, &[report(3, &[(2, Some(1))])], &[]).is_none());
        assert!(over_time(Lang::English, &[], &[]).is_none());
    }

    #[test]
    fn a_line_of_zeros_lies_at_the_bottom() {
        let shown = over_time(Lang::English, &[report(20, &[(0, Some(0)), (20, Some(0))])], &[]).unwrap();
        assert_eq!(shown.charts[0].visitor, ["0.0,100.0 600.0,100.0"]);
    }
}
