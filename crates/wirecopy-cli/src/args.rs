use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Converts news between formats: nothing lost in silence, nothing invented, no network.
#[derive(Debug, Parser)]
#[command(name = "wirecopy", version, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the command can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Convert inputs into other formats
    Convert(Box<ConvertArgs>),
    /// Say what inputs are and what is found in them; writes nothing
    Inspect(Box<InspectArgs>),
    /// Say what was worked out of plain texts, line by line and quote by quote, and why
    Explain(Box<ExplainArgs>),
    /// List the formats and their options
    Formats(FormatsArgs),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff)
    Man,
}

/// What is known of inputs beside their bytes.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// Files, folders (walked in sorted order), patterns, or `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// Format of the inputs; recognised when not given
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<String>,
    /// URL that relative links of the inputs start from
    #[arg(long, value_name = "URL")]
    pub base: Option<String>,
    /// Media type the inputs came with, e.g. `application/rss+xml; charset=utf-8`
    #[arg(long, value_name = "TYPE")]
    pub content_type: Option<String>,
    /// Header the inputs came with, e.g. `Content-Location=https://example.org/feed`
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    pub header: Vec<(String, String)>,
    /// Field the inputs lack, e.g. `title="…"`, `author=…`, `published=2026-03-01`
    #[arg(long, value_name = "FIELD=VALUE", value_parser = pair)]
    pub meta: Vec<(String, String)>,
    /// Time zone of dates that state none, e.g. `Europe/Paris`, `+02:00`
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// What an input may cost, e.g. `text=8M`, `items=1000`
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    pub limit: Vec<(String, String)>,
    /// Option of a format, e.g. `csv.excel=true`
    #[arg(long, value_name = "FORMAT.OPTION=VALUE", value_parser = pair)]
    pub set: Vec<(String, String)>,
    /// How much structure of plain text is worked out; `safe`: only what is 0.9 sure or more
    #[arg(long, value_name = "HOW MUCH", value_parser = ["none", "safe", "full"])]
    pub structure: Option<String>,
    /// Write all findings to a file, one JSON object a line
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Fail when a damaged input had to be repaired
    #[arg(long)]
    pub strict: bool,
    /// Fail when there is a finding of this severity or a graver one
    #[arg(long, value_name = "SEVERITY")]
    pub deny: Option<Deny>,
    /// Print only errors
    #[arg(long, short)]
    pub quiet: bool,
    /// Print the receipt and findings as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `convert`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
pub struct ConvertArgs {
    /// Inputs.
    #[command(flatten)]
    pub input: InputArgs,
    /// Formats to write, separated by commas
    #[arg(long, required = true, value_name = "FORMAT", value_delimiter = ',')]
    pub to: Vec<String>,
    /// Folder or file to write, `-` for standard output
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<String>,
    /// Time by which embargoes are judged; now when not given
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<String>,
    /// What goes to public formats all the same: embargoed, withheld, canceled, draft, private, notes
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub include: Vec<String>,
    /// All inputs into one output a format
    #[arg(long)]
    pub merge: bool,
    /// Replace outputs that were changed by hand
    #[arg(long)]
    pub force: bool,
    /// List pictures and other files beside the outputs, as `NAME.media.tsv`; nothing is fetched
    #[arg(long)]
    pub media_list: bool,
    /// Folder of pictures and other files: links to those that are there become paths, in Markdown and HTML
    #[arg(long, value_name = "FOLDER")]
    pub media_root: Option<PathBuf>,
    /// Read inputs a second time, with another reader, and fail when something in them is in no record and no loss
    #[arg(long)]
    pub check_loss: bool,
    /// Keep names of outputs to ASCII letters and digits
    #[arg(long)]
    pub ascii_names: bool,
    /// How many inputs to convert at once; as many as there are cores when not given
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub threads: usize,
}

/// Arguments of `inspect`.
#[derive(Debug, Args)]
pub struct InspectArgs {
    /// Inputs.
    #[command(flatten)]
    pub input: InputArgs,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Inputs.
    #[command(flatten)]
    pub input: InputArgs,
    /// How to show it
    #[arg(long = "as", value_name = "VIEW", default_value = "table")]
    pub view: View,
    /// File to write; standard output when not given
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file if it is there already
    #[arg(long)]
    pub force: bool,
}

/// How an explanation is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum View {
    /// Tables for a terminal, of each input when it is done
    Table,
    /// An object with all there is; its `inputs` come one by one
    Json,
    /// A page that needs nothing else, every inference marked on the text; of 200 inputs at most
    Html,
}

/// Arguments of `formats`.
#[derive(Debug, Args)]
pub struct FormatsArgs {
    /// Only this format, with its options
    #[arg(value_name = "FORMAT")]
    pub format: Option<String>,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// From which severity on findings make the command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Any finding
    Note,
    /// Repairs and losses
    Repair,
    /// Losses
    Loss,
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.to_owned())),
        _ => Err("write it as NAME=VALUE".to_owned()),
    }
}
