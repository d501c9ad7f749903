//! The SQL of rules and metrics. A declared text becomes an expression over the columns of one table,
//! or is refused with the reason: nothing of it goes unread, it names columns that there are, and it
//! answers what it is asked. What it works out cannot wrap: it is worked out in 64 bits, and from the
//! bounds of the columns it is known beforehand that no product and no sum goes beyond them. No row of
//! an input is looked at here.

use super::derived;
use crate::finding::{Arg, Code, Finding, Place};
use crate::messages;
use crate::schema::{ColumnType, Table};
use crate::sums::ROWS;
use polars::prelude::*;
use polars::sql::sql_expr;

/// The code of the finding that says that a declared expression cannot be used.
pub const UNUSABLE: Code = Code::P004;

/// The column that says whose a row is.
pub(super) const UNIT: &str = "@unit";

/// A declared expression, ready to be evaluated.
#[derive(Debug, Clone)]
pub struct Compiled {
    of: String,
    sql: String,
    expr: Expr,
}

/// A declared expression that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlFault {
    /// The rule's code or the metric's id.
    pub of: String,
    /// The expression as declared.
    pub sql: String,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is no SQL, in the parser's words.
    Unreadable(String),
    /// A part of it would not be read: words behind it, or a comment.
    NotAllRead,
    /// It names a column that the table does not have.
    NoColumn(String),
    /// A condition that is neither true nor false, or the same of every row.
    NoCondition,
    /// A condition over more than the one row.
    OfManyRows,
    /// An aggregate that is no whole number.
    NoNumber,
    /// A part of it may come to more than can be held.
    TooLarge(String),
    /// It cannot be evaluated over any row, in the engine's words.
    Engine(String),
    /// It could not be evaluated over the rows that there are. The engine's words may hold what stands
    /// in them, which is nobody else's business.
    Failed,
}

impl Compiled {
    /// The expression as declared.
    pub fn sql(&self) -> &str {
        &self.sql
    }

    /// The expression for polars. An aggregate is an `Int64`.
    pub fn expr(&self) -> Expr {
        self.expr.clone()
    }

    /// What is to be said where it could not be evaluated.
    pub fn failed(&self) -> SqlFault {
        SqlFault {
            of: self.of.clone(),
            sql: self.sql.clone(),
            why: Why::Failed,
        }
    }
}

impl SqlFault {
    /// As a finding of the run: the rule or metric is left out, and the rest goes on.
    pub fn finding(&self) -> Finding {
        let filled = |message, value: &String| Arg::filled(message, Arg::Thing(value.clone()));
        let why = match &self.why {
            Why::Unreadable(words) => filled(messages::SQL_UNREADABLE, words),
            Why::NotAllRead => Arg::Words(messages::SQL_NOT_ALL_READ),
            Why::NoColumn(name) => filled(messages::SQL_NO_COLUMN, name),
            Why::NoCondition => Arg::Words(messages::SQL_NO_CONDITION),
            Why::OfManyRows => Arg::Words(messages::SQL_OF_MANY_ROWS),
            Why::NoNumber => Arg::Words(messages::SQL_NO_NUMBER),
            Why::TooLarge(part) => filled(messages::SQL_TOO_LARGE, part),
            Why::Engine(words) => filled(messages::SQL_ENGINE, words),
            Why::Failed => Arg::Words(messages::SQL_FAILED),
        };
        Finding::new(UNUSABLE, Place::default())
            .arg("of", Arg::Thing(self.of.clone()))
            .arg("sql", Arg::Thing(self.sql.clone()))
            .arg("why", why)
    }
}

/// The least and the greatest that a whole number may be.
type Range = (i128, i128);

/// No frame has more.
const MOST_ROWS: i128 = ROWS as i128;

const ALL: Range = (i64::MIN as i128, i64::MAX as i128);

/// Compiles the expressions of one rule or metric.
pub struct Compiler<'a> {
    of: &'a str,
    table: &'static Table,
    schema: Schema,
}

