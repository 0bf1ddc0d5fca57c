//! The calls that the stand-in answers, and how: which server it is, who leads, appends.

use super::messages::{
    Any, AppendReq, AppendResp, At, BatchConflict, BatchExpected, BatchReq, BatchResp, Cluster, Conflict,
    Empty, Endpoint, Expected, Member, Method, Methods, ReadReq, RpcStatus, Success, Uuid,
};
use super::records::Verdict;
use super::{Node, read};
use futures_util::stream::{BoxStream, StreamExt};
use hyper::body::Incoming;
use prost::Message;
use prost::bytes::Bytes;
use std::convert::Infallible;
use std::future::ready;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tonic::body::BoxBody;
use tonic::codec::ProstCodec;
use tonic::metadata::MetadataMap;
use tonic::server::Grpc;
use tonic::{Request, Response, Status, Streaming};
use tower::service_fn;

/// The version that it claims to be.
pub(super) const VERSION: &str = "24.10.0";

type Answer<T> = Result<Response<T>, Status>;

/// Finds out what is called, and answers.
pub(super) async fn answer(
    node: Arc<Node>,
    request: http::Request<Incoming>,
) -> Result<http::Response<BoxBody>, Infallible> {
    let path = request.uri().path().to_owned();
    Ok(match path.as_str() {
        "/event_store.client.server_features.ServerFeatures/GetSupportedMethods" => {
            let methods = |_: Request<Empty>| async { Ok(Response::new(methods())) };
            Grpc::new(ProstCodec::default()).unary(service_fn(methods), request).await
        }
        "/event_store.client.gossip.Gossip/Read" => {
            let cluster = move |_: Request<Empty>| {
                let cluster = cluster(&node);
                async { Ok(Response::new(cluster)) }
            };
            Grpc::new(ProstCodec::default()).unary(service_fn(cluster), request).await
        }
        "/event_store.client.streams.Streams/Append" => {
            let append = move |request| append(node.clone(), request);
            Grpc::new(ProstCodec::default()).client_streaming(service_fn(append), request).await
        }
        "/event_store.client.streams.Streams/BatchAppend" => {
            let batch = move |request| ready(batch_append(node.clone(), request));
            Grpc::new(ProstCodec::default()).streaming(service_fn(batch), request).await
        }
        "/event_store.client.streams.Streams/Read" => {
            let read = move |request| ready(read(node.clone(), &request));
            Grpc::new(ProstCodec::default()).server_streaming(service_fn(read), request).await
        }
        _ => Status::unimplemented("the stand-in does not do that").into_http(),
    })
}

fn methods() -> Methods {
    let method = |name: &str| Method {
        name: name.into(),
        service: "event_store.client.streams.streams".into(),
        features: vec![],
    };
    Methods { methods: ["append", "batchappend", "read"].map(method).into(), version: VERSION.into() }
}

fn cluster(node: &Node) -> Cluster {
    let member = |address: SocketAddr, state| Member {
        instance: Some(Uuid::of([state as u8; 16])),
        time_stamp: 0,
        state,
        is_alive: true,
        endpoint: Some(Endpoint { address: address.ip().to_string(), port: address.port().into() }),
    };
    let leader = node.leader.unwrap_or(node.address);
    let mut members = vec![member(leader, 8)];
    if leader != node.address {
        members.push(member(node.address, 6));
    }
    Cluster { members }
}

/// Sends whoever needs the leader to it.
fn led(node: &Node, metadata: &MetadataMap) -> Result<(), Status> {
    let Some(leader) = node.leader else { return Ok(()) };
    if metadata.get("requires-leader").is_none_or(|value| value != "true") {
        return Ok(());
    }
    node.redirected.fetch_add(1, Ordering::Relaxed);
    let host = leader.ip().to_string();
    let port = leader.port().to_string();
    Err(with(
        Status::not_found("Leader info available"),
        &[("exception", "not-leader"), ("leader-endpoint-host", &host), ("leader-endpoint-port", &port)],
    ))
}

