//! What a test of a news format needs: laws every importer keeps, a runner for fixtures, feeds made to measure and
//! inputs made to hurt.
//!
//! * [`laws`] tells which of the laws an importer breaks on a sample: [`Law`] lists them.
//! * [`fixtures`] makes each file under `fixtures/<format>/` a named test.
//! * [`generator`] writes realistic feeds and articles of any size, the same for the same seed.
//! * [`hostile`] gives inputs that are deep, long or never end what they begin, as streams that take no memory.
//! * [`Kit`] converts with the formats of a registry and hands back all that came of it: [`Run`].
//!
//! It is meant for formats of other crates, too: depend on it under `[dev-dependencies]` and begin with
//!
//! ```
//! # use wirecopy_core::{Confidence, Cx, Error, Format, Head, Importer, Input, Options, RecordReader};
//! # fn check(importer: &dyn Importer, options: &Options) -> Result<(), wirecopy_testkit::Breaches> {
//! wirecopy_testkit::laws(importer, b"<news><item>Harbour reopens</item></news>", options)
//! # }
//! ```

pub mod fixtures;
pub mod generator;
pub mod hostile;
mod kit;
mod law;
mod loss;
mod mutant;
mod random;
mod read;

pub use kit::{Asked, Export, Kit};
pub use law::{Breach, Breaches, Law, Laws, laws};
pub use loss::{lost, lost_in_json};
pub use mutant::mutants;
pub use read::{Caught, Dribble, Run, catch, json_lines, read};
pub use wirecopy_loss::{IMPLIED, Piece};