impl<'a> Compiler<'a> {
    /// For the rule or metric `of`, over the rows of `table`; `dates` may be named as columns, too.
    pub fn new(of: &'a str, table: &'static Table, dates: &[&str]) -> Compiler<'a> {
        let mut schema = Schema::from_iter([(UNIT.into(), DataType::UInt32)]);
        for column in &table.columns {
            schema.insert(column.id.as_str().into(), held_as(column.kind));
        }
        for (id, kind, _) in derived::columns(table) {
            schema.insert(id.into(), held_as(kind));
        }
        for date in dates {
            schema.insert((*date).into(), DataType::Date);
        }
        Compiler { of, table, schema }
    }

    /// Compiles what is asked of each row: yes or no.
    ///
    /// # Errors
    /// [`SqlFault`] when it cannot be used.
    pub fn condition(&self, sql: &str) -> Result<Compiled, SqlFault> {
        self.compile(sql, |expr| {
            // The list of an IN is imploded.
            let over_rows = |part: &Expr| match part {
                Expr::Agg(agg) => !matches!(agg, AggExpr::Implode { .. }),
                part => matches!(part, Expr::Len | Expr::Over { .. }),
            };
            if expr.into_iter().any(over_rows) {
                return Err(Why::OfManyRows);
            }
            let (expr, _) = self.in_64_bits(expr.clone())?;
            let answer = self.nobody().select([expr.clone().alias("@")]);
            match answer.collect().map_err(engine)?.dtypes().as_slice() {
                [DataType::Boolean] if is_of_rows(&expr) => Ok(expr),
                _ => Err(Why::NoCondition),
            }
        })
    }

    /// Compiles what is worked out from the rows of a unit: one whole number.
    ///
    /// # Errors
    /// [`SqlFault`] when it cannot be used.
    pub fn aggregate(&self, sql: &str) -> Result<Compiled, SqlFault> {
        self.compile(sql, |expr| {
            let (expr, range) = self.in_64_bits(expr.clone())?;
            let expr = expr.cast(DataType::Int64);
            let units = self.nobody().group_by([col(UNIT)]);
            let answer = units.agg([expr.clone().alias("@")]);
            match answer.collect().map_err(engine)?.dtypes().as_slice() {
                [_, DataType::Int64] if range.is_some() => Ok(expr),
                _ => Err(Why::NoNumber),
            }
        })
    }

    fn compile(
        &self,
        sql: &str,
        compiled: impl FnOnce(&Expr) -> Result<Expr, Why>,
    ) -> Result<Compiled, SqlFault> {
        let fault = |why| SqlFault {
            of: self.of.to_string(),
            sql: sql.to_string(),
            why,
        };
        let expr = read(sql).and_then(|expr| compiled(&expr)).map_err(fault)?;
        Ok(Compiled {
            of: self.of.to_string(),
            sql: sql.to_string(),
            expr,
        })
    }

    /// The table without a row.
    fn nobody(&self) -> LazyFrame {
        DataFrame::empty_with_schema(&self.schema).lazy()
    }

    /// `expr` with its whole numbers in 64 bits, and what it may come to. Polars works a literal out
    /// in 32, and the month of a date in 8; and the sum of a literal is for it the literal, once.
    fn in_64_bits(&self, expr: Expr) -> Result<(Expr, Option<Range>), Why> {
        let wide = |part: Arc<Expr>| match self.by_type(&part) {
            Some(_) => Arc::new(Arc::unwrap_or_clone(part).cast(DataType::Int64)),
            None => part,
        };
        let expr = expr.map_expr(|part| match part {
            Expr::BinaryExpr { left, op, right } if op.is_arithmetic() => Expr::BinaryExpr {
                left: wide(left),
                op,
                right: wide(right),
            },
            Expr::Ternary {
                predicate,
                truthy,
                falsy,
            } => Expr::Ternary {
                predicate,
                truthy: wide(truthy),
                falsy: wide(falsy),
            },
            Expr::Agg(AggExpr::Sum(input)) => match is_of_rows(&input) {
                true => Expr::Agg(AggExpr::Sum(wide(input))),
                false => Arc::unwrap_or_clone(wide(input)) * Expr::Len.cast(DataType::Int64),
            },
            other => other,
        });
        let range = self.range(&expr)?;
        Ok((expr, range))
    }

    /// What `expr` may come to; none where it is no whole number.
    fn range(&self, expr: &Expr) -> Result<Option<Range>, Why> {
        match expr {
            Expr::Column(name) => self.range_of_column(name),
            Expr::Literal(literal) => {
                let whole = literal.get_datatype().is_integer();
                let value = literal.extract_i64().ok().filter(|_| whole);
                Ok(value.map(|value| (value.into(), value.into())))
            }
            Expr::BinaryExpr { left, op, right } => match (self.range(left)?, self.range(right)?) {
                (Some(left), Some(right)) => match worked_out(left, *op, right) {
                    Some(range) => held(range, expr),
                    None => Ok(self.by_type(expr)),
                },
                _ => Ok(self.by_type(expr)),
            },
            Expr::Len => Ok(Some((0, MOST_ROWS))),
            Expr::Agg(AggExpr::Count { input, .. } | AggExpr::NUnique(input)) => {
                self.range(input)?;
                Ok(Some((0, MOST_ROWS)))
            }
            Expr::Agg(AggExpr::Sum(input)) => match self.range(input)? {
                Some((l, g)) => held((l.min(0) * MOST_ROWS, g.max(0) * MOST_ROWS), expr),
                None => Ok(self.by_type(expr)),
            },
            Expr::Agg(AggExpr::Min { input, .. } | AggExpr::Max { input, .. })
            | Expr::Alias(input, _) => self.range(input),
            Expr::Ternary {
                predicate,
                truthy,
                falsy,
            } => {
                self.range(predicate)?;
                let range = either(self.range(truthy)?, self.range(falsy)?);
                Ok(self.by_type(expr).and(range))
            }
            Expr::Cast { expr: input, .. } => {
                let range = self.range(input)?;
                Ok(self.by_type(expr).and_then(|all| range.or(Some(all))))
            }
            Expr::Function {
                input,
                function: FunctionExpr::Coalesce,
            } => {
                let ranges = input.iter().map(|part| self.range(part));
                let ranges = ranges.collect::<Result<Vec<_>, Why>>()?;
                Ok(ranges.into_iter().fold(None, either))
            }
            _ => {
                // What it is made of may be too large by itself.
                let mut parts = Default::default();
                expr.nodes(&mut parts);
                parts
                    .iter()
                    .try_for_each(|part| self.range(part).map(drop))?;
                Ok(self.by_type(expr))
            }
        }
    }

    fn range_of_column(&self, name: &PlSmallStr) -> Result<Option<Range>, Why> {
        if !self.schema.contains(name) {
            return Err(Why::NoColumn(name.to_string()));
        }
        let declared = self.table.column(name).and_then(|column| column.figures);
        let derived = || {
            let mut columns = derived::columns(self.table).into_iter();
            columns.find(|(id, ..)| *id == name.as_str())?.2
        };
        let bounds = declared.or_else(derived);
        Ok(bounds.map(|(least, greatest)| (least.into(), greatest.into())))
    }

    /// What a whole number of the type of `expr` may be; none where it is none.
    fn by_type(&self, expr: &Expr) -> Option<Range> {
        match expr.to_field(&self.schema).ok()?.dtype() {
            DataType::Int8 => Some((i8::MIN.into(), i8::MAX.into())),
            DataType::Int16 => Some((i16::MIN.into(), i16::MAX.into())),
            DataType::Int32 => Some((i32::MIN.into(), i32::MAX.into())),
            DataType::UInt8 => Some((0, u8::MAX.into())),
            DataType::UInt16 => Some((0, u16::MAX.into())),
            DataType::UInt32 => Some((0, u32::MAX.into())),
            other => other.is_integer().then_some(ALL),
        }
    }
}

