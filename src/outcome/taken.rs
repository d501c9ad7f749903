//! What each block of a sheet was taken for, as a person is told in `explain` and in the feedback.

use super::{Input, NoTable, RecognisedTable, UnrecognisedSheet};
use crate::judgement::Judgement;
use crate::messages;
use crate::schema::{Table, schema};
use crate::words::{Lang, Words};

/// A block of a sheet, and what was made of it.
#[derive(Debug, Clone, Copy)]
pub struct Taken<'i> {
    /// The sheet's name.
    pub sheet: &'i str,
    /// What it may be taken for: first what it is taken for, or is nearest to.
    pub because: &'i [Judgement],
    made: Made<'i>,
}

#[derive(Debug, Clone, Copy)]
enum Made<'i> {
    Table(&'i RecognisedTable),
    Nothing(&'i UnrecognisedSheet),
}

/// How far it is settled what a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surety {
    /// Its rows count.
    Sure,
    /// Its rows count, and somebody has to look whether they ought to.
    Doubtful,
    /// It is a list for another purpose, and does not count.
    OtherPurpose,
    /// It does not count, and somebody has to look whether it ought to.
    NotCounted,
    /// There is nothing in it that could count.
    NothingThere,
}

impl Surety {
    /// What is said of it.
    pub fn words(self) -> Words {
        match self {
            Surety::Sure => messages::TAKEN_SURE,
            Surety::Doubtful => messages::TAKEN_DOUBTFUL,
            Surety::OtherPurpose => messages::TAKEN_OTHERWISE,
            Surety::NotCounted => messages::TAKEN_FOR_NOTHING,
            Surety::NothingThere => messages::TAKEN_NOTHING_THERE,
        }
    }
}

impl Input {
    /// What each block of its sheets was taken for: those that are read first.
    pub fn taken(&self) -> impl Iterator<Item = Taken<'_>> {
        let tables = self.tables.iter().map(|table| Taken {
            sheet: &table.sheet,
            because: &table.because,
            made: Made::Table(table),
        });
        let others = self.unrecognised.iter().map(|sheet| Taken {
            sheet: &sheet.sheet,
            because: &sheet.because,
            made: Made::Nothing(sheet),
        });
        tables.chain(others)
    }
}

impl<'i> Taken<'i> {
    /// How far it is settled.
    pub fn surety(&self) -> Surety {
        let doubt = self.because.first().and_then(|taken| taken.doubt);
        match self.made {
            Made::Table(_) if doubt.is_some() => Surety::Doubtful,
            Made::Table(_) => Surety::Sure,
            Made::Nothing(sheet) => match sheet.reason {
                NoTable::OtherPurpose if doubt.is_none() => Surety::OtherPurpose,
                NoTable::OtherPurpose | NoTable::WithoutHeader => Surety::NotCounted,
                NoTable::Empty | NoTable::OfTemplate => Surety::NothingThere,
            },
        }
    }

    /// The table, or the list for another purpose, that it is taken for.
    pub fn table(&self) -> Option<&'static Table> {
        match self.made {
            Made::Table(table) => schema().table(table.table),
            Made::Nothing(sheet) => sheet.taken_for(),
        }
    }

    /// How many of its rows were read, where it is a table.
    pub fn rows(&self) -> Option<usize> {
        match self.made {
            Made::Table(table) => Some(table.rows),
            Made::Nothing(_) => None,
        }
    }

    /// What was made of it, in a sentence.
    pub fn verdict(&self, lang: Lang) -> String {
        let sheet = match self.made {
            Made::Table(table) => return verdict(table, lang),
            Made::Nothing(sheet) => sheet,
        };
        match self.because.first() {
            Some(nearest) if sheet.reason == NoTable::WithoutHeader => {
                let values = [("table", nearest.table.title.get(lang))];
                messages::IS_NEAREST.fill(lang, &values)
            }
            _ => sheet.words(lang),
        }
    }

    /// Why, in short: the few heaviest reasons, and what may be said against it.
    pub fn in_short(&self, lang: Lang) -> Option<String> {
        let first = self.because.first()?;
        let why = match self.table() {
            Some(_) => first.in_short(lang),
            None => {
                let values = [("table", first.table.title.get(lang))];
                messages::NEAREST_BY.fill(lang, &[values[0], ("why", &first.in_short(lang))])
            }
        };
        Some(match first.doubt {
            Some(doubt) => {
                let values = [("why", &*why), ("doubt", &doubt.arg().show(lang))];
                messages::WHY_AND_DOUBT.fill(lang, &values)
            }
            None => why,
        })
    }

    /// Whatever else it may be, as far as anything speaks for it.
    pub fn candidates(&self) -> &'i [Judgement] {
        match self.because {
            [first, second] if second.weight() <= 0 => std::slice::from_ref(first),
            all => all,
        }
    }
}

fn verdict(table: &RecognisedTable, lang: Lang) -> String {
    let title = schema()
        .table(table.table)
        .map_or("", |table| table.title.get(lang));
    let rows = table.rows.to_string();
    let values = [
        ("table", title),
        ("header", &*table.header),
        ("rows", &*rows),
    ];
    match table.rows {
        0 => messages::IS_TABLE_WITHOUT_ROWS,
        _ => messages::IS_TABLE,
    }
    .fill(lang, &values)
}
