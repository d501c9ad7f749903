//! What remarks and names say of people who left (备注: 已退休; 张三（调走）), where no column of their own does: what
//! is clear is taken as if it stood in that column, and what is not is asked about.

use super::rows::Rows;
use super::{Judged, Told, Watch};
use crate::finding::{Arg, Code, Finding};
use crate::parse::BlockParser;
use crate::read::Value;
use crate::recognise::{Lines, Recognised, Row, UnknownHeader, UnknownWhy};
use crate::rows::{Block, Layout};
use crate::schema::{Column, ColumnType, normalise_label, normalise_name};
use crate::tabulate::kinds::RowKind;

/// How many different words are named before the rest is left out.
const NAMED: usize = 5;

/// A longer remark is about more than a person's state.
const LONGEST: usize = 120;

/// The bytes of a name of three letters; longer ones may have something behind them.
const NAME: usize = 9;

/// What the headers of remarks end in.
const REMARKS: [&str; 9] = [
    "备注", "说明", "备考", "附注", "情况", "变动", "其他", "现状", "去向",
];

/// Watches a list of people whose state a remark may say.
pub(super) fn watch(recognised: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    let Layout::Rows(columns) = &recognised.layout else {
        return None;
    };
    let declared = &recognised.table.columns;
    let state = declared.iter().position(|c| !c.in_remarks.is_empty())?;
    let name = declared
        .iter()
        .position(|c| c.kind == ColumnType::Name && c.required);
    let at = |id: &str| {
        let index = recognised.table.column_index(id)?;
        columns.get(&index).copied()
    };
    let label = |column: &Column| column.title.zh.to_string();
    let name = name.and_then(|index| Some((index, *columns.get(&index)?)));
    let of_name = name.map(|(index, column)| Place {
        label: label(&declared[index]),
        column,
        what: What::Name,
    });
    let remarks = recognised.unknown.iter().filter_map(place);
    Some(Box::new(Left {
        state: &declared[state],
        state_at: (state, columns.get(&state).copied()),
        name: name.map(|(index, _)| index),
        elsewhere: [at("left_on"), at("retired")]
            .into_iter()
            .flatten()
            .collect(),
        places: of_name.into_iter().chain(remarks).map(Said::new).collect(),
        texts: Vec::new(),
    }))
}

/// A column that is not read and may say it; those of dates (退休时间) are told by their headers.
fn place(header: &UnknownHeader) -> Option<Place> {
    let label = normalise_label(&header.label);
    let what = match header.why {
        UnknownWhy::Remark if label == "备注" || label == "备考" => What::Remark,
        UnknownWhy::NotKnown(_) if REMARKS.iter().any(|word| label.ends_with(word)) => What::Remark,
        UnknownWhy::NotKnown(_) => What::Other,
        _ => return None,
    };
    Some(Place {
        label: header.label.clone(),
        column: header.cell.1,
        what,
    })
}

struct Place {
    label: String,
    /// The sheet's column, 0-based.
    column: u32,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Name,
    Remark,
    /// Its header says neither.
    Other,
}

struct Left {
    /// The column that says it.
    state: &'static Column,
    /// Its position in the declaration, and where the sheet has it.
    state_at: (usize, Option<u32>),
    /// The position in the declaration of the column of names.
    name: Option<usize>,
    /// Other columns that say so, where the sheet has them.
    elsewhere: Vec<u32>,
    places: Vec<Said>,
    texts: Vec<(usize, u32, String)>,
}

/// What one column says.
struct Said {
    place: Place,
    taken: Words,
    asked: Words,
}

#[derive(Default)]
struct Words {
    rows: Rows,
    words: Vec<String>,
}

/// What a text says of whether somebody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// A value of the column of states, by its position.
    Value(usize),
    /// Something of the kind.
    Unclear,
}

impl Said {
    fn new(place: Place) -> Said {
        Said {
            place,
            taken: Words::default(),
            asked: Words::default(),
        }
    }
}

impl Words {
    fn add(&mut self, row: u32, word: &str) {
        self.rows.add(row + 1);
        if self.words.len() < NAMED && !self.words.iter().any(|known| known == word) {
            self.words.push(word.to_string());
        }
    }

    fn finding(
        &self,
        code: Code,
        block: &Block,
        place: &Place,
        column: &Column,
    ) -> Option<Finding> {
        let first = self.rows.first()?;
        let words = self.words.iter().map(|word| Arg::Text(word.clone()));
        let finding = Finding::new(code, block.place_at((first - 1, place.column)))
            .value(self.words.first().cloned().unwrap_or_default())
            .arg("label", Arg::Header(place.label.clone()))
            .arg("words", Arg::names(words))
            .arg("count", Arg::count(self.rows.count()))
            .arg("rows", self.rows.spoken())
            .arg("column", Arg::Words(column.title));
        Some(finding)
    }
}

impl Watch for Left {
    fn row(&mut self, judged: &Judged<'_, '_>, _: &[BlockParser]) {
        if judged.answer.kind != RowKind::Data {
            return;
        }
        let row = judged.row;
        let mut place = std::mem::take(&mut self.places);
        for said in &mut place {
            if let Some(Value::Text(text)) = row.at(said.place.column)
                && text.as_str().len() <= LONGEST
            {
                self.cell(row, said, text.as_str());
            }
        }
        self.places = place;
    }

