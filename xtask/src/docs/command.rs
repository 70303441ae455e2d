use std::fmt::Write as _;

use clap::CommandFactory;

use super::Document;
use crate::workspace::top;

/// The help of the command and of everything it can do.
pub(super) fn document() -> Document {
    let mut text = "# The command\n\nMade by `cargo xtask docs` from the command's own definition. \
                    For examples see the [manual](manual.md).\n"
        .to_owned();
    let mut command = wirecopy_cli::Cli::command().term_width(100);
    command.build();
    add(&mut text, "wirecopy", &command);
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        add(&mut text, &format!("wirecopy {}", subcommand.get_name()), subcommand);
    }
    Document { path: top().join("docs/command.md"), text }
}

fn add(text: &mut String, name: &str, command: &clap::Command) {
    let help = command.clone().term_width(100).render_help().to_string();
    let lines: Vec<_> = help.lines().map(str::trim_end).collect();
    let _ = write!(text, "\n## {name}\n\n```text\n{}\n```\n", lines.join("\n").trim_end());
}
