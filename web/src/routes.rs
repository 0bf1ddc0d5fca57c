//! The route table: every route with its method and who may use it. The router is built from it, and so is the test that tries each as nobody, in the wrong
//! role, and with another organisation's session.

use crate::app::App;
use crate::error::AppError;
use crate::{
    accent, agreements, assets, cookies, demo, desk, door, failure, office, operations, portraits, staff,
    visitor,
};
use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath};
use axum::http::{HeaderMap, Method, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get, post};
use domain::Refusal;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody.
    Anybody,
    /// Whoever holds the secret of a link, in the path.
    LinkHolder,
    /// The visitor of the visit in the path, by cookie; for the receipt page also one in whose browser a code was given.
    Visitor,
    /// A guest of the call of the visit in the path, by cookie.
    Guest,
    /// Anybody who is signed in, whatever their organisation.
    SignedIn,
    /// Any signed-in member of the organisation in the path.
    Member,
    /// A signed-in member of the organisation in the path with this power.
    May(domain::role::Power),
    /// The demo alone: `serve` has no such route.
    Demo,
}

/// A route.
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The pattern.
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
    handler: fn() -> MethodRouter<App>,
}

macro_rules! routes {
    ($($method:ident $path:literal $who:expr => $handler:path),* $(,)?) => {
        vec![$(Route {
            method: routes!(@name $method),
            path: $path,
            who: $who,
            handler: || routes!(@router $method)($handler),
        }),*]
    };
    (@name GET) => { "GET" };
    (@name POST) => { "POST" };
    (@router GET) => { get };
    (@router POST) => { post };
}

