//! gonghui (工会): reads the command line, runs it, exits; or reads one file for another process of
//! itself ([`Isolation`]).

use cap::Cap;
use gonghui::read::{CHILD_ARGUMENT, CHILD_MEMORY, Isolation, serve_child};
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Counts memory so that it can be limited, which only the process that reads for another does.
#[global_allocator]
static MEMORY: Cap<MiMalloc> = Cap::new(MiMalloc, usize::MAX);

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    if arguments
        .get(1)
        .is_some_and(|first| first == CHILD_ARGUMENT)
    {
        return ExitCode::from(match MEMORY.set_limit(CHILD_MEMORY) {
            Ok(()) => serve_child(std::io::stdin().lock(), std::io::stdout().lock()),
            Err(()) => 1,
        });
    }
    // A system that does not know where the program is cannot start it again.
    let isolation = std::env::current_exe().map_or(Isolation::InProcess, Isolation::Child);
    ExitCode::from(gonghui::commands::run(arguments, isolation))
}
