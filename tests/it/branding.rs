//! What visitors see of an organisation, through the pages: tried in a preview, published, and gone again; and pictures that bring nothing with them.

use super::inside::{Inside, Person};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use store::vault::Sealing;
use tests::folder::Folder;
use tests::http::{Reply, get, request};
use tests::{Failure, Outcome};
use web::house::LogPlace;

/// A PNG of eight by eight pixels, which says where it was made.
const PICTURE: &str = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAHHRFWHRMb2NhdGlvbgBHUFMgNjkuNjQ5MiAxOC45NTUzOZbviQAAABFJREFUeJxjEAnzwYoYhpYEALnHLYElVRW2AAAAAElFTkSuQmCC";
const MARK: &[u8] = b"GPS 69.6492";

const SETTINGS: &str = "/nordlys/settings/branding";
const PREVIEW: &str = "/nordlys/settings/branding/preview";

fn house(folder: &Folder) -> Outcome<Inside> {
    Inside::open(&folder.path().join("data"), LogPlace::Sqlite, Sealing::On)
}

fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

/// Uploads a file by the form of a page, as a browser does.
fn upload(house: &Inside, person: &mut Person, page: &str, action: &str, file: &[u8]) -> Outcome<Reply> {
    let form = person.open(page)?;
    let form = form.split_once(&format!("action=\"{action}\"")).map(|(_, form)| form);
    let command = form.and_then(|form| form.split("name=\"command\" value=\"").nth(1));
    let command = command.and_then(|value| value.split('"').next()).ok_or_else(|| Failure::new("no form"))?;
    let mut body = format!(
        "--b\r\ncontent-disposition: form-data; name=\"command\"\r\n\r\n{command}\r\n--b\r\n\
         content-disposition: form-data; name=\"picture\"; filename=\"../../me.png\"\r\ncontent-type: text/html\r\n\r\n"
    )
    .into_bytes();
    body.extend(file);
    body.extend(b"\r\n--b--\r\n");
    let headers = [
        ("cookie", person.cookies()),
        ("accept", "text/html"),
        ("content-type", "multipart/form-data; boundary=b"),
    ];
    request("POST", &format!("{}{action}", house.address), &headers, &body)
}

fn ask(house: &Inside, path: &str, headers: &[(&str, &str)]) -> Outcome<Reply> {
    get(&format!("{}{path}", house.address), headers)
}

#[test]
fn what_visitors_see_is_tried_before_it_is_published() -> Outcome {
    let folder = Folder::new("branding")?;
    let house = house(&folder)?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    let file = STANDARD.decode(PICTURE)?;
    assert!(contains(&file, MARK));
    let refused = upload(&house, &mut berg, SETTINGS, "/nordlys/settings/logo", b"<svg/>")?;
    assert!(refused.status == 422 && refused.text().contains("id=\"picture-wrong\""), "{}", refused.text());
    let taken = upload(&house, &mut berg, SETTINGS, "/nordlys/settings/logo", &file)?;
    assert_eq!(taken.status, 303, "{}", taken.text());
    berg.open(taken.header("location").unwrap_or_default())?;
    assert_eq!(ask(&house, "/nordlys/logo", &[])?.status, 404, "nobody outside sees it yet");

    let words = [
        ("welcome", "Good that you are here <b>."),
        ("waiting", "If nobody comes, call 77 00 00 00."),
        ("own_colour", "yes"),
        ("accent", "#ffe14d"),
        ("logo", "yes"),
    ];
    let preview = berg.send(SETTINGS, PREVIEW, &words)?;
    assert!(preview.contains("Good that you are here &#60;b&#62;.") && preview.contains("call 77 00 00 00"));
    assert!(preview.contains("href=\"/accent/ffe14d\"") && preview.contains("id=\"adjusted\""), "{preview}");
    let public = |house: &Inside| Person::at(&house.address).open("/nordlys");
    assert!(!public(&house)?.contains("Good that you are here"), "nothing is published yet");
    let back = berg.submit(&preview, SETTINGS, &[words[0], words[1], ("change", "yes")])?;
    assert!(back.contains("Good that you are here") && !public(&house)?.contains("Good that"), "{back}");

    let published = berg.submit(&preview, SETTINGS, &words)?;
    assert!(published.contains("id=\"done\""), "{published}");
    let page = public(&house)?;
    assert!(
        page.contains("Good that you are here &#60;b&#62;.") && page.contains("src=\"/nordlys/logo\""),
        "{page}"
    );
    assert!(page.contains("href=\"/accent/ffe14d\""), "{page}");
    let sheet = ask(&house, "/accent/ffe14d", &[])?;
    assert_eq!((sheet.status, sheet.header("content-type")), (200, Some("text/css; charset=utf-8")));
    assert_eq!(ask(&house, "/accent/}body{", &[])?.status, 404);
    let logo = ask(&house, "/nordlys/logo", &[])?;
    assert_eq!((logo.status, logo.header("content-type")), (200, Some("image/webp")));
    assert_eq!(logo.header("cache-control"), Some("no-cache"));
    assert!(!contains(&logo.body, MARK) && !logo.body.is_empty());
    let tag = logo.header("etag").unwrap_or_default().to_owned();
    assert_eq!(ask(&house, "/nordlys/logo", &[("if-none-match", &tag)])?.status, 304);

    let mut visitor = Person::at(&house.address);
    visitor.send("/nordlys", "/nordlys/arrive", &[("name", "Tuva Skarpnes"), ("consent", "yes")])?;
    let waiting = visitor.open(&format!("{}?wait", visitor.page.clone()))?;
    assert!(waiting.contains("If nobody comes, call 77 00 00 00."), "{waiting}");

    // Without words, colour and logo it is the house's own again.
    let preview = berg.send(SETTINGS, PREVIEW, &[])?;
    berg.submit(&preview, SETTINGS, &[])?;
    let page = public(&house)?;
    assert!(!page.contains("Good that you are here") && !page.contains("/accent/"), "{page}");
    assert_eq!(ask(&house, "/nordlys/logo", &[("if-none-match", &tag)])?.status, 404);
    house.close();
    Ok(())
}

