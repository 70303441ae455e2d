use std::path::PathBuf;

use wirecopy::{Limits, Policy, Settings, Url};

/// What is to be converted, and how.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "what a caller may ask for")]
pub struct Job {
    /// Files, folders, patterns (`feeds/*.xml`), or `-` for standard input.
    pub inputs: Vec<String>,
    /// Format of the inputs. `None`: each is recognised.
    pub from: Option<String>,
    /// Formats to write.
    pub to: Vec<String>,
    /// Where to.
    pub destination: Destination,
    /// Base URL of the inputs.
    pub base: Option<Url>,
    /// Media type of the inputs.
    pub content_type: Option<String>,
    /// Headers the inputs came with.
    pub headers: Vec<(String, String)>,
    /// Fields that the inputs lack, as name and value.
    pub meta: Vec<(String, String)>,
    /// Time zone of dates that have none.
    pub zone: Option<String>,
    /// What may be shown, and as of when.
    pub policy: Policy,
    /// What inputs may cost.
    pub limits: Limits,
    /// Options of the formats.
    pub settings: Settings,
    /// All inputs into one file a format.
    pub merge: bool,
    /// Whether outputs that were changed by hand are replaced.
    pub force: bool,
    /// Whether names of outputs keep to ASCII.
    pub ascii_names: bool,
    /// How many inputs are converted at once. 0: as many as there are cores.
    pub threads: usize,
    /// A folder of pictures and other files: links to those that are there are rewritten to paths, in targets that
    /// render. `None`: links stay as they are.
    pub media_root: Option<PathBuf>,
    /// Whether each input is read a second time, to see that all that is in it is in its records or told as a loss.
    pub check_loss: bool,
    /// A file for all findings, one JSON object a line. `None`: none.
    pub report: Option<PathBuf>,
}

/// Where outputs go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Destination {
    /// Standard output.
    #[default]
    Stdout,
    /// A folder, or a file when there is one output and the name has an extension of its format.
    Path(PathBuf),
}
