//! The `wirecopy` command.

fn main() -> std::process::ExitCode {
    wirecopy_cli::run(std::env::args_os())
}
