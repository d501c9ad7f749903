//! gonghui (工会) reads the workbooks that school trade unions send, checks every cell and rule,
//! measures them against the year's plan, and writes the workbooks that are signed.
//!
//! The way of the data is the list of rooms, one direction and no way back:
//! `discover → read → recognise → tabulate → parse → attribute → check → measure → judge → render`. [`schema`],
//! [`rows`], [`finding`], [`findings`], [`plan`], [`request`], [`returns`], [`outcome`] and [`words`] are
//! the vocabulary they share; only [`pipeline`] joins them. `docs/architecture.md` is the map.

pub mod attribute;
pub mod check;
pub mod cli;
pub mod commands;
pub mod declared;
pub mod demo;
pub mod discover;
pub mod error;
pub mod explain;
pub mod finding;
pub mod findings;
pub mod frame;
pub mod judge;
pub mod judgement;
pub mod marks;
pub mod measure;
pub mod messages;
pub mod metric;
pub mod outcome;
pub mod parse;
pub mod personal;
pub mod pipeline;
pub mod plan;
pub mod read;
pub mod recognise;
pub mod render;
pub mod request;
pub mod returns;
pub mod rows;
pub mod rule;
pub mod schema;
pub mod sheet_copy;
pub mod sums;
pub mod tabulate;
pub mod template;
pub mod timings;
pub mod words;
