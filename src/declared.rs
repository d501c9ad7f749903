//! Vocabulary: how the declarations that are compiled in (tables, rules, metrics, the built-in plan, the
//! sample, the help) become what they declare. What they say, each room knows for itself.

use serde::Deserialize;

/// What the TOML `text` of the file called `name` declares.
///
/// # Panics
/// When it is not sound. Declarations are a part of the program and read by the tests, so that a mistake
/// in one stops these and never a user.
#[allow(clippy::panic)]
pub fn declared<T: Deserialize<'static>>(name: &str, text: &'static str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}
