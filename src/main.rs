//! gonghui (工会): reads the command line, runs it, exits.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(gonghui::commands::run(std::env::args_os().collect()))
}
