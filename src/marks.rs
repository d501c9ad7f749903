//! Vocabulary: the document property (category) by which a later run tells the program's own outputs
//! from what schools send.

/// Of the workbooks and files of rows that go up.
pub const REPORT_MARK: &str = "gonghui:report";

/// Of the feedback workbooks.
pub const FEEDBACK_MARK: &str = "gonghui:feedback";
