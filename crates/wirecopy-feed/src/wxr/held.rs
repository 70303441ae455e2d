//! Articles that wait for the files they name.

use std::collections::{HashMap, HashSet, VecDeque};

use wirecopy_core::{Cx, Diagnostic};
use wirecopy_model::{Article, Media, Record, Span};

use super::attachment::{File, numbers};

/// Bytes that known files take at most; then the first are forgotten.
const ROOM: usize = 8 << 20;

/// Records that wait at most.
const RECORDS: usize = 4096;

/// What an article waits for.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// The picture that stands for it.
    pub(super) featured: Option<u64>,
    /// Files its galleries name.
    pub(super) files: Vec<u64>,
    /// Its own number, when it shows all that was uploaded to it.
    pub(super) uploads: Option<u64>,
    /// How many of its files are not there yet.
    missing: usize,
}

struct Waiting {
    record: Record,
    needs: Needs,
    start: u64,
}

/// Records that wait, in order, and the files that are known.
pub(super) struct Held {
    lookahead: u64,
    queue: VecDeque<Waiting>,
    /// The number that the first record of the queue has.
    first: usize,
    /// Which records wait for a file.
    wanted: HashMap<u64, VecDeque<usize>>,
    files: HashMap<u64, File>,
    /// Files by the post they were uploaded to.
    uploads: HashMap<u64, VecDeque<u64>>,
    order: VecDeque<u64>,
    room: usize,
}

impl Held {
    pub(super) fn new(lookahead: u64) -> Self {
        Self {
            lookahead,
            queue: VecDeque::new(),
            first: 0,
            wanted: HashMap::new(),
            files: HashMap::new(),
            uploads: HashMap::new(),
            order: VecDeque::new(),
            room: 0,
        }
    }

    /// Remembers a file. The first of a number counts.
    pub(super) fn know(&mut self, file: File) {
        let (id, room) = (file.id, file.room());
        if self.files.contains_key(&id) {
            return;
        }
        for waiting in self.wanted.remove(&id).unwrap_or_default() {
            let place = waiting.checked_sub(self.first);
            if let Some(waiting) = place.and_then(|place| self.queue.get_mut(place)) {
                waiting.needs.missing = waiting.needs.missing.saturating_sub(1);
            }
        }
        if let Some(parent) = file.parent {
            self.uploads.entry(parent).or_default().push_back(id);
        }
        self.room += room;
        self.order.push_back(id);
        self.files.insert(id, file);
        while self.room > ROOM
            && let Some(oldest) = self.order.pop_front()
        {
            self.forget(oldest);
        }
    }

    fn forget(&mut self, id: u64) {
        let Some(file) = self.files.remove(&id) else { return };
        self.room = self.room.saturating_sub(file.room());
        // those of a post are forgotten in the order they came
        if let Some(parent) = file.parent
            && let Some(siblings) = self.uploads.get_mut(&parent)
        {
            if siblings.front() == Some(&id) {
                siblings.pop_front();
            }
            if siblings.is_empty() {
                self.uploads.remove(&parent);
            }
        }
    }

    /// Takes a record, and gives those that need not wait any more.
    pub(super) fn take(
        &mut self,
        record: Record,
        needs: Needs,
        span: Span,
        out: &mut VecDeque<Record>,
        cx: &mut Cx<'_>,
    ) {
        let mut needs = needs;
        let number = self.first + self.queue.len();
        for id in needs.featured.iter().chain(&needs.files) {
            if !self.files.contains_key(id) {
                let waiting = self.wanted.entry(*id).or_default();
                if waiting.back() != Some(&number) {
                    waiting.push_back(number);
                    needs.missing += 1;
                }
            }
        }
        self.queue.push_back(Waiting { record, needs, start: span.start });
        while let Some(first) = self.queue.front() {
            let is_near =
                span.end.saturating_sub(first.start) <= self.lookahead && self.queue.len() < RECORDS;
            let waits = first.needs.missing > 0 || first.needs.uploads.is_some();
            if waits && is_near {
                break;
            }
            self.give(out, cx);
        }
    }

    /// Gives all that wait.
    pub(super) fn end(&mut self, out: &mut VecDeque<Record>, cx: &mut Cx<'_>) {
        while !self.queue.is_empty() {
            self.give(out, cx);
        }
    }

    fn give(&mut self, out: &mut VecDeque<Record>, cx: &mut Cx<'_>) {
        let Some(Waiting { mut record, needs, .. }) = self.queue.pop_front() else { return };
        let number = self.first;
        self.first += 1;
        for id in needs.featured.iter().chain(&needs.files) {
            if let Some(waiting) = self.wanted.get_mut(id) {
                if waiting.front() == Some(&number) {
                    waiting.pop_front();
                }
                if waiting.is_empty() {
                    self.wanted.remove(id);
                }
            }
        }
        if let Record::Article(article) = &mut record {
            self.fill(article, &needs, cx);
        }
        out.push_back(record);
    }

    /// Gives an article the files it names.
    fn fill(&mut self, article: &mut Article, needs: &Needs, cx: &mut Cx<'_>) {
        let media = |file: &File| Media { extensions: numbers(file), ..file.media.clone() };
        let tell = |finding: Diagnostic, cx: &mut Cx<'_>| {
            let finding = finding.on("article.media");
            cx.report(match article.span {
                Some(span) => finding.at(span),
                None => finding,
            });
        };
        let (mut found, mut seen): (Vec<Media>, HashSet<u64>) = Default::default();
        if let Some(id) = needs.featured {
            match self.files.get(&id) {
                Some(file) => {
                    seen.insert(id);
                    found.push(media(file));
                }
                None => tell(
                    Diagnostic::note(
                        "wxr.thumbnail.unresolved",
                        format!("the picture that stands for the post is attachment {id}, which is not near"),
                    )
                    .hint("look farther with `--set wxr.lookahead=BYTES`, if the export has it at all"),
                    cx,
                ),
            }
        }
        // what was uploaded to a post is shown by that post alone
        let own = needs.uploads.and_then(|post| self.uploads.remove(&post)).unwrap_or_default();
        let mut missing = 0_usize;
        for id in needs.files.iter().chain(&own) {
            match self.files.get(id) {
                None => missing += 1,
                Some(_) if !seen.insert(*id) => {}
                Some(file) => found.push(media(file)),
            }
        }
        if missing > 0 {
            tell(
                Diagnostic::note(
                    "wxr.gallery.unresolved",
                    format!("of the files that its galleries name {missing} are not near"),
                )
                .hint("look farther with `--set wxr.lookahead=BYTES`, if the export has them at all"),
                cx,
            );
        }
        // files of the article itself come behind them
        article.media.splice(0..0, found);
    }
}
