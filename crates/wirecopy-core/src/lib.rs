//! The contract of wirecopy: what an importer, a transform and an exporter are, and what they share.
//!
//! ```text
//! bytes ──Importer──▶ Record, Record, … ──Transform──▶ Exporter ──▶ Outputs
//!                         └────────── Findings ──────────┘
//! ```
//!
//! * An [`Importer`] opens an [`Input`] and gives a [`RecordReader`], from which records are pulled one at a
//!   time: memory follows the largest article, not the feed.
//! * An [`Exporter`] gives a [`RecordSink`] that writes records into [`Outputs`].
//! * What happens on the way that a person should know is a [`Diagnostic`], collected in [`Findings`]; only
//!   what ends a stream is an [`Error`].
//! * [`Limits`] and [`Policy`] travel in a [`Cx`] that is passed in and never stored.
//!
//! Nothing here reads a file, opens a connection, asks the time or prints.

mod absent;
mod convert;
mod cx;
pub mod date;
pub mod decode;
mod diagnostic;
mod drops;
mod error;
mod exporter;
mod feed_drops;
mod findings;
mod format;
mod given;
mod guard;
mod importer;
mod limits;
mod main_part;
mod options;
mod outputs;
mod policy;
mod registry;

pub use absent::Absent;
pub use convert::{Pipeline, Tally, Watch, convert};
pub use cx::Cx;
pub use diagnostic::{Code, Diagnostic, Location, Severity};
pub use drops::Drops;
pub use error::{Error, ErrorKind};
pub use exporter::{Exporter, Needs, RecordSink, Transform};
pub use feed_drops::FeedDrops;
pub use findings::{Count, Findings, Observer};
pub use format::{Carries, Format, OptionKind, OptionSpec, Parts};
pub use given::Given;
pub use guard::{Guard, LossCheck};
pub use importer::{Confidence, HEAD_BYTES, Head, Headers, Importer, Input, RecordReader};
pub use limits::{LimitSpec, Limits};
pub use main_part::MainPart;
pub use options::{Options, Settings};
pub use outputs::{Memory, Outputs, Part, PartRole};
pub use policy::{Include, Policy, Reason};
pub use registry::Registry;

pub use url::Url;
