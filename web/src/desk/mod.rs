//! The compliance desk and the auditor's chair: finding, erasing, statements, the access log.

pub mod audit;
pub mod erase;
pub mod find;
pub mod statement;
