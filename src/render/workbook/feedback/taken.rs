//! The second sheet of the feedback: what each of the school's sheets was taken for, and why in short. All
//! reasons are shown by `gonghui explain FILE!SHEET`.

use crate::outcome::{Input, Surety, Taken};
use crate::render::workbook::cell::Cell;
use crate::render::workbook::style::{Kind, Tone};
use crate::render::workbook::table::Table;
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, words};
use crate::words::Lang;
use rust_xlsxwriter::XlsxError;

/// A block and the file that it stands in.
type Block<'a> = (&'a Input, Taken<'a>);

/// The blocks of the sheets that the unit sent.
pub(super) fn blocks<'a>(scope: &Scope<'a>) -> Vec<Block<'a>> {
    let inputs = scope.outcome.inputs.iter();
    let own = inputs.filter(|input| scope.unit.is_some_and(|unit| input.counts_for(unit)));
    own.flat_map(|input| input.taken().map(move |taken| (input, taken)))
        .collect()
}

/// Lays the sheet out.
pub(super) fn fill(
    w: &mut SheetWriter<'_>,
    lang: Lang,
    blocks: Vec<Block<'_>>,
) -> Result<(), XlsxError> {
    w.columns(&[6.0, 24.0, 20.0, 16.0, 18.0, 8.0, 58.0])?;
    let title = w.name().to_string();
    w.title(&title, words::SHEETS_READ_HOW.get(lang))?;
    let mut table = Table::<&Block<'_>>::new(lang).filter();
    table.number();
    table.text(words::FILE, |(input, _)| input.path.as_str());
    table.text(words::SHEET, |(_, taken)| taken.sheet);
    table.text(words::TAKEN_FOR, |(_, taken)| {
        taken.table().map(|table| table.title.get(lang))
    });
    table.centre(words::COUNTED, |(_, taken)| {
        let surety = taken.surety();
        Cell::toned((surety.words(), tone(surety)), lang)
    });
    table.column(words::ROWS_READ, Kind::Count, |(_, taken)| {
        let rows = taken.rows().map(i64::try_from);
        rows.and_then(Result::ok).map(Cell::Count)
    });
    table.text(words::TAKEN_BECAUSE, |(_, taken)| {
        let why = taken.in_short(lang);
        why.unwrap_or_else(|| taken.verdict(lang))
    });
    table.stream(w, blocks.iter())
}

fn tone(surety: Surety) -> Tone {
    match surety {
        Surety::Doubtful | Surety::NotCounted => Tone::Warning,
        Surety::Sure | Surety::OtherPurpose | Surety::NothingThere => Tone::Plain,
    }
}