    /// T060 for what was taken as if the column of states said it, T063 for what is asked.
    fn done(self: Box<Self>, months: &[BlockParser], told: &mut Told) {
        let Some(block) = months.first().map(BlockParser::block) else {
            return;
        };
        for said in &self.places {
            let both = [(Code::T060, &said.taken), (Code::T063, &said.asked)];
            let findings = both.into_iter();
            let findings = findings
                .filter_map(|(code, words)| words.finding(code, block, &said.place, self.state));
            told.findings.extend(findings);
        }
        told.texts.extend(self.texts);
    }
}

impl Left {
    /// What the cell of a row says.
    fn cell(&mut self, row: &Row<'_>, said: &mut Said, text: &str) {
        let found = match said.place.what {
            What::Name => self.behind_name(text).and_then(|(name, words)| {
                let says = self.says(&words)?;
                Some((says, words, Some(name)))
            }),
            _ => self
                .says(text)
                .map(|says| (says, text.trim().to_string(), None)),
        };
        let Some((says, words, name)) = found else {
            return;
        };
        if let (Some(name), Some(index)) = (name, self.name) {
            self.texts.push((index, row.index + 1, name));
        }
        let stated = |column: &u32| row.at(*column).is_some_and(says_something);
        let by_state = self.state_at.1.filter(|column| stated(column));
        if self.elsewhere.iter().any(stated) || by_state.is_some_and(|at| self.agrees(row, at)) {
            return;
        }
        match says {
            Says::Value(value) if by_state.is_none() && said.place.what != What::Other => {
                let value = self.state.values[value].value.clone();
                self.texts.push((self.state_at.0, row.index + 1, value));
                said.taken.add(row.index, &words);
            }
            Says::Unclear if said.place.what == What::Other => {}
            _ => said.asked.add(row.index, &words),
        }
    }

    /// Whether the column of states says of the row that somebody left, too.
    fn agrees(&self, row: &Row<'_>, column: u32) -> bool {
        let text = row.at(column).map(Value::shown).unwrap_or_default();
        self.says(&text).is_some() || text.contains(['否', '×', '不', '未'])
    }

    /// A name, and what stands behind it; of most names nothing does.
    fn behind_name(&self, text: &str) -> Option<(String, String)> {
        if text.len() <= NAME {
            return None;
        }
        let marked = behind_mark(text);
        marked.or_else(|| {
            // 张三退休: what is left has to be a name of two letters or three.
            let text = normalise_name(text);
            let values = self.state.values.iter().skip(1);
            let mut words =
                values.flat_map(|value| std::iter::once(&value.value).chain(&value.aliases));
            words.find_map(|word| {
                let name = text.strip_suffix(word.as_str())?;
                let whole = word.chars().count() > 1 && (2..=3).contains(&name.chars().count());
                whole.then(|| (name.to_string(), word.clone()))
            })
        })
    }

    /// What a text says; none where it is about something else.
    fn says(&self, text: &str) -> Option<Says> {
        let text = normalise_label(text);
        let contains = |word: &str| word.chars().count() > 1 && text.contains(word);
        let unclear = self.state.in_remarks.iter().any(|word| contains(word));
        // The first value is how it is with most.
        let mut values = self.state.values.iter().enumerate().skip(1);
        let bare = without_particles(&text);
        let names = |name: &String| {
            let name = normalise_label(name);
            name.chars().count() > 1 && (name == text || name == bare)
        };
        let whole = values.clone().find(|(_, value)| {
            let mut all = std::iter::once(&value.value).chain(&value.aliases);
            all.any(names)
        });
        match whole {
            Some((index, _)) if !unclear => Some(Says::Value(index)),
            Some(_) => Some(Says::Unclear),
            None => {
                let inside = values.any(|(_, value)| {
                    let mut all = std::iter::once(&value.value).chain(&value.aliases);
                    all.any(|name| contains(name))
                });
                (unclear || inside).then_some(Says::Unclear)
            }
        }
    }
}

/// A remark without what says no more: 该同志已退休了, 退休教师.
fn without_particles(text: &str) -> &str {
    let before = [
        "该同志",
        "该教师",
        "该会员",
        "该员工",
        "本人",
        "现已",
        "现",
        "已经",
        "已",
        "因",
    ];
    let behind = [
        "了",
        "人员",
        "教职工",
        "教师",
        "职工",
        "会员",
        "同志",
        "。",
        "!",
        "，",
        ",",
    ];
    let mut bare = text;
    while let Some(rest) = before.iter().find_map(|word| bare.strip_prefix(word)) {
        bare = rest;
    }
    while let Some(rest) = behind.iter().find_map(|word| bare.strip_suffix(word)) {
        bare = rest;
    }
    bare
}

/// Whether a cell says yes, a day or the like.
fn says_something(value: &Value<'_>) -> bool {
    let shown = value.shown();
    !["", "否", "无", "-", "—", "/", "×", "0", "no", "n"]
        .contains(&shown.trim().to_lowercase().as_str())
}

/// A name, and what stands in brackets before or behind it, behind a dash or after 已.
fn behind_mark(text: &str) -> Option<(String, String)> {
    let text = normalise_name(text);
    let opens = ['(', '[', '【', '〔'];
    let closes = [')', ']', '】', '〕'];
    let divides = |c: char| opens.contains(&c) || "-－—/、_".contains(c);
    let (words, name) = match text.strip_prefix(opens) {
        Some(rest) => rest.split_once(closes)?,
        None => {
            let at = text.find(divides).or_else(|| text.find('已'))?;
            let (name, words) = text.split_at(at);
            (words, name)
        }
    };
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    let short = (2..=15).contains(&name.chars().count()) && !words.is_empty();
    short.then(|| (name.to_string(), words.to_string()))
}
