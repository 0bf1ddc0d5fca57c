//! `serve` under a certificate of its own: an organisation is opened over HTTPS, and nothing that is for this machine is told there.

use std::fs;
use std::path::PathBuf;

use serde_json::json;
use tests::browser::{Driver, Window};
use tests::folder::{Folder, free_port};
use tests::http::get;
use tests::program::Program;
use tests::server::Plan;
use tests::smtp::MailServer;
use tests::{Failure, Outcome, needs};

use crate::serve::{configuration, path_in};

/// A certificate for this machine, and its key.
pub(super) fn certified(folder: &Folder) -> Outcome<(PathBuf, PathBuf)> {
    let names = ["127.0.0.1", "localhost"].map(str::to_owned);
    let made = rcgen::generate_simple_self_signed(names).map_err(|error| Failure::new(error.to_string()))?;
    let (certificate, key) = (folder.path().join("relay.pem"), folder.path().join("key.pem"));
    std::fs::write(&certificate, made.cert.pem())?;
    std::fs::write(&key, made.signing_key.serialize_pem())?;
    Ok((certificate, key))
}

#[tokio::test]
async fn an_organisation_is_opened_over_https_and_its_cookies_stay_there() -> Outcome {
    needs!(
        "serve under its own certificate",
        Program::Anteroom,
        Program::Python,
        Program::Chromium,
        Program::ChromeDriver
    );
    let (folder, mail) = (Folder::new("https")?, MailServer::start()?);
    let ((certificate, key), plain, port) = (certified(&folder)?, free_port()?, free_port()?);
    let config = configuration(&folder, plain, &mail)?;
    let (file, origin) = (folder.path().join("anteroom.toml"), format!("https://localhost:{port}"));
    let text = fs::read_to_string(&file)?.replace(&format!("http://localhost:{plain}"), &origin);
    let tls = format!("[tls]\nlisten = \"127.0.0.1:{port}\"\ncertificate = {certificate:?}\nkey = {key:?}\n");
    fs::write(&file, format!("{text}\n{tls}"))?;
    let server = Plan::serve().arg(config).port(plain).start()?;

    let driver = Driver::start()?.flag("--ignore-certificate-errors");
    let owner = driver.open(Window::Wide).await?;
    owner.goto(&format!("{origin}/sign-up")).await?;
    let header = "fetch('/').then((answer) => answer.headers.get('strict-transport-security'))";
    assert_eq!(owner.value(header).await?, json!("max-age=31536000"));
    owner.fill("[name=organisation]", "Kanzlei am Markt").await?;
    owner.fill("[name=slug]", "kanzlei").await?;
    owner.choose("[name=country]", "DE").await?;
    owner.fill("[name=name]", "Clara Voss").await?;
    owner.fill("[name=email]", "clara.voss@kanzlei.example").await?;
    owner.click("#sign-up-button").await?;
    owner.wait_text("#look-in-mail", "clara.voss@kanzlei.example").await?;
    assert!(mail.read(1)?.contains(&origin), "links lead to the HTTPS port");
    owner.goto(&format!("{origin}{}", path_in(&mail, 1)?)).await?;
    owner.click("#one-button button").await?;
    owner.wait_until("location.pathname === '/kanzlei/agreement'").await?;
    let kept = owner.devtools("Network.getCookies", json!({})).await?;
    let cookies = kept["cookies"].as_array().filter(|cookies| !cookies.is_empty());
    let cookies = cookies.ok_or_else(|| Failure::new(format!("no cookies in {kept}")))?;
    assert!(cookies.iter().all(|cookie| cookie["secure"] == true), "{kept}");

    let metrics = "fetch('/metrics').then((answer) => answer.status)";
    assert_eq!(owner.value(metrics).await?, json!(404), "counts are for this machine, by its own port");
    assert_eq!(get(&format!("{}/metrics", server.address()), &[])?.status, 200);
    let status = "fetch('/readyz').then((answer) => answer.status)";
    assert_eq!(owner.value(status).await?, json!(200));
    Ok(())
}
