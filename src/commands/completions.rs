//! `gonghui completions SHELL`

use super::{Context, print_plain};
use crate::cli::command;
use crate::error::Error;
use clap_complete::Shell;

pub(super) fn run(shell: Option<Shell>, context: &Context) -> Result<u8, Error> {
    let mut command = command(context.lang);
    let mut page = Vec::new();
    match shell {
        Some(shell) => clap_complete::generate(shell, &mut command, "gonghui", &mut page),
        None => clap_mangen::Man::new(command)
            .render(&mut page)
            .map_err(|error| Error::Engine(error.to_string()))?,
    }
    print_plain(&page)?;
    Ok(0)
}
