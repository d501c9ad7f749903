//! `gonghui explain [ID]`

use super::{Context, print};
use crate::error::Error;

pub(super) fn run(id: Option<&str>, context: &Context) -> Result<u8, Error> {
    match crate::explain::explain(id, context.lang) {
        Ok(page) => {
            print(&page)?;
            Ok(0)
        }
        Err(not_found) => Err(Error::NotKnown(not_found.asked, not_found.near)),
    }
}
