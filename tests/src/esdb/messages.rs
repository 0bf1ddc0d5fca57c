//! The messages of the protocol, as far as the stand-in speaks it: ours, written down by field number. What is not named here is not understood.

use prost::bytes::Bytes;
use prost::{Message, Oneof};
use std::collections::HashMap;

/// An id, in halves or as text.
#[derive(Clone, PartialEq, Message)]
pub struct Uuid {
    #[prost(message, optional, tag = "1")]
    pub halves: Option<Halves>,
    #[prost(string, optional, tag = "2")]
    pub text: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Message)]
pub struct Halves {
    #[prost(int64, tag = "1")]
    pub high: i64,
    #[prost(int64, tag = "2")]
    pub low: i64,
}

#[derive(Clone, PartialEq, Message)]
pub struct StreamName {
    #[prost(bytes = "bytes", tag = "3")]
    pub name: Bytes,
}

#[derive(Clone, Copy, PartialEq, Message)]
pub struct Empty {}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Message)]
pub struct At {
    #[prost(uint64, tag = "1")]
    pub commit: u64,
    #[prost(uint64, tag = "2")]
    pub prepare: u64,
}

// --- Append

#[derive(Clone, PartialEq, Message)]
pub struct AppendReq {
    #[prost(message, optional, tag = "1")]
    pub options: Option<AppendOptions>,
    #[prost(message, optional, tag = "2")]
    pub proposed: Option<Proposed>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AppendOptions {
    #[prost(message, optional, tag = "1")]
    pub stream: Option<StreamName>,
    #[prost(oneof = "Expected", tags = "2, 3, 4, 5")]
    pub expected: Option<Expected>,
}

#[derive(Clone, Copy, PartialEq, Oneof)]
pub enum Expected {
    #[prost(uint64, tag = "2")]
    Revision(u64),
    #[prost(message, tag = "3")]
    NoStream(Empty),
    #[prost(message, tag = "4")]
    Any(Empty),
    #[prost(message, tag = "5")]
    Exists(Empty),
}

#[derive(Clone, PartialEq, Message)]
pub struct Proposed {
    #[prost(message, optional, tag = "1")]
    pub id: Option<Uuid>,
    #[prost(map = "string, string", tag = "2")]
    pub metadata: HashMap<String, String>,
    #[prost(bytes = "bytes", tag = "3")]
    pub custom_metadata: Bytes,
    #[prost(bytes = "bytes", tag = "4")]
    pub data: Bytes,
}

#[derive(Clone, Copy, PartialEq, Message)]
pub struct AppendResp {
    #[prost(message, optional, tag = "1")]
    pub success: Option<Success>,
    #[prost(message, optional, tag = "2")]
    pub conflict: Option<Conflict>,
}

#[derive(Clone, Copy, PartialEq, Message)]
pub struct Success {
    #[prost(uint64, optional, tag = "1")]
    pub revision: Option<u64>,
    #[prost(message, optional, tag = "3")]
    pub at: Option<At>,
}

#[derive(Clone, Copy, PartialEq, Message)]
pub struct Conflict {
    #[prost(uint64, optional, tag = "6")]
    pub current: Option<u64>,
    #[prost(message, optional, tag = "7")]
    pub current_none: Option<Empty>,
    #[prost(uint64, optional, tag = "8")]
    pub expected: Option<u64>,
    #[prost(message, optional, tag = "9")]
    pub expected_any: Option<Empty>,
    #[prost(message, optional, tag = "10")]
    pub expected_exists: Option<Empty>,
    #[prost(message, optional, tag = "11")]
    pub expected_none: Option<Empty>,
}

// --- Batch append

#[derive(Clone, PartialEq, Message)]
pub struct BatchReq {
    #[prost(message, optional, tag = "1")]
    pub correlation: Option<Uuid>,
    #[prost(message, optional, tag = "2")]
    pub options: Option<AppendOptions>,
    #[prost(message, repeated, tag = "3")]
    pub proposed: Vec<Proposed>,
    #[prost(bool, tag = "4")]
    pub is_final: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct BatchResp {
    #[prost(message, optional, tag = "1")]
    pub correlation: Option<Uuid>,
    #[prost(message, optional, tag = "2")]
    pub error: Option<RpcStatus>,
    #[prost(message, optional, tag = "3")]
    pub success: Option<Success>,
    #[prost(message, optional, tag = "4")]
    pub stream: Option<StreamName>,
    #[prost(oneof = "BatchExpected", tags = "5, 6, 7, 8")]
    pub expected: Option<BatchExpected>,
}

#[derive(Clone, Copy, PartialEq, Oneof)]
pub enum BatchExpected {
    #[prost(uint64, tag = "5")]
    Revision(u64),
    #[prost(message, tag = "6")]
    NoStream(Empty),
    #[prost(message, tag = "7")]
    Any(Empty),
    #[prost(message, tag = "8")]
    Exists(Empty),
}

#[derive(Clone, PartialEq, Message)]
pub struct RpcStatus {
    #[prost(int32, tag = "1")]
    pub code: i32,
    #[prost(string, tag = "2")]
    pub message: String,
    #[prost(message, optional, tag = "3")]
    pub details: Option<Any>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Any {
    #[prost(string, tag = "1")]
    pub type_url: String,
    #[prost(bytes = "vec", tag = "2")]
    pub value: Vec<u8>,
}

/// What `details` of a batch's conflict holds.
#[derive(Clone, Copy, PartialEq, Message)]
pub struct BatchConflict {
    #[prost(uint64, optional, tag = "1")]
    pub current: Option<u64>,
    #[prost(message, optional, tag = "2")]
    pub current_none: Option<Empty>,
    #[prost(uint64, optional, tag = "3")]
    pub expected: Option<u64>,
    #[prost(message, optional, tag = "4")]
    pub expected_any: Option<Empty>,
    #[prost(message, optional, tag = "5")]
    pub expected_exists: Option<Empty>,
    #[prost(message, optional, tag = "6")]
    pub expected_none: Option<Empty>,
}

// --- Read and subscribe

#[derive(Clone, PartialEq, Message)]
pub struct ReadReq {
    #[prost(message, optional, tag = "1")]
    pub options: Option<ReadOptions>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReadOptions {
    #[prost(message, optional, tag = "1")]
    pub stream: Option<OfStream>,
    #[prost(message, optional, tag = "2")]
    pub all: Option<OfAll>,
    /// 1 is backwards.
    #[prost(int32, tag = "3")]
    pub direction: i32,
    #[prost(uint64, optional, tag = "5")]
    pub count: Option<u64>,
    #[prost(message, optional, tag = "6")]
    pub subscription: Option<Empty>,
    #[prost(message, optional, tag = "7")]
    pub filter: Option<Filter>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OfStream {
    #[prost(message, optional, tag = "1")]
    pub stream: Option<StreamName>,
    #[prost(uint64, optional, tag = "2")]
    pub revision: Option<u64>,
    #[prost(message, optional, tag = "3")]
    pub start: Option<Empty>,
    #[prost(message, optional, tag = "4")]
    pub end: Option<Empty>,
}

#[derive(Clone, Copy, PartialEq, Message)]
pub struct OfAll {
    #[prost(message, optional, tag = "1")]
    pub at: Option<At>,
    #[prost(message, optional, tag = "2")]
    pub start: Option<Empty>,
    #[prost(message, optional, tag = "3")]
    pub end: Option<Empty>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Filter {
    #[prost(message, optional, tag = "1")]
    pub stream: Option<Expression>,
    #[prost(message, optional, tag = "2")]
    pub kind: Option<Expression>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Expression {
    #[prost(string, tag = "1")]
    pub regex: String,
    #[prost(string, repeated, tag = "2")]
    pub prefixes: Vec<String>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReadResp {
    #[prost(oneof = "Content", tags = "1, 2, 3, 4, 8")]
    pub content: Option<Content>,
}

#[derive(Clone, PartialEq, Oneof)]
pub enum Content {
    #[prost(message, tag = "1")]
    Event(ReadEvent),
    #[prost(message, tag = "2")]
    Confirmation(Confirmation),
    #[prost(message, tag = "3")]
    Checkpoint(At),
    #[prost(message, tag = "4")]
    NotFound(NotFound),
    #[prost(message, tag = "8")]
    CaughtUp(Empty),
}

#[derive(Clone, PartialEq, Message)]
pub struct Confirmation {
    #[prost(string, tag = "1")]
    pub subscription: String,
}

#[derive(Clone, PartialEq, Message)]
pub struct NotFound {
    #[prost(message, optional, tag = "1")]
    pub stream: Option<StreamName>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReadEvent {
    #[prost(message, optional, tag = "1")]
    pub event: Option<Recorded>,
    #[prost(uint64, optional, tag = "3")]
    pub commit: Option<u64>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Recorded {
    #[prost(message, optional, tag = "1")]
    pub id: Option<Uuid>,
    #[prost(message, optional, tag = "2")]
    pub stream: Option<StreamName>,
    #[prost(uint64, tag = "3")]
    pub revision: u64,
    #[prost(uint64, tag = "4")]
    pub prepare: u64,
    #[prost(uint64, tag = "5")]
    pub commit: u64,
    #[prost(map = "string, string", tag = "6")]
    pub metadata: HashMap<String, String>,
    #[prost(bytes = "bytes", tag = "7")]
    pub custom_metadata: Bytes,
    #[prost(bytes = "bytes", tag = "8")]
    pub data: Bytes,
}

// --- Server features and gossip

#[derive(Clone, PartialEq, Message)]
pub struct Methods {
    #[prost(message, repeated, tag = "1")]
    pub methods: Vec<Method>,
    #[prost(string, tag = "2")]
    pub version: String,
}

#[derive(Clone, PartialEq, Message)]
pub struct Method {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, tag = "2")]
    pub service: String,
    #[prost(string, repeated, tag = "3")]
    pub features: Vec<String>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Cluster {
    #[prost(message, repeated, tag = "1")]
    pub members: Vec<Member>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Member {
    #[prost(message, optional, tag = "1")]
    pub instance: Option<Uuid>,
    #[prost(int64, tag = "2")]
    pub time_stamp: i64,
    /// 6 follows, 8 leads.
    #[prost(int32, tag = "3")]
    pub state: i32,
    #[prost(bool, tag = "4")]
    pub is_alive: bool,
    #[prost(message, optional, tag = "5")]
    pub endpoint: Option<Endpoint>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Endpoint {
    #[prost(string, tag = "1")]
    pub address: String,
    #[prost(uint32, tag = "2")]
    pub port: u32,
}

impl Uuid {
    /// Its sixteen bytes.
    pub fn bytes(&self) -> Option<[u8; 16]> {
        if let Some(Halves { high, low }) = self.halves {
            return Some(((u128::from(high as u64) << 64) | u128::from(low as u64)).to_be_bytes());
        }
        Some(*self.text.as_deref()?.parse::<uuid::Uuid>().ok()?.as_bytes())
    }

    /// As text, which every client reads.
    pub fn of(bytes: [u8; 16]) -> Self {
        Self { halves: None, text: Some(uuid::Uuid::from_bytes(bytes).to_string()) }
    }
}