/// Every route there is.
#[expect(clippy::too_many_lines, reason = "a line a route")]
pub fn table() -> Vec<Route> {
    use Who::{Anybody, Demo, Guest, LinkHolder, May, Member, SignedIn, Visitor};
    use domain::role::Power::{
        Audit, Erase, HandOver, Hold, ManageMembers, ManageSettings, Receive, SeeBill, SignAgreements,
    };
    routes![
        GET "/" Anybody => door::front::show,
        GET "/healthz" Anybody => operations::healthz,
        GET "/readyz" Anybody => operations::readyz,
        GET "/metrics" Anybody => operations::metrics,
        GET "/assets/{file}" Anybody => assets::file,
        GET "/accent/{colour}" Anybody => accent::sheet,
        GET "/cookies" Anybody => cookies::show,
        POST "/cookies/forget" Anybody => cookies::forget,

        GET "/agreements/{kind}" Anybody => agreements::show,
        GET "/sign-up" Anybody => door::sign_up::show,
        POST "/sign-up" Anybody => door::sign_up::sign_up,
        GET "/confirm/{token}" LinkHolder => door::confirm::show,
        POST "/confirm/{token}" LinkHolder => door::confirm::confirm,
        GET "/sign-in" Anybody => door::sign_in::show,
        POST "/sign-in" Anybody => door::sign_in::request_link,
        GET "/enter/{token}" LinkHolder => door::enter::show,
        POST "/enter/{token}" LinkHolder => door::enter::enter,
        POST "/enter/{token}/lost" LinkHolder => door::enter::lost,
        POST "/sign-out" Anybody => door::sign_in::sign_out,
        POST "/passkey/sign-in/start" Anybody => door::passkey::sign_in_start,
        POST "/passkey/sign-in/finish" Anybody => door::passkey::sign_in_finish,
        POST "/passkey/register/start" SignedIn => door::passkey::register_start,
        POST "/passkey/register/finish" SignedIn => door::passkey::register_finish,

        GET "/{slug}" Anybody => visitor::arrive::show,
        POST "/{slug}/arrive" Anybody => visitor::arrive::arrive,
        GET "/{slug}/arrive" Anybody => visitor::arrive::back,
        GET "/{slug}/privacy" Anybody => visitor::arrive::privacy,
        GET "/{slug}/logo" Anybody => portraits::logo,
        GET "/{slug}/people/{member}/picture" Anybody => portraits::member,
        GET "/identified" Anybody => visitor::identify::back,
        GET "/{slug}/lost-link" Anybody => visitor::lost::show,
        POST "/{slug}/lost-link" Anybody => visitor::lost::ask,
        GET "/{slug}/test" Anybody => visitor::device_test::show,
        POST "/{slug}/test/offer" Anybody => visitor::device_test::offer,
        POST "/{slug}/test/relay" Anybody => visitor::device_test::relay,
        GET "/i/{token}" LinkHolder => visitor::come::show,
        POST "/i/{token}" LinkHolder => visitor::come::come,
        GET "/g/{token}" LinkHolder => visitor::guest::show,
        POST "/g/{token}" LinkHolder => visitor::guest::come,
        GET "/g/in/{visit}" Guest => visitor::guest_call::show,
        GET "/g/in/{visit}/live" Guest => visitor::guest_call::live,
        GET "/g/in/{visit}/room" Guest => visitor::guest_call::room,
        GET "/g/in/{visit}/people/{client}" Guest => visitor::guest_call::person,
        GET "/v/{visit}" Visitor => visitor::page::show,
        POST "/v/{visit}/checked" Visitor => visitor::page::checked,
        GET "/v/{visit}/identify" Visitor => visitor::identify::show,
        POST "/v/{visit}/identify" Visitor => visitor::identify::begin,
        GET "/v/{visit}/live" Visitor => visitor::live::live,
        GET "/v/{visit}/room" Visitor => visitor::call::room,
        GET "/v/{visit}/people/{client}" Visitor => visitor::call::person,
        POST "/v/{visit}/technical" Visitor => visitor::call::technical,
        GET "/v/{visit}/receipt" Anybody => visitor::receipt::show,
        POST "/v/{visit}/receipt/code" Anybody => visitor::receipt::code::ask,
        POST "/v/{visit}/receipt/confirm" Anybody => visitor::receipt::code::confirm,
        GET "/v/{visit}/receipt/copy.json" Visitor => visitor::receipt::copy::json,
        GET "/v/{visit}/receipt/copy.html" Visitor => visitor::receipt::copy::html,
        GET "/v/{visit}/receipt/erase" Visitor => visitor::receipt::erase::show,
        POST "/v/{visit}/receipt/erase" Visitor => visitor::receipt::erase::erase,
        GET "/v/{visit}/certificate" Visitor => desk::certificate::serve::of_visit,

        GET "/{slug}/dashboard" May(Receive) => staff::dashboard::show,
        GET "/{slug}/dashboard/live" May(Receive) => staff::dashboard::live,
        GET "/{slug}/visits/{visit}/admit" May(Receive) => staff::admit::confirm,
        POST "/{slug}/duty" May(Receive) => staff::duty::on,
        POST "/{slug}/duty/end" May(Receive) => staff::duty::off,
        GET "/{slug}/away" May(Receive) => staff::duty::away,
        POST "/{slug}/away" May(Receive) => staff::duty::leave,
        POST "/{slug}/away/end" May(Receive) => staff::duty::end,
        POST "/{slug}/visits/{visit}/admit" May(Receive) => staff::admit::admit,
        POST "/{slug}/visits/{visit}/seen" May(Receive) => staff::line::seen,
        GET "/{slug}/visits/{visit}/hand-over" May(Receive) => staff::line::ask_whom,
        POST "/{slug}/visits/{visit}/hand-over" May(Receive) => staff::line::hand_over,
        POST "/{slug}/visits/{visit}/close" May(Receive) => staff::admit::close,
        GET "/{slug}/visits/{visit}/call" May(Receive) => staff::call::show,
        GET "/{slug}/visits/{visit}/room" May(Receive) => staff::call::room,
        GET "/{slug}/visits/{visit}/people/{client}" May(Receive) => staff::call::person,
        GET "/{slug}/visits/{visit}/colleague" May(Receive) => staff::call::ask_whom,
        POST "/{slug}/visits/{visit}/colleague" May(Receive) => staff::call::ask,
        POST "/{slug}/visits/{visit}/people/{client}/hand-over" May(Receive) => staff::call::hand_over,
        GET "/{slug}/visits/{visit}/guests" May(Receive) => staff::guests::show,
        POST "/{slug}/visits/{visit}/guests" May(Receive) => staff::guests::expect,
        POST "/{slug}/visits/{visit}/guests/{guest}/let-in" May(Receive) => staff::guests::let_in,
        POST "/{slug}/visits/{visit}/guests/{guest}/turn-away" May(Receive) => staff::guests::turn_away,
        POST "/{slug}/visits/{visit}/technical" May(Receive) => staff::call::technical,
        POST "/{slug}/visits/{visit}/end" May(Receive) => staff::call::end,
        GET "/{slug}/visits/{visit}" May(Receive) => staff::summary::show,
        GET "/{slug}/links" May(Receive) => staff::links::show,
        POST "/{slug}/links" May(Receive) => staff::links::give,
        GET "/{slug}/visits/{visit}/identity" May(Receive) => staff::identity::show,
        POST "/{slug}/visits/{visit}/identity" May(Receive) => staff::identity::open,
        GET "/{slug}/invitations" May(Receive) => staff::invitations::show,
        POST "/{slug}/invitations" May(Receive) => staff::invitations::invite,
        GET "/{slug}/invitations/{visit}" May(Receive) => staff::invitation::show,
        POST "/{slug}/invitations/{visit}/move" May(Receive) => staff::invitation::move_,
        POST "/{slug}/invitations/{visit}/cancel" May(Receive) => staff::invitation::cancel,
        POST "/{slug}/invitations/{visit}/resend" May(Receive) => staff::invitation::resend,
        POST "/{slug}/invitations/{visit}/no-show" May(Receive) => staff::line::no_show,
        GET "/{slug}/waiting-room" May(Receive) => staff::waiting_room::show,
        POST "/{slug}/waiting-room/note" May(Receive) => staff::waiting_room::note,
        POST "/{slug}/waiting-room/close" May(Receive) => staff::waiting_room::close,
        POST "/{slug}/waiting-room/open" May(Receive) => staff::waiting_room::open,
        POST "/{slug}/waiting-room/alert" May(Receive) => staff::waiting_room::alert,
        GET "/{slug}/history" May(Receive) => staff::history::show,
        GET "/{slug}/bill" May(SeeBill) => staff::bill::show,

        GET "/{slug}/team" May(ManageMembers) => office::team::show,
        POST "/{slug}/team" May(ManageMembers) => office::team::invite,
        GET "/{slug}/team/appointments" May(ManageMembers) => office::left::show,
        POST "/{slug}/team/appointments/{visit}/give" May(ManageMembers) => office::left::give,
        POST "/{slug}/team/appointments/{visit}/move" May(ManageMembers) => office::left::move_,
        POST "/{slug}/team/appointments/{visit}/cancel" May(ManageMembers) => office::left::cancel,
        POST "/{slug}/team/{member}/roles" May(ManageMembers) => office::team::grant_roles,
        GET "/{slug}/team/{member}/remove" May(ManageMembers) => office::leaving::ask,
        POST "/{slug}/team/{member}/remove" May(ManageMembers) => office::leaving::remove,
        POST "/{slug}/team/{member}/withdraw" May(ManageMembers) => office::leaving::withdraw,
        GET "/{slug}/team/{member}/owner" May(HandOver) => office::ownership::ask,
        POST "/{slug}/team/{member}/owner" May(HandOver) => office::ownership::offer,
        GET "/{slug}/ownership" Member => office::ownership::show,
        POST "/{slug}/ownership/accept" Member => office::ownership::accept,
        POST "/{slug}/ownership/end" Member => office::ownership::end,
        GET "/{slug}/settings" May(ManageSettings) => office::settings::show,
        GET "/{slug}/settings/calls" May(ManageSettings) => office::calls::show,
        POST "/{slug}/settings/calls" May(ManageSettings) => office::calls::choose,
        GET "/{slug}/settings/language" May(ManageSettings) => office::language::show,
        POST "/{slug}/settings/language" May(ManageSettings) => office::language::choose,
        GET "/{slug}/settings/branding" May(ManageSettings) => office::branding::show,
        POST "/{slug}/settings/branding" May(ManageSettings) => office::branding::publish,
        POST "/{slug}/settings/branding/preview" May(ManageSettings) => office::branding::preview,
        GET "/{slug}/settings/logo" May(ManageSettings) => office::branding::draft,
        POST "/{slug}/settings/logo" May(ManageSettings) => office::branding::logo,
        GET "/{slug}/settings/retention" May(ManageSettings) => office::retention::show,
        POST "/{slug}/settings/retention" May(ManageSettings) => office::retention::choose,
        GET "/{slug}/settings/waiting-room" May(ManageSettings) => office::waiting_room::show,
        POST "/{slug}/settings/waiting-room" May(ManageSettings) => office::waiting_room::choose,
        GET "/{slug}/settings/hours" May(ManageSettings) => office::hours::show,
        POST "/{slug}/settings/hours" May(ManageSettings) => office::hours::choose,
        POST "/{slug}/settings/hours/day" May(ManageSettings) => office::hours::choose_day,
        GET "/{slug}/settings/reminders" May(ManageSettings) => office::reminders::show,
        POST "/{slug}/settings/reminders" May(ManageSettings) => office::reminders::choose,
        GET "/{slug}/settings/notice" May(ManageSettings) => office::notice::show,
        POST "/{slug}/settings/notice" May(ManageSettings) => office::notice::publish,
        GET "/{slug}/settings/ending" May(HandOver) => office::ending::show,
        POST "/{slug}/settings/ending" May(HandOver) => office::ending::announce,
        POST "/{slug}/settings/ending/revoke" May(HandOver) => office::ending::revoke,
        GET "/{slug}/settings/electronic-id" May(ManageSettings) => office::electronic_id::show,
        POST "/{slug}/settings/electronic-id" May(ManageSettings) => office::electronic_id::on,
        POST "/{slug}/settings/electronic-id/off" May(ManageSettings) => office::electronic_id::off,
        GET "/{slug}/agreement" May(SignAgreements) => office::agreement::show,
        POST "/{slug}/agreement/sector" May(SignAgreements) => office::agreement::choose_sector,
        POST "/{slug}/agreement" May(SignAgreements) => office::agreement::sign,
        POST "/{slug}/agreement/noted" May(SignAgreements) => office::agreement::note,
        GET "/{slug}/agreement/{kind}/{digest}" May(SignAgreements) => office::agreement::read,
        GET "/{slug}/agreement/{kind}/{digest}/pdf" May(SignAgreements) => office::agreement::pdf,
        GET "/{slug}/account/picture" Member => portraits::own,
        POST "/{slug}/account/picture" Member => portraits::set,
        POST "/{slug}/account/picture/remove" Member => portraits::remove,
        POST "/{slug}/account/language" Member => office::language::choose_own,
        GET "/{slug}/account" Member => office::account::show,
        GET "/{slug}/account/passkeys/{number}/remove" Member => office::security::ask,
        POST "/{slug}/account/passkeys/{number}/remove" Member => office::security::remove_passkey,
        POST "/{slug}/account/sessions/{session}/end" Member => office::security::end_session,
        POST "/{slug}/account/sign-out-everywhere" Member => office::security::sign_out_everywhere,
        GET "/{slug}/account/second-factor" Member => office::second_factor::show,
        POST "/{slug}/account/second-factor" Member => office::second_factor::set,
        POST "/{slug}/account/second-factor/remove" Member => office::second_factor::remove,
        POST "/{slug}/account/stop-recovery" Member => office::security::stop_own,
        GET "/{slug}/recoveries" Member => office::security::recoveries,
        POST "/{slug}/team/{member}/stop-recovery" May(ManageMembers) => office::security::stop,

        GET "/{slug}/desk" May(Erase) => desk::find::show,
        POST "/{slug}/desk/find" May(Erase) => desk::find::find,
        POST "/{slug}/desk/erase" May(Erase) => desk::erase::erase,
        GET "/{slug}/desk/statements/{erasure}" May(Erase) => desk::statement::show,
        GET "/{slug}/desk/statements/{erasure}/certificate" May(Erase) => desk::certificate::serve::of_erasure,
        GET "/{slug}/holds" May(Hold) => desk::holds::show,
        POST "/{slug}/holds" May(Hold) => desk::holds::propose,
        POST "/{slug}/holds/{hold}/confirm" May(Hold) => desk::holds::confirm,
        POST "/{slug}/holds/{hold}/lift" May(Hold) => desk::holds::lift,
        GET "/{slug}/audit" May(Audit) => desk::audit::show,

        GET "/demo/mailbox" Demo => demo::mailbox,
        GET "/demo/eid" Demo => demo::eid::show,
        POST "/demo/eid" Demo => demo::eid::pick,
        POST "/demo/clock" Demo => demo::turn,
    ]
}