fn with(mut status: Status, trailers: &[(&'static str, &str)]) -> Status {
    for (name, value) in trailers {
        if let Ok(value) = value.parse() {
            status.metadata_mut().insert(*name, value);
        }
    }
    status
}

async fn append(node: Arc<Node>, request: Request<Streaming<AppendReq>>) -> Answer<AppendResp> {
    led(&node, request.metadata())?;
    let mut messages = request.into_inner();
    let options = messages.message().await?.and_then(|first| first.options);
    let options = options.ok_or_else(|| Status::invalid_argument("options come first"))?;
    let mut proposed = Vec::new();
    while let Some(message) = messages.message().await? {
        proposed.extend(message.proposed);
    }
    let stream = options.stream.map(|stream| stream.name).unwrap_or_default();
    let expected = options.expected.unwrap_or(Expected::Any(Empty {}));
    let verdict = node.records().append(&stream, expected, proposed);
    node.ring();
    if node.loses_this() {
        return Err(Status::unavailable("the answer was lost"));
    }
    match verdict {
        Verdict::Taken { revision, at } => Ok(Response::new(taken(revision, at))),
        Verdict::Conflict { current } => {
            Ok(Response::new(AppendResp { success: None, conflict: Some(conflict(current, expected)) }))
        }
        Verdict::TooLarge => Err(with(
            Status::invalid_argument("Maximum Append Size Exceeded"),
            &[("exception", "maximum-append-size-exceeded"), ("maximum-append-size", "1048576")],
        )),
    }
}

fn taken(revision: u64, at: At) -> AppendResp {
    AppendResp { success: Some(Success { revision: Some(revision), at: Some(at) }), conflict: None }
}

fn conflict(current: Option<u64>, expected: Expected) -> Conflict {
    let is = |yes: bool| yes.then_some(Empty {});
    Conflict {
        current,
        current_none: is(current.is_none()),
        expected: if let Expected::Revision(revision) = expected { Some(revision) } else { None },
        expected_any: is(matches!(expected, Expected::Any(_))),
        expected_exists: is(matches!(expected, Expected::Exists(_))),
        expected_none: is(matches!(expected, Expected::NoStream(_))),
    }
}

fn batch_append(
    node: Arc<Node>,
    request: Request<Streaming<BatchReq>>,
) -> Answer<BoxStream<'static, Result<BatchResp, Status>>> {
    led(&node, request.metadata())?;
    let answers =
        request.into_inner().map(move |message| message.and_then(|message| one_of_batch(&node, message)));
    Ok(Response::new(answers.boxed()))
}

fn one_of_batch(node: &Node, message: BatchReq) -> Result<BatchResp, Status> {
    if !message.is_final {
        return Err(Status::unimplemented("the stand-in takes an append in one piece"));
    }
    let options = message.options.unwrap_or_default();
    let expected = options.expected.unwrap_or(Expected::Any(Empty {}));
    let stream = options.stream.clone().map(|stream| stream.name).unwrap_or_default();
    let verdict = node.records().append(&stream, expected, message.proposed);
    node.ring();
    if node.loses_this() {
        return Err(Status::unavailable("the answer was lost"));
    }
    let (mut error, mut success) = (None, None);
    match verdict {
        Verdict::Taken { revision, at } => success = Some(Success { revision: Some(revision), at: Some(at) }),
        Verdict::Conflict { current } => error = Some(batch_conflict(current, expected)),
        Verdict::TooLarge => error = Some(status(3, "MaximumAppendSizeExceeded", &Bytes::new())),
    }
    Ok(BatchResp {
        correlation: message.correlation,
        error,
        success,
        stream: options.stream,
        expected: Some(match expected {
            Expected::Revision(revision) => BatchExpected::Revision(revision),
            Expected::NoStream(empty) => BatchExpected::NoStream(empty),
            Expected::Any(empty) => BatchExpected::Any(empty),
            Expected::Exists(empty) => BatchExpected::Exists(empty),
        }),
    })
}

fn batch_conflict(current: Option<u64>, expected: Expected) -> RpcStatus {
    let Conflict { current, current_none, expected, expected_any, expected_exists, expected_none } =
        conflict(current, expected);
    let details =
        BatchConflict { current, current_none, expected, expected_any, expected_exists, expected_none };
    status(2, "WrongExpectedVersion", &details.encode_to_vec())
}

fn status(code: i32, name: &str, details: &[u8]) -> RpcStatus {
    let type_url = format!("type.googleapis.com/event_store.client.{name}");
    RpcStatus { code, message: name.into(), details: Some(Any { type_url, value: details.to_vec() }) }
}

fn read(node: Arc<Node>, request: &Request<ReadReq>) -> Answer<read::Events> {
    led(&node, request.metadata())?;
    let options = request.get_ref().options.clone().unwrap_or_default();
    Ok(Response::new(read::events(node, options)))
}
