//! `gonghui explain [ID]`

use super::{Context, print};
use crate::error::Error;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, context: &Context) -> Result<u8, Error> {
    let id = matches.get_one::<String>("id").map(String::as_str);
    match crate::explain::explain(id, context.lang) {
        Ok(page) => {
            print(&page)?;
            Ok(0)
        }
        Err(not_found) => Err(Error::NotKnown(not_found.asked, not_found.near)),
    }
}