/// Where pictures are uploaded.
const UPLOADS: [&str; 2] = ["/{slug}/settings/logo", "/{slug}/account/picture"];

/// The largest body of an upload: the picture, and the form around it.
const BODY: usize = crate::picture::UPLOAD + 64 * 1024;

/// The router of the table. Routes of the demo are left out of `serve`.
pub fn router(demo: bool) -> Router<App> {
    table()
        .into_iter()
        .filter(|route| demo || route.who != Who::Demo)
        .fold(Router::new(), |router, route| {
            let handler = (route.handler)();
            let handler = if UPLOADS.contains(&route.path) {
                handler.layer(DefaultBodyLimit::max(BODY))
            } else {
                handler
            };
            router.route(route.path, handler)
        })
        .method_not_allowed_fallback(other_method)
        .fallback(nowhere)
}

/// An address that only takes a form and is opened as a page, after a reload or a sign-in, leads to the page where the form stands.
async fn other_method(
    method: Method,
    matched: MatchedPath,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Redirect, AppError> {
    if method == Method::GET && failure::wants_page(&headers) {
        return Ok(Redirect::to(&page_of(matched.as_str(), uri.path())));
    }
    Err(AppError::WrongMethod)
}

/// There is nothing here, unless a slash too many stands at the end.
async fn nowhere(method: Method, uri: Uri) -> Response {
    match without_slash(uri.path()) {
        Some(path) if method == Method::GET => Redirect::permanent(path).into_response(),
        Some(_) | None => AppError::from(Refusal::NotFound).into_response(),
    }
}

/// The path without slashes at its end; `None` where there are none, or where what is left could lead to another site.
fn without_slash(path: &str) -> Option<&str> {
    let left = path.trim_end_matches('/');
    let here = left.strip_prefix('/').is_some_and(|rest| !rest.starts_with(['/', '\\']));
    (here && left != path).then_some(left)
}

/// Forms that stand on another page than the nearest one: those of the waiting list.
const ON_THE_DASHBOARD: [&str; 4] =
    ["/{slug}/visits/{visit}/seen", "/{slug}/visits/{visit}/close", "/{slug}/duty", "/{slug}/duty/end"];

/// The page of an address that takes a form, by the pattern it matched: where the form stands, which is the nearest page at or above it.
pub fn page_of(pattern: &str, path: &str) -> String {
    if ON_THE_DASHBOARD.contains(&pattern) {
        return format!("/{}/dashboard", path.split('/').nth(1).unwrap_or_default());
    }
    let pages: Vec<&str> =
        table().iter().filter(|route| route.method == "GET").map(|route| route.path).collect();
    let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    let depth = (2..=pattern.len()).rev().find(|depth| pages.contains(&&*pattern[..*depth].join("/")));
    match depth {
        Some(depth) if path.len() >= depth => path[..depth].join("/"),
        Some(_) | None => "/".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_takes_a_form_lies_under_the_page_of_its_form() {
        for (pattern, path, page) in [
            ("/{slug}/desk/find", "/nordlys/desk/find", "/nordlys/desk"),
            ("/{slug}/desk/erase", "/nordlys/desk/erase", "/nordlys/desk"),
            ("/{slug}/team/{member}/roles", "/nordlys/team/7/roles", "/nordlys/team"),
            ("/{slug}/visits/{visit}/seen", "/nordlys/visits/7/seen", "/nordlys/dashboard"),
            ("/{slug}/visits/{visit}/end", "/nordlys/visits/7/end", "/nordlys/visits/7"),
            ("/v/{visit}/checked", "/v/7/checked", "/v/7"),
            ("/sign-in", "/sign-in", "/sign-in"),
            ("/sign-out", "/sign-out", "/"),
            ("/passkey/sign-in/start", "/passkey/sign-in/start", "/"),
            ("/demo/clock", "/demo/clock", "/"),
        ] {
            assert_eq!(page_of(pattern, path), page, "{pattern}");
        }
    }

    #[test]
    fn a_slash_at_the_end_leads_here_and_never_elsewhere() {
        assert_eq!(without_slash("/nordlys/"), Some("/nordlys"));
        assert_eq!(without_slash("/nordlys/privacy//"), Some("/nordlys/privacy"));
        for path in ["/nordlys", "/", "//", "//evil.example/", "/\\evil.example/"] {
            assert_eq!(without_slash(path), None, "{path}");
        }
    }

    #[test]
    fn every_route_that_takes_a_form_has_a_page_to_go_back_to() {
        let table = table();
        for route in table.iter().filter(|route| route.method == "POST") {
            let page = page_of(route.path, route.path);
            assert!(table.iter().any(|other| other.method == "GET" && other.path == page), "{}", route.path);
        }
    }
}