/// `sql` as an expression, all of it. Of `a b` the engine reads a, by the name of b, and of
/// `a -- b` nothing but a: in brackets it reads neither. `a) OR (b` is read in brackets alone.
fn read(sql: &str) -> Result<Expr, Why> {
    let unreadable = |error: PolarsError| Why::Unreadable(error.to_string());
    let expr = sql_expr(sql).map_err(unreadable)?;
    match sql_expr(format!("({sql})")) {
        Ok(_) => Ok(expr),
        Err(_) => Err(Why::NotAllRead),
    }
}

fn engine(error: PolarsError) -> Why {
    Why::Engine(error.to_string())
}

/// Whether `expr` names a column, and so has a value for each row.
fn is_of_rows(expr: &Expr) -> bool {
    expr.into_iter().any(|part| matches!(part, Expr::Column(_)))
}

/// How polars holds a column of the type.
fn held_as(kind: ColumnType) -> DataType {
    match kind {
        ColumnType::Date | ColumnType::Month => DataType::Date,
        ColumnType::Boolean => DataType::Boolean,
        kind if kind.is_figure() => DataType::Int64,
        _ => DataType::String,
    }
}

/// What may come of two whole numbers; none where it is no whole number, or not known.
fn worked_out(left: Range, op: Operator, right: Range) -> Option<Range> {
    let corners = |of: fn(i128, i128) -> i128| {
        let all = [left.0, left.1].map(|l| [right.0, right.1].map(|r| of(l, r)));
        let [[a, b], [c, d]] = all;
        (a.min(b).min(c).min(d), a.max(b).max(c).max(d))
    };
    match op {
        Operator::Plus => Some((left.0 + right.0, left.1 + right.1)),
        Operator::Minus => Some((left.0 - right.1, left.1 - right.0)),
        // Both are within 64 bits, so their product is within 128.
        Operator::Multiply => Some(corners(|l, r| l * r)),
        _ => None,
    }
}

/// `range`, which `expr` may come to, where 64 bits hold it.
fn held((least, greatest): Range, expr: &Expr) -> Result<Option<Range>, Why> {
    match least >= ALL.0 && greatest <= ALL.1 {
        true => Ok(Some((least, greatest))),
        false => Err(Why::TooLarge(expr.to_string())),
    }
}

/// What may come of one or the other.
fn either(one: Option<Range>, other: Option<Range>) -> Option<Range> {
    match (one, other) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests;
