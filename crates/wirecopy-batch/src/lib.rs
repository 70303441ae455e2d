//! Many inputs to many outputs: finds the inputs, converts each on a worker, names and places the outputs, reports.
//!
//! Outputs are written beside their final place and moved there when the conversion of their input has
//! succeeded: a failed input leaves nothing behind and stops no other. Names do not depend on the order of
//! inputs or on the number of threads, and a ledger in the output folder keeps them when headlines change.
//!
//! ```no_run
//! use wirecopy_batch::{Destination, Job, run};
//!
//! let job = Job {
//!     inputs: vec!["feeds/".into()],
//!     to: vec!["markdown".into(), "csv".into()],
//!     destination: Destination::Path("out".into()),
//!     ..Job::default()
//! };
//! let report = run(&job, &wirecopy::registry(), &|_| {})?;
//! println!("{} inputs, {} failed", report.inputs.len(), report.failed());
//! # Ok::<(), wirecopy::Error>(())
//! ```

mod check;
mod count;
mod direct;
mod discover;
mod findings_file;
mod job;
mod ledger;
mod local;
mod meter;
mod name;
mod place;
mod report;
mod run;
mod sidecar;
mod stage;
mod whole;

pub use count::Counts;
pub use discover::{Found, NotFound, discover};
pub use job::{Destination, Job};
pub use name::{MAX_BYTES, MAX_CHARS, ascii_slug, slug};
pub use report::{Failure, Finding, InputReport, Outcome, Progress, Report, Written};
pub use run::{inspect, read, run};
pub use whole::Whole;
