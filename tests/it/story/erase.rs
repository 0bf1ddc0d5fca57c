//! A compliance officer finds the visit by its reference, erases it with a reason and gets a statement; nobody can open it after that.

use super::visit::{NAME, Visit};
use tests::Outcome;
use tests::browser::{Driver, Window};
use tests::server::Server;

/// Erases, and looks at every page that had shown the visit.
pub(super) async fn erase(driver: &Driver, server: &Server, visit: &Visit) -> Outcome {
    let officer = driver.open(Window::Wide).await?;
    officer.goto(&server.link("compliance desk")?).await?;
    officer.look("desk").await?;
    officer.fill("[name=reference]", &visit.reference.to_lowercase()).await?;
    officer.click("#find-button").await?;
    officer.wait_text("#found", NAME).await?;
    officer.look("desk-found").await?;
    officer.fill("[name=reason]", "Asked for in writing on 20 November").await?;
    officer.click("#erase-button").await?;
    officer.wait_text("#done", "nothing the operator holds opens it any more").await?;
    officer.wait_text("#statement", "Asked for in writing").await?;
    officer.wait_text("#statement", "Ines Aas").await?;
    officer.look("statement").await?;

    visit.visitor.goto(&format!("{}/receipt", visit.page)).await?;
    visit.visitor.wait_for("#erased").await?;
    visit.visitor.look("receipt-erased").await?;
    assert!(!visit.visitor.text("body").await?.contains(NAME));
    visit.staff.goto(&server.link("colleague's dashboard")?).await?;
    visit.staff.goto(&format!("{}/nordlys/history", server.localhost())).await?;
    visit.staff.wait_text("main", &visit.reference).await?;
    assert!(!visit.staff.text("body").await?.contains(NAME));

    officer.goto(&server.link("access log")?).await?;
    officer.wait_text("main", "Ines Aas").await?;
    // At a fixed position, so that looking again is not seen.
    let here = officer.value("document.querySelector('[name=position]').value").await?;
    let log = officer.address().await?;
    let log = log.split('?').next().unwrap_or_default();
    let fixed = format!("{log}?position={}", here.as_str().unwrap_or_default());
    officer.goto(&fixed).await?;
    officer.wait_text("main", "Ines Aas").await?;
    officer.look("access-log").await
}
