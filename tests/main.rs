//! The end-to-end tests, in one binary: they run what the library and the program hand out and
//! look at it as its reader would.

mod suite {
    mod load;
    mod templates;
    mod templates_read_back;
}
