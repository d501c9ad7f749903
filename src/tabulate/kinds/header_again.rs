//! The header once more, as after a page break.

use super::{Answer, RowKind, RowView};
use crate::read::Value;
use crate::recognise::{Row, is_date_parts, may_be_label, stands_for};
use crate::rows::Block;

/// Whether the row repeats the header, or the 月 and 日 of one in two rows.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let columns = view.columns.iter().map(|(index, column)| (*index, *column));
    let found = is_date_parts(view.row)
        || is_header_again(view.row, view.block, columns)
        || is_in_english(view.row);
    found.then(|| Answer::of_row(RowKind::Header, "header_again"))
}

/// Words of English headers, without spaces and signs.
const ENGLISH: &str = "name fullname chinesename staffname membername employeename sex gender id idno idnumber idcard idcardno idcardnumber \
    citizenid identitycard birthday birthdate dateofbirth dob department dept unit school organization phone phoneno \
    phonenumber tel telephone mobile mobileno mobilephone cellphone contact date month year period time amount sum total due \
    dues duesdue duespaid payable paid amountdue amountpaid actual base basewage basesalary salary wage wages paidon \
    paymentdate dateofpayment remark remarks note notes no sn serial serialno number category type kind class position title \
    jobtitle post duty status state member membership memberno membershipno cardno joinedon joindate dateofjoining \
    dateofentry entrydate email address nationality ethnicity nation education degree recipient reason item items quantity \
    qty price unitprice headcount people voucher voucherno form event group entrant team rank ranking score points prize \
    activity attendance cost expense income balance summary description handler subject account level place content \
    signature";

/// Whether the row is the header's twin in English: letters and no figures, and at least two cells, and half
/// of them, that are words of headers.
fn is_in_english(row: &Row<'_>) -> bool {
    if row.cells.len() < 2 {
        return false;
    }
    let mut words = 0;
    for cell in &row.cells {
        let Value::Text(text) = &cell.value else {
            return false;
        };
        let text = text.as_str();
        let letters = text.bytes().any(|b| b.is_ascii_alphabetic());
        if !text.is_ascii() || !letters || text.bytes().any(|b| b.is_ascii_digit()) {
            return false;
        }
        let bare = text.split(['(', '[']).next().unwrap_or_default();
        let word: String = bare.chars().filter(char::is_ascii_alphabetic).collect();
        let word = word.to_ascii_lowercase();
        words += usize::from(ENGLISH.split_whitespace().any(|known| known == word));
    }
    words >= 2 && words * 2 >= row.cells.len()
}

/// Whether at least two of the row's cells, and all but one of them, say what their column's header
/// says.
fn is_header_again(
    row: &Row<'_>,
    block: &Block,
    columns: impl Iterator<Item = (usize, u32)> + Clone,
) -> bool {
    // Looking labels up takes longest: what cannot be one is counted first.
    let is_none =
        |value: &Value<'_>| !matches!(value, Value::Text(text) if may_be_label(text.as_str()));
    let values = columns.clone().filter_map(|(_, column)| row.at(column));
    if values.filter(|value| is_none(value)).nth(1).is_some() {
        return false;
    }
    let (mut same, mut other) = (0, 0);
    for (index, column) in columns {
        match row.at(column) {
            Some(Value::Text(text)) if stands_for(text.as_str(), block.table, index) => same += 1,
            Some(_) => other += 1,
            None => {}
        }
        if other > 1 {
            return false;
        }
    }
    same >= 2
}
