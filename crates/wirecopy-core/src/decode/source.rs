use std::io::{BufRead, ErrorKind};

use crate::{Error, Limits};

/// Where bytes come from: the head that was looked at for evidence, then the rest, under the limit on input.
pub(super) struct Source<'a> {
    input: Box<dyn BufRead + Send + 'a>,
    head: Vec<u8>,
    used: usize,
    /// Bytes given out so far.
    position: u64,
    /// Bytes read so far.
    read: u64,
    limit: u64,
}

impl<'a> Source<'a> {
    /// Reads the head, `length` bytes or all there are.
    pub(super) fn open(
        input: Box<dyn BufRead + Send + 'a>,
        length: usize,
        limits: &Limits,
    ) -> Result<Self, Error> {
        let mut source = Self { input, head: Vec::new(), used: 0, position: 0, read: 0, limit: limits.input };
        while source.head.len() < length {
            let chunk = fill(&mut source.input)?;
            if chunk.is_empty() {
                break;
            }
            let taken = chunk.len().min(length - source.head.len());
            source.head.extend_from_slice(chunk.get(..taken).unwrap_or_default());
            source.input.consume(taken);
            source.count(taken)?;
        }
        Ok(source)
    }

    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// Bytes taken so far.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// The next bytes; none at the end.
    pub(super) fn chunk(&mut self) -> Result<&[u8], Error> {
        if self.used < self.head.len() {
            return Ok(self.head.get(self.used..).unwrap_or_default());
        }
        fill(&mut self.input)
    }

    /// Takes bytes of the last chunk.
    pub(super) fn take(&mut self, length: usize) -> Result<(), Error> {
        self.position += length as u64;
        if self.used < self.head.len() {
            self.used += length;
            if self.used >= self.head.len() {
                self.head = Vec::new();
                self.used = 0;
            }
            return Ok(());
        }
        self.input.consume(length);
        self.count(length)
    }

    fn count(&mut self, length: usize) -> Result<(), Error> {
        self.read += length as u64;
        if self.read > self.limit {
            return Err(Error::limit(format!("the input is longer than {} bytes", self.limit))
                .at(wirecopy_model::Span::at(self.limit))
                .hint("raise it with `--limit input=NUMBER`"));
        }
        Ok(())
    }
}

fn fill<'i>(input: &'i mut Box<dyn BufRead + Send + '_>) -> Result<&'i [u8], Error> {
    // two steps, for a buffer lent inside the loop could not be returned from it
    loop {
        match input.fill_buf() {
            Ok(_) => break,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(Error::io("cannot read the input", error)),
        }
    }
    input.fill_buf().map_err(|error| Error::io("cannot read the input", error))
}
