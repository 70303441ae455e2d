use std::io::{self, BufRead, Read};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use crate::report::Progress;

/// Bytes between two reports of progress.
const STEP: u64 = 1 << 20;

/// Counts what was read of all inputs and tells of it now and then, from any thread.
pub(crate) struct Meter<'m> {
    tell: &'m (dyn Fn(Progress) + Sync),
    inputs: AtomicUsize,
    bytes: AtomicU64,
    told: AtomicU64,
    total_inputs: usize,
    total_bytes: u64,
}

impl<'m> Meter<'m> {
    /// A meter over so many inputs of so many bytes in all.
    pub(crate) fn new(tell: &'m (dyn Fn(Progress) + Sync), total_inputs: usize, total_bytes: u64) -> Self {
        Self {
            tell,
            inputs: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
            told: AtomicU64::new(0),
            total_inputs,
            total_bytes,
        }
    }

    /// One more input is done.
    pub(crate) fn input_done(&self) {
        self.inputs.fetch_add(1, Ordering::Relaxed);
        self.show();
    }

    /// A reader whose bytes count.
    pub(crate) fn over<R: BufRead>(&'m self, reader: R) -> Metered<'m, R> {
        Metered { reader, meter: self }
    }

    fn read(&self, bytes: usize) {
        let read = self.bytes.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        let told = self.told.load(Ordering::Relaxed);
        let is_mine = || self.told.compare_exchange(told, read, Ordering::Relaxed, Ordering::Relaxed).is_ok();
        if read.saturating_sub(told) >= STEP && is_mine() {
            self.show();
        }
    }

    fn show(&self) {
        (self.tell)(Progress {
            done: self.inputs.load(Ordering::Relaxed),
            total: self.total_inputs,
            bytes: self.bytes.load(Ordering::Relaxed),
            total_bytes: self.total_bytes,
        });
    }
}

/// A reader that tells a [`Meter`] what is read.
pub(crate) struct Metered<'m, R> {
    reader: R,
    meter: &'m Meter<'m>,
}

impl<R: BufRead> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.meter.read(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Metered<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.reader.consume(amount);
        self.meter.read(amount);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn tells_every_megabyte_and_every_input() {
        let told = Mutex::new(Vec::new());
        let tell = |progress: Progress| told.lock().unwrap().push((progress.done, progress.bytes));
        let meter = Meter::new(&tell, 1, 0);
        let input = vec![b'x'; 5 << 19];
        let mut reader = meter.over(io::BufReader::with_capacity(1 << 19, &input[..]));
        io::copy(&mut reader, &mut io::sink()).unwrap();
        meter.input_done();
        assert_eq!(*told.lock().unwrap(), [(0, 1 << 20), (0, 2 << 20), (1, 5 << 19)]);
    }
}