#[test]
fn a_members_picture_is_shown_where_they_are_chosen_and_goes_with_them() -> Outcome {
    let folder = Folder::new("branding-portrait")?;
    let house = house(&folder)?;
    let mut lie = house.enter("/nordlys/dashboard", house.seeded.colleague)?;
    let file = STANDARD.decode(PICTURE)?;
    let (account, action) = ("/nordlys/account", "/nordlys/account/picture");
    let public = format!("/nordlys/people/{}/picture", house.seeded.colleague);
    for (file, says) in
        [(b"not a picture".to_vec(), "cannot be read as a picture"), (vec![0; 8_400_000], "8 megabytes")]
    {
        let refused = upload(&house, &mut lie, account, action, &file)?;
        assert_eq!(refused.status, 422);
        let page = refused.text();
        assert!(page.contains("id=\"picture-wrong\"") && page.contains(says), "{page}");
        assert!(page.contains("id=\"own-language\""), "it is the page of the account: {page}");
    }
    let set = |lie: &mut Person| -> Outcome {
        let reply = upload(&house, lie, account, action, &file)?;
        assert_eq!(reply.status, 303, "{}", reply.text());
        lie.open(reply.header("location").unwrap_or_default()).map(drop)
    };
    set(&mut lie)?;
    let shown = ask(&house, &public, &[])?;
    assert_eq!((shown.status, shown.header("content-type")), (200, Some("image/jpeg")));
    assert!(!contains(&shown.body, MARK));
    let page = Person::at(&house.address).open("/nordlys")?;
    assert!(page.contains(&format!("src=\"{public}\"")), "{page}");
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    let team = berg.open("/nordlys/team")?;
    assert!(team.contains(&format!("src=\"{public}\"")), "{team}");
    // The officer receives nobody, and is shown to nobody.
    let mut officer = house.enter(account, house.seeded.officer)?;
    assert_eq!(upload(&house, &mut officer, account, action, &file)?.status, 303);
    let hidden = format!("/nordlys/people/{}/picture", house.seeded.officer);
    assert_eq!(ask(&house, &hidden, &[])?.status, 404);

    lie.send(account, "/nordlys/account/picture/remove", &[])?;
    assert_eq!(ask(&house, &public, &[])?.status, 404);
    set(&mut lie)?;
    assert_eq!(ask(&house, &public, &[])?.status, 200);
    let removal = format!("/nordlys/team/{}/remove", house.seeded.colleague);
    berg.send(&removal, &removal, &[])?;
    assert_eq!(ask(&house, &public, &[])?.status, 404, "who is removed is shown no more");
    house.close();
    Ok(())
}
