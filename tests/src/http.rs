//! A plain HTTP/1.0 request to a server on this machine, for what needs no browser. No TLS, no redirects, no cookie jar.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use url::{Url, form_urlencoded};

use crate::{Failure, Outcome};

/// What the server said.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status, such as 200.
    pub status: u16,
    /// Names in lower case, in the order they came.
    pub headers: Vec<(String, String)>,
    /// The body, as it came.
    pub body: Vec<u8>,
}

impl Reply {
    /// The first header of this name (lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The `name=value` pairs of every cookie that was set, fit for a `cookie` header.
    pub fn cookies(&self) -> String {
        let set = self.headers.iter().filter(|(key, _)| key == "set-cookie");
        let pairs: Vec<&str> = set.filter_map(|(_, value)| value.split(';').next()).collect();
        pairs.join("; ")
    }
}

/// GET, with headers such as `("cookie", "…")`.
pub fn get(address: &str, headers: &[(&str, &str)]) -> Outcome<Reply> {
    request("GET", address, headers, b"")
}

/// POST of a form, as a page without a script sends it.
pub fn post_form(address: &str, headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Outcome<Reply> {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
    all.extend_from_slice(headers);
    request("POST", address, &all, body.as_bytes())
}

/// Any request, with its body.
pub fn request(method: &str, address: &str, headers: &[(&str, &str)], body: &[u8]) -> Outcome<Reply> {
    exchange(method, address, headers, body)
        .map_err(|failure| failure.while_doing(format!("{method} {address}")))
}

fn exchange(method: &str, address: &str, headers: &[(&str, &str)], body: &[u8]) -> Outcome<Reply> {
    let url = Url::parse(address)?;
    let mut stream = TcpStream::connect(&*url.socket_addrs(|| None)?)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let host = &url[url::Position::BeforeHost..url::Position::AfterPort];
    let mut head =
        format!("{method} {target} HTTP/1.0\r\nhost: {host}\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        write!(head, "{name}: {value}\r\n")?;
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    parse(&answer)
}

fn parse(answer: &[u8]) -> Outcome<Reply> {
    let end =
        memchr::memmem::find(answer, b"\r\n\r\n").ok_or_else(|| Failure::new("the answer has no head"))?;
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(':'));
    Ok(Reply {
        status: status.ok_or_else(|| Failure::new("the answer has no status"))?,
        headers: headers.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect(),
        body: answer[end + 4..].to_vec(),
    })
}
