//! A workbook that another process reads ([`super::child`]): the asking side. That process may run
//! out of its memory, overflow its stack, never come back; here that is an error like another.

use super::child::CHILD_ARGUMENT;
use super::wire::{Broken, CELLS, Head, MERGES, Piece, Reading, kind_byte};
use super::{Cell, Cells, Kind, Limit, Limits, Merge, ReadError, Sheet, Workbook};
use crate::finding::Code;
use std::io::{self, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Opens the workbook of `kind` that `bytes` hold in a process of `program`.
pub(super) fn open(
    program: &Path,
    bytes: &[u8],
    kind: Kind,
    limits: &Limits,
) -> Result<Box<dyn Workbook>, ReadError> {
    let mut process = Process::start(program, limits)?;
    let most_sheets = limits.most(Limit::Sheets);
    let read = process
        .send(bytes, kind)
        .map_err(Broken::from)
        .and_then(|()| process.answers.head(most_sheets));
    let head = read.map_err(|broken| process.fault(&broken, limits))??;
    Ok(Box::new(Isolated {
        process,
        head,
        limits: limits.clone(),
        streaming: false,
        dead: None,
    }))
}

/// A process that reads, killed and reaped when it is dropped.
struct Process {
    child: Arc<Mutex<Child>>,
    questions: ChildStdin,
    answers: Reading<BufReader<ChildStdout>>,
    /// The watch ends when this is dropped.
    _watch: Sender<()>,
    overdue: Arc<AtomicBool>,
}

impl Process {
    fn start(program: &Path, limits: &Limits) -> Result<Process, ReadError> {
        let not_started = |error: io::Error| ReadError::new(Code::F020, error.to_string());
        let mut child = Command::new(program)
            .arg(CHILD_ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What it says when it dies is for nobody's terminal.
            .stderr(Stdio::null())
            .spawn()
            .map_err(not_started)?;
        let (Some(questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(ReadError::new(Code::F020, "no pipes"));
        };
        let child = Arc::new(Mutex::new(child));
        let overdue = Arc::new(AtomicBool::new(false));
        let (watch, ended) = channel();
        let (watched, late) = (Arc::clone(&child), Arc::clone(&overdue));
        let most = Duration::from_secs(limits.most(Limit::Seconds));
        let process = Process {
            child,
            questions,
            answers: Reading(BufReader::with_capacity(1 << 16, answers)),
            _watch: watch,
            overdue,
        };
        std::thread::Builder::new()
            .spawn(move || {
                if ended.recv_timeout(most) == Err(RecvTimeoutError::Timeout) {
                    late.store(true, Ordering::SeqCst);
                    kill(&watched);
                }
            })
            .map_err(not_started)?;
        Ok(process)
    }

    /// Hands the file over. The other side says nothing before it has all of it, so that neither
    /// waits for the other.
    fn send(&mut self, bytes: &[u8], kind: Kind) -> io::Result<()> {
        let kind = kind_byte(kind).ok_or(io::ErrorKind::InvalidInput)?;
        self.questions.write_all(&[kind])?;
        self.questions
            .write_all(&(bytes.len() as u64).to_le_bytes())?;
        self.questions.write_all(bytes)
    }

    fn ask(&mut self, question: u8, index: usize) -> io::Result<()> {
        let [a, b, c, d] = u32::try_from(index).unwrap_or(u32::MAX).to_le_bytes();
        self.questions.write_all(&[question, a, b, c, d])
    }

    /// Why there is no answer; the process is ended if it has not ended itself.
    fn fault(&self, broken: &Broken, limits: &Limits) -> ReadError {
        let over = |limit| ReadError::from(limits.over(limit));
        match broken {
            Broken::TooLong => return over(Limit::StringLength),
            Broken::TooManySheets => return over(Limit::Sheets),
            Broken::Off if self.overdue.load(Ordering::SeqCst) => return over(Limit::Seconds),
            Broken::Off => {}
        }
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        // Its end of the pipe is closed or makes no sense: it is ending, or never will.
        let _ = child.kill();
        let detail = match child.wait() {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        ReadError::new(Code::F020, detail)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        kill(&self.child);
    }
}

/// Ends the process, if it has not ended, and reaps it.
fn kill(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = child.kill();
    let _ = child.wait();
}

struct Isolated {
    process: Process,
    head: Head,
    limits: Limits,
    /// Whether an answer has begun and not ended.
    streaming: bool,
    /// Why nothing more can be had.
    dead: Option<ReadError>,
}

impl Isolated {
    fn ask(&mut self, question: u8, index: usize) -> Result<(), ReadError> {
        // What was left of an answer that nobody wanted to the end.
        while self.streaming {
            self.piece()?;
        }
        if let Some(error) = &self.dead {
            return Err(error.clone());
        }
        match self.process.ask(question, index) {
            Ok(()) => {
                self.streaming = true;
                Ok(())
            }
            Err(_) => Err(self.dies(&Broken::Off)),
        }
    }

    fn piece(&mut self) -> Result<Piece, ReadError> {
        // A character has at most four bytes.
        let most = self.limits.most(Limit::StringLength).saturating_mul(4);
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        match self.process.answers.piece(most) {
            Ok(piece) => {
                if matches!(piece, Piece::End | Piece::Failed(_)) {
                    self.streaming = false;
                }
                Ok(piece)
            }
            Err(broken) => Err(self.dies(&broken)),
        }
    }

    fn dies(&mut self, broken: &Broken) -> ReadError {
        let error = self.process.fault(broken, &self.limits);
        self.ends(error)
    }

    fn ends(&mut self, error: ReadError) -> ReadError {
        self.streaming = false;
        kill(&self.process.child);
        self.dead.get_or_insert(error).clone()
    }
}

impl Workbook for Isolated {
    fn sheets(&self) -> Vec<Sheet> {
        self.head.sheets.clone()
    }

    fn cells<'a>(&'a mut self, index: usize) -> Result<Box<dyn Cells<'a> + 'a>, ReadError> {
        self.ask(CELLS, index)?;
        Ok(Box::new(IsolatedCells(self)))
    }

    fn saved(&mut self) -> Option<String> {
        self.head.saved.clone()
    }

    fn category(&mut self) -> Option<String> {
        self.head.category.clone()
    }

    fn merges(&mut self, index: usize) -> Result<Vec<Merge>, ReadError> {
        let mut merges = Vec::new();
        self.ask(MERGES, index)?;
        while let Piece::Merge(merge) = self.piece()? {
            merges.push(merge);
            if let Err(over) = self.limits.check(Limit::Merges, merges.len() as u64) {
                return Err(self.ends(over.into()));
            }
        }
        Ok(merges)
    }
}

struct IsolatedCells<'b>(&'b mut Isolated);

impl<'a> Cells<'a> for IsolatedCells<'a> {
    fn next_cell(&mut self) -> Result<Option<Cell<'a>>, ReadError> {
        if !self.0.streaming {
            return self.0.dead.clone().map_or(Ok(None), Err);
        }
        match self.0.piece()? {
            Piece::Cell(cell) => Ok(Some(cell)),
            Piece::Failed(error) => Err(error),
            Piece::End | Piece::Merge(_) => Ok(None),
        }
    }
}
