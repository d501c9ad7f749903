//! `gonghui completions SHELL`

use super::{Context, print_plain};
use crate::cli::command;
use crate::error::Error;
use clap::ArgMatches;
use clap_complete::Shell;

pub(super) fn run(matches: &ArgMatches, context: &Context) -> Result<u8, Error> {
    let shell = matches
        .get_one::<String>("shell")
        .map_or("", String::as_str);
    let mut command = command(context.lang);
    let mut page = Vec::new();
    match shell.parse::<Shell>() {
        Ok(shell) => clap_complete::generate(shell, &mut command, "gonghui", &mut page),
        Err(_) => clap_mangen::Man::new(command)
            .render(&mut page)
            .map_err(|error| Error::Engine(error.to_string()))?,
    }
    print_plain(&page)?;
    Ok(0)
}
