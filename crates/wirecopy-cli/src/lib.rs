//! The `wirecopy` command as a library, so that other front doors can be the same command.
//!
//! Exit codes: 0 fine (repairs and losses reported); 1 an input failed, or `--strict` or `--deny` found something;
//! 2 wrong usage: of the call as a whole, or all that failed did so by an option.

mod args;
mod convert;
mod explain;
mod formats;
mod json;
mod receipt;
mod show;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use wirecopy::ErrorKind;

pub use args::{Cli, Command};

/// All went well.
const FINE: u8 = 0;
/// The data is at fault.
const DATA: u8 = 1;
/// The call is at fault.
const USAGE: u8 = 2;

/// Runs the command with the arguments of a process, its name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // printing help can only fail when nobody reads it
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { USAGE } else { FINE });
        }
    };
    let result = match cli.command {
        Command::Convert(args) => convert::convert(*args),
        Command::Inspect(args) => convert::inspect(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Formats(args) => formats::print(&args),
        Command::Completions { shell } => print_with(|out| {
            clap_complete::generate(shell, &mut Cli::command(), "wirecopy", out);
            Ok(())
        }),
        Command::Man => print_with(|out| {
            // one page after the other: the command, then what it can do
            let mut command = Cli::command();
            command.build();
            clap_mangen::Man::new(command.clone()).render(out)?;
            for chore in command.get_subcommands().filter(|chore| chore.get_name() != "help") {
                clap_mangen::Man::new(chore.clone()).render(out)?;
            }
            Ok(())
        }),
    };
    ExitCode::from(result.unwrap_or_else(|error| {
        let usage =
            error.downcast_ref::<wirecopy::Error>().is_some_and(|error| error.kind() == ErrorKind::Usage);
        show::failure(&error);
        if usage { USAGE } else { DATA }
    }))
}

/// Makes a page in memory and prints it at once, so that a closed pipe is an error and not a panic.
fn print_with(make: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> anyhow::Result<u8> {
    let mut page = Vec::new();
    make(&mut page)?;
    show::out(&page)?;
    Ok(FINE)
}
