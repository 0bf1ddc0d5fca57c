//! What stays of visits: the summary with the call's technical data, the history with its lengths, the bill of the month.

use serde_json::{Value, json};
use tests::browser::Browser;
use tests::{Failure, Outcome};

use super::visit::{NAME, PHONE, Visit};

/// The cells of a table's rows, a line each.
const ROWS: &str = "[...document.querySelectorAll('main tbody tr, main tfoot tr')].map(row => [...row.cells].map(cell => cell.innerText.trim()))";

/// History and bill as the pages show them.
pub(super) struct Books {
    caption: String,
    history: Vec<Vec<String>>,
    /// Who is billed for what, down to the total.
    pub(super) bill: Vec<Vec<String>>,
}

/// The summary after the call: what both browsers measured is there once both have handed it in. It leads to the next appointment, whose form knows who came.
pub(super) async fn summary(visit: &Visit) -> Outcome {
    let staff = &visit.staff;
    let measured = |what: &str, visitor: &str, own: &str| {
        format!("rows.some(row => row[0] === '{what}' && {visitor}.test(row[1]) && {own}.test(row[2]))")
    };
    let all = [
        measured("Check before the call", "/Camera and sound work/", "/not measured/"),
        measured("Way of picture and sound", "/directly/", "/directly/"),
        measured("Picture or sound after", "/^\\d+\\.\\d s$/", "/^\\d+\\.\\d s$/"),
        measured("Camera", "/used/", "/used/"),
        measured("Microphone", "/used/", "/used/"),
    ];
    let shown = format!("(rows => {})({ROWS})", all.join(" && "));
    staff.goto_until(&staff.address().await?, &shown).await?;
    staff.look("summary").await?;
    staff.click("#make-next").await?;
    staff.wait_text("#after", &visit.reference).await?;
    let filled =
        staff.value("['name', 'reach'].map(name => document.querySelector(`#invite [name=${name}]`).value)");
    let digits: String = PHONE.split(' ').collect();
    assert_eq!(filled.await?, json!([NAME, digits]));
    staff.look("next-appointment").await
}

/// Reads the member's history and the owner's bill.
pub(super) async fn of(staff: &Browser, owner: &Browser, organisation: &str) -> Outcome<Books> {
    staff.goto(&format!("{organisation}/history")).await?;
    let caption = staff.text("main caption").await?;
    staff.look("history").await?;
    Ok(Books { caption, history: rows(staff).await?, bill: bill(owner, organisation).await? })
}

/// Reads the owner's bill of this month.
pub(super) async fn bill(owner: &Browser, organisation: &str) -> Outcome<Vec<Vec<String>>> {
    owner.goto(&format!("{organisation}/bill")).await?;
    owner.wait_for("#total").await?;
    owner.look("bill").await?;
    rows(owner).await
}

async fn rows(person: &Browser) -> Outcome<Vec<Vec<String>>> {
    let rows = person.value(ROWS).await?;
    let text = |cell: &Value| cell.as_str().unwrap_or_default().to_owned();
    let row = |row: &Value| row.as_array().into_iter().flatten().map(text).collect();
    Ok(rows.as_array().into_iter().flatten().map(row).collect())
}

impl Books {
    /// The history's first row is this visit, as a call with its length.
    pub(super) fn show_visit(&self, visit: &Visit) -> Outcome {
        let row = self.history.first().ok_or_else(|| Failure::new("the history is empty"))?;
        let told = format!("{row:?}");
        assert!(row.contains(&NAME.to_owned()) && row.contains(&visit.reference), "{told}");
        assert!(row.contains(&"Call".to_owned()), "{told}");
        let minutes = |cell: &String| {
            cell.split_once(':').is_some_and(|(minutes, seconds)| minutes == "0" && seconds.len() == 2)
        };
        assert!(row.iter().any(minutes), "a length such as 0:21: {told}");
        assert!(self.caption.starts_with("1 visit, "), "{}", self.caption);
        Ok(())
    }

    /// Counts and bill are as they were; the history keeps its rows.
    pub(super) fn same_sums(&self, before: &Self) {
        assert_eq!((&self.caption, &self.bill), (&before.caption, &before.bill));
        assert_eq!(self.history.len(), before.history.len());
        assert!(self.history[0].contains(&"erased".to_owned()), "{:?}", self.history);
    }
}
